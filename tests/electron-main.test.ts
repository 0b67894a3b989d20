import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { oneWindow, startMain, type Fake } from "./electron-main.ts";
import { removeFolder } from "./remove-folder.mjs";

/** `main.ts` on the recording fake: what it asks of Electron, and what it does about what Electron says. */
const partitionOf = (fake: Fake) => {
  const found = fake.sessions.find(({ partition }) => partition === "stage");
  if (!found) throw new Error("no session of our own");
  return found;
};
const get = async (fake: Fake, url: string, headers?: HeadersInit) => {
  const handler = partitionOf(fake).handlers["protocol"] as unknown as (
    request: Request,
  ) => Promise<Response>;
  return handler(new Request(url, headers && { headers }));
};

describe("the start", () => {
  it("opens a kiosk window that fills the display, at the app's own address, without its token", async () => {
    const { fake } = await startMain(["kiosk"]);
    const { options } = await oneWindow(fake);
    expect(options).toMatchObject({
      kiosk: true,
      frame: false,
      x: 0,
      y: 0,
      width: 1920,
      height: 1080,
    });
    expect(fake.argumentsOf("window.loadURL")).toEqual([["stage://app/screen.html"]]);
    expect(fake.argumentsOf("window.setAlwaysOnTop")).toEqual([[true, "screen-saver"]]);
    await vi.waitFor(
      () => expect(fake.argumentsOf("powerSaveBlocker.start")).toEqual([["prevent-display-sleep"]]),
      10_000,
    );
  });

  it("says before Electron is ready what can only be said then", async () => {
    const { fake } = await startMain(["kiosk"], { ready: false });
    expect(fake.argumentsOf("enableSandbox")).toHaveLength(1);
    expect(fake.argumentsOf("registerSchemesAsPrivileged")).toEqual([
      [
        [
          {
            scheme: "stage",
            privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
          },
        ],
      ],
    ]);
    expect(fake.argumentsOf("appendSwitch")).toContainEqual([
      "host-resolver-rules",
      expect.stringContaining("MAP * ~NOTFOUND"),
    ]);
    // Typed as `--display=2` Chromium would look for an X server of that name.
    expect(fake.argumentsOf("removeSwitch")).toEqual([["display"]]);
    expect(fake.argumentsOf("setPath")).toEqual(
      ["userData", "sessionData"].map((name) => [name, expect.stringMatching(/electron.main$/)]),
    );
    expect(fake.windows).toEqual([]);
    fake.becomeReady();
    await oneWindow(fake);
  });
});

describe("the pages under stage://", () => {
  it("come from the same handler as over HTTP, each world with its policy", async () => {
    const { fake } = await startMain(["kiosk"]);
    await oneWindow(fake);
    const screen = await get(fake, "stage://app/screen.html");
    expect(screen.status).toBe(200);
    const policy = screen.headers.get("content-security-policy");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).toContain("frame-src stage:;");
    const stage = await get(fake, "stage://stage-1/stage.html");
    expect(stage.headers.get("content-security-policy")).toContain("frame-ancestors stage://app");
    for (const [url, status] of [
      ["stage://stage-1/screen.html", 404],
      ["stage://app/stage.html", 404],
      ["stage://stage-1/health", 404],
      ["stage://127.0.0.1/screen.html", 403],
      ["stage://stage-1.localhost/stage.html", 403],
      ["stage://app.evil/screen.html", 403],
    ] as const)
      expect([url, (await get(fake, url)).status]).toEqual([url, status]);
    // No header makes one world of the other.
    expect((await get(fake, "stage://stage-1/screen.html", { Host: "app" })).status).toBe(404);
  });

  it("leave nothing to the loopback server but how the app is", async () => {
    const { fake, address } = await startMain(["kiosk"]);
    const base = await address();
    await oneWindow(fake);
    expect((await fetch(`${base}/health`)).status).toBe(200);
    expect((await fetch(`${base}/screen.html`)).status).toBe(404);
  });
});

