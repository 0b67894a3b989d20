import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { firstWords, type FirstWords } from "../electron/first-words.ts";
import { takePulse, type Pulse } from "../electron/pulse.ts";

/** A browser as the protocol shows it: it answers, or it does not. */
function browser() {
  const silent = new Set<"browser" | "page" | "picture" | "shot">();
  const forEver = new Promise<never>(() => undefined);
  const listeners: [string, (params: unknown) => void][] = [];
  const page = { targetId: "1", type: "page", url: "http://127.0.0.1:1/screen.html" };
  const asked: string[] = [];
  const told = (method: string, params: unknown) => {
    for (const [own, listener] of listeners) if (own === method) listener(params);
  };
  return {
    silent,
    /** What was evaluated in the page. */
    asked,
    /** Our page, one that is still loading, or another. */
    where: "ours",
    reloads: 0,
    gpu: 1,
    shots: 0,
    /** A picture of the page, or null when it refuses one. */
    shot: "png" as string | null,
    on: (method: string, listener: (params: unknown) => void) =>
      void listeners.push([method, listener]),
    opens: (targetInfo: typeof page) => told("Target.targetCreated", { targetInfo }),
    crashes: (targetId: string) => told("Target.targetCrashed", { targetId, status: "killed" }),
    send(method: string, params?: object): Promise<unknown> {
      if (silent.has("browser")) return forEver;
      if (method === "Target.getTargets") return Promise.resolve({ targetInfos: [page] });
      if (method === "Target.setDiscoverTargets") this.opens(page);
      if (method === "Target.attachToTarget") return Promise.resolve({ sessionId: "s" });
      if (method === "SystemInfo.getProcessInfo")
        return Promise.resolve({ processInfo: [{ type: "GPU", id: this.gpu, cpuTime: 1 }] });
      if (method === "Browser.getVersion") return Promise.resolve({});
      if (silent.has("page")) return forEver;
      if (method === "Page.reload") this.reloads += 1;
      if (method === "Page.captureScreenshot") {
        this.shots += 1;
        if (this.shot === null) return Promise.reject(new Error("Unable to capture screenshot"));
        return silent.has("shot") ? forEver : Promise.resolve({ data: this.shot });
      }
      asked.push(JSON.stringify(params));
      const draws = JSON.stringify(params).includes("requestAnimationFrame");
      const answer = { result: { value: this.where } };
      return draws && silent.has("picture") ? forEver : Promise.resolve(answer);
    },
  };
}

let pulse: Pulse;
let gpuDeaths = 0;
let arrivals = 0;
let stops: { kind: string; at: number }[];
let draws = true;
let words: FirstWords;
/** As the keeper does. */
let restarts = false;

function watch(tools: ReturnType<typeof browser>): void {
  stops = [];
  const known = firstWords();
  words = {
    ...known,
    arrived() {
      arrivals += 1;
      known.arrived();
    },
  };
  draws = true;
  arrivals = 0;
  start(tools);
}

function start(tools: ReturnType<typeof browser>): void {
  pulse = takePulse({
    tools,
    mono: () => performance.now(),
    draws: () => draws,
    onGpuGone: () => (gpuDeaths += 1),
    words,
    onStop(kind) {
      stops.push({ kind, at: performance.now() });
      if (restarts) start(tools);
    },
  });
}

beforeEach(() => {
  restarts = false;
  vi.useFakeTimers();
});
afterEach(() => {
  pulse.stop();
  vi.useRealTimers();
});

