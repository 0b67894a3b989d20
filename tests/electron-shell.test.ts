import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ElectronOptions, ElectronShell } from "../electron/shell-electron.ts";
import type { Fake } from "./electron-main.ts";

/** The shell on the recording fake: its windows, and what it does when something dies, freezes, comes or goes. */
let fake: Fake;
let shell: ElectronShell;
let gone: { window: string; kind: string }[];
let told: string[];

async function open(given: Partial<ElectronOptions> = {}): Promise<void> {
  const { electronShell } = await import("../electron/shell-electron.ts");
  shell = electronShell({
    preload: "/app/preload.cjs",
    wanted: null,
    alone: () => true,
    onElsewhere: (wanted, list) => void told.push(`elsewhere ${wanted}: ${list}`),
    onSeveralDisplays: () => void told.push("several"),
    onGpuLost: () => void told.push("gpu lost"),
    onClosed: () => void told.push("closed"),
    onEnd: () => void told.push("ended"),
    windowed: false,
    seats: {},
    keepSeats: (kept) => void told.push(`seats ${JSON.stringify(kept)}`),
    ...given,
  });
  shell.onGone((each) => void gone.push(each));
}
const kiosk = (window = "main") =>
  shell.open({ window, url: "stage://app/screen.html#the-token", kind: "kiosk", role: "kiosk" });
const loads = () => fake.argumentsOf("window.loadURL").length;
const only = (index = 0) => {
  const window = fake.windows[index];
  if (!window) throw new Error("no window");
  return window;
};

beforeEach(async () => {
  vi.resetModules();
  vi.useFakeTimers();
  fake = await import("./electron-fake.ts");
  gone = [];
  told = [];
});
afterEach(() => {
  shell.close();
  vi.useRealTimers();
});

/** What every page is given, whatever makes its window. */
const PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: "",
  webviewTag: false,
  navigateOnDragDrop: false,
  devTools: false,
  backgroundThrottling: false,
  autoplayPolicy: "no-user-gesture-required",
};

describe("a window", () => {
  it("has the one set of preferences, whatever it is for (2, 3, 4, 6, 8, 9, 10, 11)", async () => {
    await open();
    kiosk();
    shell.open({
      window: "talk",
      url: "stage://app/screen.html#token",
      kind: "window",
      role: "audience",
    });
    await shell.offscreen("stage://stage-1/draw.html");
    expect(fake.windows).toHaveLength(3);
    // The bridge is for those who are spoken to; what a deck draws is drawn without it.
    expect(fake.windows.map(({ options }) => options.webPreferences?.preload)).toEqual([
      "/app/preload.cjs",
      "/app/preload.cjs",
      undefined,
    ]);
    for (const { options } of fake.windows) {
      expect(options.webPreferences).toMatchObject(PREFERENCES);
      expect(options.webPreferences?.session).toBe(fake.sessions[0]?.fake);
    }
    expect(fake.argumentsOf("fromPartition")).toEqual([["stage", { cache: false }]]);
  });

  it("at a booth can't be closed, nor leave the full screen; a talk's can", async () => {
    await open();
    kiosk();
    shell.open({
      window: "talk",
      url: "stage://app/screen.html#token",
      kind: "window",
      role: "audience",
    });
    const close = (index: number) => {
      let prevented = false;
      only(index).emit("close", { preventDefault: () => (prevented = true) });
      return prevented;
    };
    expect([close(0), close(1)]).toEqual([true, false]);
    only(0).emit("leave-full-screen");
    expect(fake.argumentsOf("window.setKiosk")).toEqual([[true]]);
    only(1).destroy();
    expect(told).toEqual(["closed"]);
    expect(only(1).options).toMatchObject({
      frame: true,
      kiosk: false,
      x: 320,
      y: 180,
      width: 1280,
      height: 720,
    });
  });

  it("over loopback has no bridge, and takes its token with it", async () => {
    await open({ preload: null });
    expect(shell.link).toBeUndefined();
    expect(shell.places()).toBeNull();
    shell.open({
      window: "main",
      url: "http://127.0.0.1:5000/screen.html#the-token",
      kind: "kiosk",
      role: "kiosk",
    });
    expect(only().options.webPreferences).not.toHaveProperty("preload");
    expect(fake.argumentsOf("window.loadURL")).toEqual([
      ["http://127.0.0.1:5000/screen.html#the-token"],
    ]);
    expect(shell.places()?.isStage("http://stage-1.localhost:5000")).toBe(true);
  });

  it("is opened once for each show, and brought to the front", async () => {
    await open();
    kiosk();
    kiosk();
    expect(fake.windows).toHaveLength(1);
    shell.toFront();
    expect(fake.argumentsOf("window.focus")).toHaveLength(1);
  });
});