describe("what goes wrong", () => {
  const health = async (address: string) =>
    (await (await fetch(`${address}/health`)).json()) as {
      shell: string;
      screens: {
        deck: string;
        restarts: number;
        lastFault: { kind: string } | null;
        heartbeatAgeMs: number | null;
      }[];
      problems: { file: string; code: string }[];
    };

  it("is counted in /health, and a page's word is heard there", async () => {
    const { fake, address } = await startMain(["kiosk"]);
    const base = await address();
    const { webContents } = await oneWindow(fake);
    const senderFrame = fake.frame("stage://app");
    await fake.invoked["stage:ask"]?.({ sender: webContents, senderFrame }, "beat", [null]);
    webContents.emit("render-process-gone", {}, { reason: "crashed" });
    expect(await health(base)).toMatchObject({
      shell: "electron",
      screens: [
        { restarts: 1, lastFault: { kind: "page-gone" }, heartbeatAgeMs: expect.any(Number) },
      ],
    });
    await vi.waitFor(() => expect(fake.argumentsOf("window.loadURL")).toHaveLength(2), 10_000);
  });

  it("three times in a minute with the same slide sets its deck aside, and the other plays on", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mtinov-aside-"));
    onTestFinished(() => removeFolder(folder));
    for (const name of ["bad", "good"])
      writeFileSync(join(folder, `${name}.en.md`), `---\nlang: en\nseconds: 600\n---\n# ${name}\n`);
    const playlist = join(folder, "a.playlist.yaml");
    writeFileSync(playlist, "lang: en\ndecks: [bad, good]\n");
    const { fake, address } = await startMain(["kiosk", playlist]);
    const base = await address();
    const { webContents } = await oneWindow(fake);
    const plays = async () => basename((await health(base)).screens[0]?.deck ?? "");
    await vi.waitFor(async () => expect(await plays()).toBe("bad.en.md"), 10_000);
    for (let death = 0; death < 3; death += 1)
      webContents.emit("render-process-gone", {}, { reason: "crashed" });
    await vi.waitFor(async () => expect(await plays()).toBe("good.en.md"), 5_000);
    expect((await health(base)).problems).toMatchObject([
      { file: join(folder, "bad.en.md"), code: "set-aside" },
    ]);
  });

  it("with the GPU starts again without it, once", async () => {
    const { fake, address, said } = await startMain(["kiosk"]);
    await address();
    await oneWindow(fake);
    for (let death = 0; death < 3; death += 1)
      fake.app.emit("child-process-gone", {}, { type: "GPU", reason: "crashed" });
    expect(await fake.exited).toBe(0);
    expect(fake.argumentsOf("relaunch")).toEqual([
      [{ args: ["--disable-gpu", "out/main/main.js", "kiosk"] }],
    ]);
    expect(fake.argumentsOf("releaseSingleInstanceLock")).toHaveLength(1);
    expect(said()).toMatch(/graphi/);
  });

  it("with the GPU that is off already changes nothing", async () => {
    const { fake, address } = await startMain(["kiosk"], {
      machine: { switches: new Set(["disable-gpu"]) },
    });
    await address();
    for (let death = 0; death < 4; death += 1)
      fake.app.emit("child-process-gone", {}, { type: "GPU", reason: "crashed" });
    expect([fake.argumentsOf("relaunch"), fake.argumentsOf("exit")]).toEqual([[], []]);
  });

  it("is left to the keeper where there is one", async () => {
    const { fake, address } = await startMain(["kiosk"], { env: { MTINOV_KEPT: "1" } });
    await address();
    for (let death = 0; death < 3; death += 1)
      fake.app.emit("child-process-gone", {}, { type: "GPU", reason: "crashed" });
    expect(await fake.exited).toBe(71);
    expect(fake.argumentsOf("relaunch")).toEqual([]);
  });

  it("in the main process ends it without a dialog, to be started again", async () => {
    const { fake, address, said } = await startMain(["kiosk"]);
    await address();
    process.emit("uncaughtException", new Error("a broken thing"));
    expect(await fake.exited).toBe(70);
    expect(said()).toContain("a broken thing");
    expect(said()).not.toContain("at ");
  });

  it("with the port is said in one sentence", async () => {
    const first = await startMain(["serve"]);
    const { port } = new URL(await first.address());
    const second = await startMain(["kiosk", "--port", port]);
    expect(await second.fake.exited).toBe(1);
    expect(second.said()).toContain(port);
    expect(second.fake.windows).toEqual([]);
  });
});

