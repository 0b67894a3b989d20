import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { Fake } from "./electron-main.ts";

/** One window on the recording fake, whose methods throw once it has gone, as Electron's do. */
let fake: Fake;
beforeEach(async () => {
  vi.resetModules();
  vi.useFakeTimers();
  fake = await import("./electron-fake.ts");
});

const [left, right] = [0, 1920].map((at, index) => ({
  label: index === 0 ? "One" : "Two",
  primary: index === 0,
  internal: false,
  left: at,
  top: 0,
  width: 1920,
  height: 1080,
  fingerprint: index === 0 ? "One 1920×1080" : "Two 1920×1080",
})) as [
  import("../electron/placement.ts").KnownDisplay,
  import("../electron/placement.ts").KnownDisplay,
];

async function keep(kind: "kiosk" | "window") {
  const { keepWindow } = await import("../electron/kept-window.ts");
  const { BrowserWindow } = (await import("electron")) as typeof import("electron");
  const kept = keepWindow(
    {
      window: "main",
      url: "stage://app/screen.html",
      kind,
      role: kind === "kiosk" ? "kiosk" : "audience",
    },
    left,
    {
      make: (options) => new BrowserWindow(options),
      preferences: {},
      addressOf: ({ url }) => url,
      admit: () => undefined,
      silence: {
        expect: () => undefined,
        heard: () => undefined,
        forget: () => undefined,
        look: () => undefined,
      },
      mono: () => performance.now(),
      onGone: () => undefined,
      onClosed: () => undefined,
    },
  );
  onTestFinished(() => {
    kept.destroy();
    vi.useRealTimers();
  });
  return kept;
}
const only = () => fake.windows[0] ?? expect.unreachable();
/** What was asked since the last look, in order. */
const asked = () =>
  fake.calls
    .splice(0)
    .filter(([name]) => /setBounds|setKiosk|setFullScreen|maximize|minimize|focus/.test(name))
    .map(([name, first]) => {
      const at = typeof first === "object" && first !== null && "x" in first ? first.x : first;
      return [name.replace("window.", ""), ...(at === undefined ? [] : [at])];
    });

describe("a window that lets go of its display in its own time", () => {
  beforeEach(() => void (fake.machine.slow = true));

  it("moves once it has: a kiosk", async () => {
    const kept = await keep("kiosk");
    asked();
    kept.move(right);
    expect(asked()).toEqual([["setKiosk", false]]);
    only().left();
    expect(asked()).toEqual([
      ["setBounds", 1920],
      ["setKiosk", true],
    ]);
    // One that a person took out of the full screen goes back there.
    only().left();
    expect(asked()).toEqual([["setKiosk", true]]);
  });

  it("moves once it has: a talk's, to where it was last told to", async () => {
    const kept = await keep("window");
    kept.seat({ display: left, as: "full" });
    asked();
    kept.seat({ display: right, as: "full" });
    kept.seat({ display: right, as: "large" });
    expect(asked()).toEqual([["setFullScreen", false]]);
    only().left();
    expect(asked()).toEqual([["setBounds", 1920], ["maximize"]]);
  });

  it("moves all the same when the system never says that it has", async () => {
    const kept = await keep("kiosk");
    asked();
    kept.move(right);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked()).toEqual([
      ["setKiosk", false],
      ["setBounds", 1920],
      ["setKiosk", true],
    ]);
    only().left();
    expect(asked()).toEqual([["setKiosk", true]]);
  });
});

describe("a window whose mouse nobody has moved", () => {
  const moves = () => fake.calls.splice(0).filter(([name]) => name === "contents.sendInputEvent");

  it("is told of a move at a kiosk, until its page has heard; a window that goes is told no more", async () => {
    const kept = await keep("kiosk");
    const execute = vi.spyOn(only().webContents, "executeJavaScript");
    await vi.advanceTimersByTimeAsync(2_000);
    const move = [{ type: "mouseMove", x: 1, y: 1 }];
    expect(moves().map(([, ...given]) => given)).toEqual([move, move]);
    execute.mockResolvedValue(0);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(moves()).toEqual([]);
    kept.destroy();
    execute.mockClear();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(execute).not.toHaveBeenCalled();
  });

  it("is a person's in a talk", async () => {
    await keep("window");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(moves()).toEqual([]);
  });
});

describe("a window that has gone", () => {
  it("is asked nothing: not its page again, not to come to the front, nor to move", async () => {
    const kept = await keep("kiosk");
    // Two deaths: the next page and the next window take their time.
    for (let death = 0; death < 4; death += 1)
      only().webContents.emit("render-process-gone", {}, { reason: "crashed" });
    only().destroy();
    kept.toFront();
    kept.move(right);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fake.windows).toHaveLength(2);
    kept.destroy();
    kept.toFront();
  });
});
