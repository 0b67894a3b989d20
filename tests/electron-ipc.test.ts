import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Handlers } from "../core/contract.ts";
import type { Bridge } from "../core/bridge.ts";
import type { Pass } from "../electron/bond.ts";
import type { LinkOptions } from "../electron/link.ts";
import type { Fake } from "./electron-main.ts";

/** Who may speak to the app, and what a page gets of Electron. */
let fake: Fake;
let ipc: Awaited<ReturnType<typeof open>>;
const beats: unknown[] = [];
const connected: string[] = [];

const pass: Record<string, Pass> = {
  kiosk: { window: "main", show: "main", role: "kiosk" },
  speaker: { window: "speaker", show: "main", role: "speaker" },
};

async function open() {
  const { openIpc } = await import("../electron/ipc.ts");
  const handlers = new Proxy({} as Handlers, {
    get:
      (_, name) =>
      (caller: Pass, ...rest: unknown[]) =>
        void beats.push([name, caller, ...rest]),
  });
  const options: LinkOptions = {
    handler: async () => new Response(null),
    handlers,
    passOf: (token) => pass[token] ?? null,
    onConnect: ({ window }) => void connected.push(window),
  };
  const opened = openIpc(options, "stage://app");
  const windows = Object.fromEntries(
    ["kiosk", "speaker", "unknown"].map((token) => {
      const contents = new fake.BrowserWindow({}).webContents;
      opened.admit(contents as never, token);
      return [token, contents];
    }),
  );
  return { opened, windows };
}

const page = () => fake.frame("stage://app");
const ask = (
  sender: unknown,
  senderFrame: unknown,
  name: unknown = "beat",
  args: unknown = [null],
) => fake.invoked["stage:ask"]?.({ sender, senderFrame }, name, args);

beforeEach(async () => {
  vi.resetModules();
  fake = await import("./electron-fake.ts");
  beats.length = connected.length = 0;
  ipc = await open();
});

describe("a message (17)", () => {
  it("of our own page is answered", async () => {
    expect(await ask(ipc.windows["kiosk"], page())).toMatchObject({ result: undefined });
    expect(beats).toEqual([["beat", pass["kiosk"], null]]);
    fake.ipcMain.emit("stage:listen", { sender: ipc.windows["kiosk"], senderFrame: page() });
    expect(connected).toEqual(["main"]);
  });

  it("of anybody else is refused on every channel, and reaches no handler", async () => {
    const { kiosk, unknown } = ipc.windows;
    const stranger = new fake.BrowserWindow({}).webContents;
    const senders: [unknown, unknown][] = [
      [kiosk, null],
      [kiosk, fake.frame("stage://stage-1", { parent: page() })],
      [kiosk, fake.frame("stage://app", { parent: page() })],
      [kiosk, fake.frame("stage://stage-1")],
      [kiosk, fake.frame("stage://app.evil.example")],
      [kiosk, fake.frame("null")],
      [kiosk, fake.frame("http://app")],
      [kiosk, fake.frame("stage://app", { gone: true })],
      [unknown, page()],
      [stranger, page()],
    ];
    for (const [sender, senderFrame] of senders) {
      expect(await ask(sender, senderFrame)).toEqual({ refused: expect.any(String) });
      fake.ipcMain.emit("stage:listen", { sender, senderFrame });
    }
    expect([beats, connected]).toEqual([[], []]);
  });

  it("is checked like any other: form, arguments, length", async () => {
    const { kiosk } = ipc.windows;
    const wrong: [unknown, unknown][] = [
      ["nothing", []],
      ["__proto__", []],
      [{ toString: () => "beat" }, [null]],
      ["beat", []],
      ["beat", [null, null]],
      ["beat", "null"],
      ["beat", [{ place: "x".repeat(65), step: 0 }]],
      ["move", [{ type: "tick" }]],
    ];
    for (const [name, args] of wrong)
      expect(await ask(kiosk, page(), name, args)).toMatchObject({ refused: expect.any(String) });
    expect(beats).toEqual([]);
  });

  it("goes to the windows of its show alone, and to none that has gone", () => {
    const { kiosk, speaker } = ipc.windows;
    ipc.opened.tell("main", "view", {} as never);
    expect(fake.argumentsOf("contents.send")).toEqual([["stage:tell", "view", {}]]);
    // A page that has died: asking it would throw.
    fake.machine.crashed = true;
    ipc.opened.tell("main", "view", {} as never);
    fake.machine.crashed = false;
    kiosk?.emit("destroyed");
    speaker?.emit("destroyed");
    ipc.opened.tell("main", "view", {} as never);
    expect(fake.argumentsOf("contents.send")).toHaveLength(1);
  });
});

describe("the preload (20)", () => {
  it("gives the page two functions and no object of Electron's", async () => {
    await import("../electron/preload.ts");
    expect(Object.keys(fake.exposed)).toEqual(["app"]);
    const bridge = fake.exposed["app"] as Bridge;
    expect(Object.entries(bridge).map(([name, value]) => [name, typeof value])).toEqual([
      ["ask", "function"],
      ["on", "function"],
    ]);
    const heard: unknown[][] = [];
    const undo = bridge.on("view", (...given) => void heard.push(given));
    expect(fake.argumentsOf("send")).toEqual([["stage:listen"]]);
    fake.ipcRenderer.emit("stage:tell", { sender: "electron" }, "view", 1);
    fake.ipcRenderer.emit("stage:tell", { sender: "electron" }, "other", 2);
    undo();
    fake.ipcRenderer.emit("stage:tell", { sender: "electron" }, "view", 3);
    expect(heard).toEqual([[1]]);
    expect(await bridge.ask("beat", [null])).toEqual({ result: "answered" });
    expect(fake.argumentsOf("invoke")).toEqual([["stage:ask", "beat", [null]]]);
  });

  it("becomes the page's client, like the socket elsewhere", async () => {
    const told: ((value: unknown) => void)[] = [];
    const bridge: Bridge = {
      ask: async (name, args) => (name === "move" ? { refused: "no" } : { result: [name, args] }),
      on: (_event, listener) => (told.push(listener), () => void told.splice(0)),
    };
    vi.stubGlobal("window", { app: bridge });
    const { connect } = await import("../renderer/connection.ts");
    const client = connect("");
    expect(await client.slide("a", "r", 1)).toEqual(["slide", ["a", "r", 1]]);
    await expect(client.move({ type: "next" })).rejects.toThrow("no");
    const views: unknown[] = [];
    const undo = client.on("view", (view) => void views.push(view));
    told[0]?.("a view");
    undo();
    expect([views, told]).toEqual([["a view"], []]);
    vi.unstubAllGlobals();
  });
});