describe("the pulse of a browser", () => {
  it.each([
    ["browser", "browser-frozen", 2_000],
    ["page", "page-frozen", 4_000],
    ["picture", "gpu-frozen", 3_500],
  ] as const)(
    "a %s that stands still is %s within %i ms, told once",
    async (part, kind, withinMs) => {
      const tools = browser();
      watch(tools);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(stops).toEqual([]);
      tools.silent.add(part);
      const since = performance.now();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(stops.map((each) => each.kind)).toEqual([kind]);
      expect(stops[0]?.at).toBeLessThanOrEqual(since + withinMs);
    },
  );

  it("a display that is asleep is drawn on by nobody, and that is no fault", async () => {
    const tools = browser();
    watch(tools);
    await vi.advanceTimersByTimeAsync(5_000);
    draws = false;
    tools.silent.add("picture");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stops).toEqual([]);
  });

  it("a graphics process that hangs before the first picture is frozen within 22 s, and no sooner than 20", async () => {
    const tools = browser();
    tools.silent.add("picture");
    watch(tools);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(stops).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(stops.map((each) => each.kind)).toEqual(["gpu-frozen"]);
  });

  it("one that hangs as the display wakes, in the morning, is frozen within 22 s", async () => {
    const tools = browser();
    watch(tools);
    await vi.advanceTimersByTimeAsync(5_000);
    draws = false;
    await vi.advanceTimersByTimeAsync(5_000);
    tools.silent.add("picture");
    await vi.advanceTimersByTimeAsync(600_000);
    draws = true;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(stops).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(stops.map((each) => each.kind)).toEqual(["gpu-frozen"]);
  });

  it("where nothing is ever drawn a browser is restarted ten times in six hours, and once in the next six", async () => {
    const tools = browser();
    tools.silent.add("picture");
    watch(tools);
    restarts = true;
    await vi.advanceTimersByTimeAsync(6 * 3_600_000);
    expect(stops.length).toBeLessThanOrEqual(10);
    const before = stops.length;
    await vi.advanceTimersByTimeAsync(6 * 3_600_000);
    expect(stops.length - before).toBeLessThanOrEqual(1);
    // Once something is drawn, a display that hangs is waited for as at first.
    tools.silent.delete("picture");
    start(tools);
    await vi.advanceTimersByTimeAsync(5_000);
    tools.silent.add("picture");
    stops = [];
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stops.map((each) => each.kind)).toEqual(["gpu-frozen", "gpu-frozen"]);
  });

  it("a page that is not ours yet is not waited for to be drawn", async () => {
    const tools = browser();
    tools.silent.add("picture");
    tools.where = "loading";
    watch(tools);
    await vi.advanceTimersByTimeAsync(19_000);
    tools.where = "ours";
    await vi.advanceTimersByTimeAsync(19_000);
    expect(stops).toEqual([]);
  });

  it("one picture is taken at a time: of a display that gives none no heap of questions is left", async () => {
    const tools = browser();
    watch(tools);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await pulse.picture()).toBe("png");
    tools.silent.add("shot");
    for (let look = 0; look < 60; look += 1) {
      void pulse.picture();
      await vi.advanceTimersByTimeAsync(10_000);
    }
    expect(tools.shots).toBeGreaterThan(5);
    expect(tools.shots).toBeLessThanOrEqual(12);
    // One that was lost with its page is not waited for for ever.
    tools.silent.delete("shot");
    await vi.advanceTimersByTimeAsync(60_000);
    expect([await pulse.picture(), await pulse.picture()]).toEqual(["png", "png"]);
  });

  it("a page that has parted and does not answer is gone within a second; one that does is well", async () => {
    const tools = browser();
    watch(tools);
    await vi.advanceTimersByTimeAsync(5_000);
    await pulse.doubt();
    expect(stops).toEqual([]);
    tools.silent.add("page");
    void pulse.doubt();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stops.map((each) => each.kind)).toEqual(["page-gone"]);
  });

  it("a page that dies before it ever answered is gone at once", async () => {
    const tools = browser();
    tools.silent.add("page");
    watch(tools);
    await vi.advanceTimersByTimeAsync(200);
    tools.crashes("1");
    expect(stops.map((each) => each.kind)).toEqual(["page-gone"]);
  });

  it("what never becomes our page is lost within 21 s: an error page, or one without its scripts", async () => {
    const tools = browser();
    tools.where = "other";
    watch(tools);
    await vi.advanceTimersByTimeAsync(21_000);
    expect(stops.map((each) => each.kind)).toEqual(["page-lost"]);
  });

  it("a page that leads to ours and stays is asked to lead there again: after three seconds, then more patiently", async () => {
    const tools = browser();
    tools.where = "other";
    watch(tools);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(tools.reloads).toBe(0);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(tools.reloads).toBe(1);
    await vi.advanceTimersByTimeAsync(3_500);
    expect(tools.reloads).toBe(1);
    tools.where = "ours";
    await vi.advanceTimersByTimeAsync(60_000);
    expect([tools.reloads, stops]).toEqual([1, []]);
  });

  it("the browser's own page, of an app process that was away, is left for ours: at the start and later", async () => {
    const tools = browser();
    tools.where = "other";
    watch(tools);
    await vi.advanceTimersByTimeAsync(4_500);
    expect(tools.reloads).toBe(1);
    tools.where = "ours";
    await vi.advanceTimersByTimeAsync(30_000);
    tools.where = "other";
    await vi.advanceTimersByTimeAsync(4_500);
    expect([tools.reloads, stops]).toEqual([2, []]);
    await vi.advanceTimersByTimeAsync(17_000);
    expect(stops.map((each) => each.kind)).toEqual(["page-lost"]);
  });

  it("a page that is still loading is not begun anew", async () => {
    const tools = browser();
    tools.where = "loading";
    watch(tools);
    await vi.advanceTimersByTimeAsync(15_000);
    tools.where = "ours";
    await vi.advanceTimersByTimeAsync(30_000);
    expect([tools.reloads, stops]).toEqual([0, []]);
  });

  it("another page that dies is none of ours; of a frame that dies its page is told", async () => {
    const tools = browser();
    watch(tools);
    await vi.advanceTimersByTimeAsync(2_000);
    tools.opens({ targetId: "2", type: "page", url: "http://127.0.0.1:1/badge.html" });
    tools.opens({ targetId: "3", type: "iframe", url: "http://stage-1.localhost:1/stage.html" });
    tools.crashes("2");
    tools.crashes("3");
    expect(stops).toEqual([]);
    expect(tools.asked.at(-1)).toContain("frame-died");
    expect(tools.asked.at(-1)).toContain("http://stage-1.localhost:1/stage.html");
  });

  it("a graphics process that died is told within three seconds, though another is there at once", async () => {
    const tools = browser();
    watch(tools);
    gpuDeaths = 0;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(gpuDeaths).toBe(0);
    tools.gpu = 2;
    await vi.advanceTimersByTimeAsync(3_000);
    expect([gpuDeaths, stops]).toEqual([1, []]);
  });

  it("a picture is that of its page; none before there is one, none that is refused, none after the end", async () => {
    const tools = browser();
    watch(tools);
    expect(await pulse.picture()).toBeNull();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await pulse.picture()).toBe("png");
    tools.shot = null;
    expect(await pulse.picture()).toBeNull();
    tools.shot = "png";
    pulse.stop();
    expect(await pulse.picture()).toBeNull();
  });

  it("a browser that is slow to open its page is given its time", async () => {
    const tools = browser();
    tools.silent.add("browser");
    watch(tools);
    await vi.advanceTimersByTimeAsync(10_000);
    expect([stops, arrivals]).toEqual([[], 0]);
  });

  it("that our page is there is told once", async () => {
    const tools = browser();
    watch(tools);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(arrivals).toBe(1);
  });
});
