import { describe, expect, it, vi } from "vitest";
import { oneWindow, startMain, type Fake } from "./electron-main.ts";

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
    await vi.waitFor(() =>
      expect(fake.argumentsOf("powerSaveBlocker.start")).toEqual([["prevent-display-sleep"]]),
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
    expect(fake.argumentsOf("setPath")).toEqual([
      ["userData", expect.stringMatching(/electron.main$/)],
    ]);
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