describe("Wayland", () => {
  const two = async (fake: Fake) => {
    fake.machine.displays = [fake.display(1, "One", 0, 0), fake.display(2, "Two", 1920, 0)];
    fake.screen.emit("display-added", {}, fake.machine.displays[1]);
  };
  const wayland = { WAYLAND_DISPLAY: "wayland-0", DISPLAY: ":0" };
  const machine = { drawnBy: "wayland" };

  it("with several displays makes the app start again on X11", async () => {
    const { fake, address } = await startMain(["kiosk"], { env: wayland, machine });
    await address();
    await oneWindow(fake);
    expect(fake.argumentsOf("relaunch")).toEqual([]);
    await two(fake);
    await fake.exited;
    expect(fake.argumentsOf("relaunch")).toEqual([
      [{ args: ["--ozone-platform=x11", "out/main/main.js", "kiosk"] }],
    ]);
  });

  it("is no start of a service's: systemd would end the second one with the first", async () => {
    const started = { env: wayland, machine: { ...machine, packaged: true } };
    const { fake, said } = await startMain(["service"], started);
    expect(await fake.exited).toBe(0);
    expect(said()).toMatch(/^ExecStart=\S+ --ozone-platform=x11 kiosk$/m);
    const alone = await startMain(["service"], { machine: { packaged: true, drawnBy: "x11" } });
    expect(await alone.fake.exited).toBe(0);
    expect(alone.said()).toMatch(/^ExecStart=\S+ kiosk$/m);
  });

  it("is left as it is with one display, without X11, or when somebody has chosen", async () => {
    for (const [env, typed] of [
      [{ ...wayland, DISPLAY: "" }, []],
      [wayland, ["--ozone-platform=wayland"]],
    ] as const) {
      const { fake, address } = await startMain(["kiosk", ...typed], { env, machine });
      await address();
      await oneWindow(fake);
      await two(fake);
      expect([fake.argumentsOf("relaunch"), fake.argumentsOf("exit")]).toEqual([[], []]);
    }
  });
});

describe("one app for each display", () => {
  it("a second one ends, says so, and brings the first to the front", async () => {
    const { fake, said } = await startMain(["kiosk"], { machine: { lock: false } });
    expect(await fake.exited).toBe(1);
    expect(said()).toMatch(/already|déjà/);
    expect(fake.windows).toEqual([]);
    const first = await startMain(["kiosk"]);
    await oneWindow(first.fake);
    first.fake.app.emit("second-instance");
    expect(first.fake.argumentsOf("window.focus")).toHaveLength(1);
  });

  it("without its sandbox is refused to an ordinary user (4)", async () => {
    vi.spyOn(process, "getuid").mockReturnValue(1000);
    const { fake, said } = await startMain(["kiosk"], {
      machine: { switches: new Set(["no-sandbox"]) },
    });
    expect(await fake.exited).toBe(2);
    expect(said()).toContain("--no-sandbox");
    expect(fake.windows).toEqual([]);
    vi.restoreAllMocks();
  });

  it("ends when it is told to, with everything it opened", async () => {
    const { fake, address } = await startMain(["kiosk"]);
    const base = await address();
    await oneWindow(fake);
    fake.app.emit("window-all-closed");
    fake.app.quit();
    expect(await fake.exited).toBe(0);
    expect(fake.windows.every((window) => window.isDestroyed())).toBe(true);
    expect(fake.argumentsOf("quit prevented")).toHaveLength(1);
    // It waits 3 s for what is slow to end and goes; Electron takes the rest along, which no fake does.
    await expect.poll(() => answers(base), { timeout: 15_000 }).toBe(false);
  });
});

/** Whether anybody still answers there. */
function answers(base: string): Promise<boolean> {
  return fetch(`${base}/health`).then(
    () => true,
    () => false,
  );
}

describe("the command line", () => {
  it.each([
    [["--version"], 0],
    [["--help"], 0],
    [["nothing"], 2],
    [["kiosk", "--nothing"], 2],
    [["kiosk", "no-such-file.md"], 2],
    [["kiosk", "--shell", "chromium"], 2],
  ])("%j is answered like plain Node's, and opens no window", async (args, code) => {
    const { fake, said } = await startMain(args);
    expect(await fake.exited).toBe(code);
    expect(said()).not.toBe("");
    expect(fake.windows).toEqual([]);
  });

  it("serves without a window", async () => {
    const { fake, address } = await startMain(["serve"]);
    expect((await fetch(`${await address()}/screen.html`)).status).toBe(200);
    expect(fake.windows).toEqual([]);
  });

  it("of a packaged app begins after the program", async () => {
    const { ownArguments } = await import("../electron/switches.ts");
    expect(ownArguments(["/opt/mtinov-stage", "kiosk", "--ozone-platform=x11"], true)).toEqual([
      "kiosk",
    ]);
    expect(
      ownArguments(["electron", "--no-sandbox", "main.js", "kiosk", "--lang", "fr"], false),
    ).toEqual(["kiosk", "--lang", "fr"]);
    expect(ownArguments(["electron", "."], false)).toEqual([]);
  });

  it("over loopback, by one switch, opens the page there", async () => {
    const { fake, address } = await startMain(["kiosk"], { env: { MTINOV_LOOPBACK: "1" } });
    const base = await address();
    const { options } = await oneWindow(fake);
    expect(options.webPreferences?.preload).toBeUndefined();
    const [[url] = []] = fake.argumentsOf("window.loadURL");
    expect(url).toMatch(new RegExp(`^${base}/screen.html#.{32}$`));
    expect((await fetch(`${base}/screen.html`)).status).toBe(200);
  });
});