describe("what dies comes back", () => {
  it.each([
    ["crashed", "page-gone"],
    ["killed", "page-gone"],
    ["oom", "page-out-of-memory"],
    ["launch-failed", "page-gone"],
    ["clean-exit", "page-gone"],
  ])("a page that is gone (%s) is loaded again at once", async (reason, kind) => {
    await open();
    kiosk();
    only().webContents.emit("render-process-gone", {}, { reason });
    expect(gone).toEqual([{ window: "main", kind }]);
    await vi.advanceTimersByTimeAsync(100);
    expect(loads()).toBe(2);
  });

  it("ever more patiently, and for ever", async () => {
    await open();
    kiosk();
    const waits: number[] = [];
    for (let death = 1; death <= 10; death += 1) {
      only().webContents.emit("render-process-gone", {}, { reason: "crashed" });
      let waited = 0;
      await vi.advanceTimersByTimeAsync(0);
      for (; loads() === death; waited += 250) await vi.advanceTimersByTimeAsync(250);
      waits.push(waited);
    }
    expect(waits.slice(0, 3)).toEqual([250, 250, 500]);
    expect(waits.at(-1)).toBe(15_000);
  });

  it("a page that can't be loaded is tried again; a load that another replaced is not", async () => {
    await open();
    kiosk();
    only().webContents.emit("did-fail-load", {}, -3, "ERR_ABORTED", "", true);
    only().webContents.emit("did-fail-load", {}, -6, "ERR_FILE_NOT_FOUND", "", false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(loads()).toBe(1);
    only().webContents.emit("did-fail-load", {}, -2, "ERR_FAILED", "", true);
    await vi.advanceTimersByTimeAsync(600);
    expect(loads()).toBe(2);
  });

  it("a page that falls silent is ended and loaded again within six seconds, with nobody touching it", async () => {
    await open();
    kiosk();
    for (let second = 0; second < 30; second += 1) {
      shell.heard?.("main");
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect([gone, loads()]).toEqual([[], 1]);
    await vi.advanceTimersByTimeAsync(4_700);
    expect(fake.argumentsOf("contents.forcefullyCrashRenderer")).toHaveLength(1);
    expect([gone, loads()]).toEqual([[{ window: "main", kind: "page-frozen" }], 2]);
  });

  it("a page that had died unseen is loaded again all the same", async () => {
    await open();
    kiosk();
    shell.heard?.("main");
    fake.machine.crashed = true;
    await vi.advanceTimersByTimeAsync(4_500 + 2_000);
    expect([gone, loads()]).toEqual([[{ window: "main", kind: "page-frozen" }], 2]);
  });

  it("a page that never says a word gets longer; a process that stood still blames nobody", async () => {
    await open();
    kiosk();
    await vi.advanceTimersByTimeAsync(19_000);
    expect(gone).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(gone).toEqual([{ window: "main", kind: "page-frozen" }]);
  });

  it("what is seen of a window is looked at; out of sight, or without an answer, nothing is", async () => {
    await open();
    kiosk();
    const seen = () => shell.look?.("main");
    expect(await seen()).toMatchObject({ uniform: true });
    fake.machine.drawn = Buffer.from([1, 2, 3, 4, 1, 2, 3, 5]);
    const first = await seen();
    expect(first?.uniform).toBe(false);
    expect(await seen()).toEqual(first);
    for (const nothing of [Buffer.alloc(0), null]) {
      fake.machine.drawn = nothing;
      expect(await seen()).toBeNull();
    }
    fake.machine.drawn = "never";
    const late = seen();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await late).toBeNull();
    fake.machine.drawn = Buffer.alloc(16);
    only().minimize();
    expect(await seen()).toBeNull();
    only().restore();
    only().hide();
    expect(await seen()).toBeNull();
    expect(await shell.look?.("other")).toBeNull();
    only().destroy();
    shell.close();
    expect(await seen()).toBeNull();
  });

  it("a page on which nothing is to be seen is ended and loaded again, told once and by its kind", async () => {
    await open();
    kiosk();
    shell.mend?.("main", "screen-blank");
    shell.mend?.("main", "screen-blank");
    await vi.advanceTimersByTimeAsync(4_000);
    expect(fake.argumentsOf("contents.forcefullyCrashRenderer")).toHaveLength(1);
    expect([gone, loads()]).toEqual([[{ window: "main", kind: "screen-blank" }], 2]);
  });

  it("a window that the display server took away is opened again, with its page", async () => {
    await open();
    kiosk();
    only().destroy();
    await vi.advanceTimersByTimeAsync(0);
    expect(gone).toEqual([{ window: "main", kind: "window-gone" }]);
    expect([fake.windows.length, loads()]).toEqual([2, 2]);
    expect(only(1).options.webPreferences).toMatchObject(PREFERENCES);
  });

  it("the GPU process is reported; three deaths in five minutes are too many", async () => {
    await open();
    kiosk();
    const die = (type: string, reason = "crashed", name = type) =>
      fake.app.emit("child-process-gone", {}, { type, reason, name });
    die("GPU");
    die("GPU", "clean-exit");
    // A deck's doing: no window has lost anything.
    die("Utility", "crashed", "Compiler");
    await vi.advanceTimersByTimeAsync(301_000);
    shell.heard?.("main");
    gone = [];
    die("GPU");
    die("GPU");
    expect(told).toEqual([]);
    die("GPU");
    expect(told).toEqual(["gpu lost"]);
    die("Utility");
    expect(gone.map(({ kind }) => kind)).toEqual([
      "gpu-gone",
      "gpu-gone",
      "gpu-gone",
      "helper-gone",
    ]);
  });

  it("the blocker of sleep is asked for anew only when it has ended, or was forgotten", async () => {
    await open();
    shell.keepAwake(false);
    shell.keepAwake(false);
    expect(fake.argumentsOf("powerSaveBlocker.start")).toHaveLength(1);
    // The system has forgotten: what was started goes on saying that it is.
    shell.keepAwake(true);
    expect(fake.argumentsOf("powerSaveBlocker.stop")).toEqual([[7]]);
    fake.machine.blocker = false;
    shell.keepAwake(false);
    expect(fake.argumentsOf("powerSaveBlocker.start")).toEqual([
      ["prevent-display-sleep"],
      ["prevent-display-sleep"],
      ["prevent-display-sleep"],
    ]);
  });

  it("nothing comes back once the shell is closed", async () => {
    await open();
    kiosk();
    only().webContents.emit("render-process-gone", {}, { reason: "crashed" });
    shell.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([fake.windows.length, loads(), only().isDestroyed()]).toEqual([1, 1, true]);
  });
});

describe("displays", () => {
  const plug = (...displays: ReturnType<Fake["display"]>[]) => {
    fake.machine.displays = displays;
    fake.screen.emit("display-added", {}, displays.at(-1));
  };
  const unplug = (...displays: ReturnType<Fake["display"]>[]) => {
    fake.machine.displays = displays;
    fake.screen.emit("display-removed", {}, null);
  };
  const bounds = () => fake.argumentsOf("window.setBounds").map(([at]) => at);

  it("are counted from left to right; without the one that is wanted a show takes the main one", async () => {
    fake.machine.displays = [fake.display(9, "TV", 1920, 0), fake.display(3, "Laptop", 0, 0)];
    await open({ wanted: "Projector" });
    kiosk();
    // From left to right for people; the window is on the system's main one.
    expect(told[0]).toBe("elsewhere Projector: 1 «Laptop» 1920×1080, 2 «TV» 1920×1080");
    expect(only().options).toMatchObject({ x: 1920, y: 0 });
  });

  it("unplugged: the window goes to another; plugged in again, elsewhere: it comes back", async () => {
    const [laptop, tv] = [fake.display(1, "Laptop", 0, 0), fake.display(2, "TV", 1920, 0)];
    fake.machine.displays = [laptop, tv];
    await open({ wanted: "tv" });
    kiosk();
    expect(only().options).toMatchObject({ x: 1920, y: 0 });
    unplug(laptop);
    expect(bounds()).toEqual([{ x: 0, y: 0, width: 1920, height: 1080 }]);
    // A window that fills a display is let go before it moves.
    expect(fake.argumentsOf("window.setKiosk")).toEqual([[false], [true]]);
    plug(laptop, fake.display(77, "TV", -1920, 0));
    expect(bounds().at(-1)).toEqual({ x: -1920, y: 0, width: 1920, height: 1080 });
  });

  it("all gone for a moment change nothing, and a change that is none moves nothing", async () => {
    await open();
    kiosk();
    unplug();
    plug(fake.display(5, "Built-in", 0, 0));
    fake.screen.emit("display-metrics-changed", {}, null, []);
    expect([bounds(), fake.argumentsOf("window.hide")]).toEqual([[], []]);
  });

  it("a new size of the same display is filled", async () => {
    await open();
    kiosk();
    const larger = fake.display(1, "Built-in", 0, 0);
    larger.bounds = { x: 0, y: 0, width: 3840, height: 2160 };
    fake.machine.displays = [larger];
    fake.screen.emit("display-metrics-changed", {}, larger, ["bounds"]);
    expect(bounds()).toEqual([{ x: 0, y: 0, width: 3840, height: 2160 }]);
  });

  it("that are not there are named, with those that are", async () => {
    await open({ wanted: "Projector" });
    kiosk();
    expect(told).toEqual(["elsewhere Projector: 1 «Built-in» 1920×1080"]);
  });

  it("gone beside another show: the window is out of sight, and covers nobody", async () => {
    const [one, two] = [fake.display(1, "One", 0, 0), fake.display(2, "Two", 1920, 0)];
    fake.machine.displays = [one, two];
    await open({ wanted: "two", alone: () => false });
    kiosk();
    unplug(one);
    expect([bounds(), fake.argumentsOf("window.hide")]).toEqual([[], [[]]]);
    plug(one, two);
    expect(fake.argumentsOf("window.showInactive")).toHaveLength(1);
    expect(told).toContain("several");
  });

  it("not there at the start, beside another show: the window waits out of sight", async () => {
    await open({ wanted: "two", alone: () => false });
    kiosk();
    expect(fake.argumentsOf("window.hide")).toHaveLength(1);
    plug(fake.display(1, "Built-in", 0, 0), fake.display(2, "Two", 1920, 0));
    expect(bounds().at(-1)).toMatchObject({ x: 1920 });
    expect(fake.argumentsOf("window.showInactive")).toHaveLength(1);
  });

  it("two that are the very same: the one that stays is not taken for the one that has gone", async () => {
    const [left, right] = [fake.display(1, "TV", 0, 0), fake.display(2, "TV", 1920, 0)];
    fake.machine.displays = [left, right];
    await open({ wanted: "1", alone: () => false });
    kiosk();
    unplug(right);
    expect(fake.argumentsOf("window.hide")).toHaveLength(1);
  });
});

describe("a hidden page", () => {
  it("is evaluated, printed, captured, and closed", async () => {
    await open();
    const page = await shell.offscreen("stage://app/print.html");
    expect(only().options.show).toBe(false);
    expect(await page.evaluate("6 * 7")).toBe(42);
    expect(`${await page.pdf()}`).toBe("%PDF");
    expect(`${await page.capture()}`).toBe("PNG");
    expect(fake.argumentsOf("contents.printToPDF")).toEqual([
      [{ preferCSSPageSize: true, printBackground: true }],
    ]);
    page.close();
    expect(only().isDestroyed()).toBe(true);
  });

  it("that is frozen or dead keeps nobody waiting for more than ten seconds, and is closed once", async () => {
    await open();
    const page = await shell.offscreen("stage://stage-1/draw.html");
    vi.spyOn(only().webContents, "executeJavaScript").mockReturnValueOnce(
      new Promise(() => undefined),
    );
    const answer = expect(page.evaluate("draw()")).rejects.toThrow("does not answer");
    await vi.advanceTimersByTimeAsync(10_000);
    await answer;
    page.close();
    page.close();
    expect(fake.argumentsOf("window.destroy")).toHaveLength(1);
  });

  it("that can't be loaded leaves no window", async () => {
    await open();
    vi.spyOn(fake.BrowserWindow.prototype, "loadURL").mockRejectedValueOnce(
      new Error("ERR_FAILED (-2)"),
    );
    await expect(shell.offscreen("stage://app/nothing.html")).rejects.toThrow("ERR_FAILED");
    expect(only().isDestroyed()).toBe(true);
  });
});
