import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openBooth, type Booth, type BoothOptions } from "../electron/booth-chromium.ts";
import { browserOn, screenOf } from "./fake-displays.ts";

/** A booth's window on displays that come and go; `kiosk-displays.spec.ts` shows it in a real browser. */
const one = screenOf("one", 0);
const two = screenOf("two", 1920);
const three = screenOf("three", 3840);
/** The window of a browser that was started for a display: a pixel larger. */
const filling = (left: number, windowState = "fullscreen") => ({
  left,
  top: 0,
  width: 1921,
  height: 1081,
  windowState,
});

let booth: Booth;
let alone = true;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  booth.close();
  vi.useRealTimers();
});

async function open(
  browser: ReturnType<typeof browserOn>,
  options: Partial<BoothOptions> = {},
): Promise<void> {
  alone = true;
  booth = openBooth({ wanted: null, windowed: false, alone: () => alone, ...options });
  booth.add(browser);
  await pass(5_000);
}

async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

/** The left edge of the window, and how it lies. */
const lies = ({ bounds }: ReturnType<typeof browserOn>) => [bounds().left, bounds().windowState];

describe("a booth's window", () => {
  it("is not touched where it was started", async () => {
    for (const state of ["fullscreen", "normal"]) {
      const browser = browserOn([one, two], filling(1920, state));
      await open(browser, { wanted: "two" });
      expect(browser.orders).toEqual([]);
      expect(booth.bounds()).toMatchObject({ left: 1920, width: 1920 });
      booth.close();
    }
  });

  it("may take a moment to come to its size", async () => {
    const browser = browserOn([one], { ...filling(0, "normal"), width: 800 });
    booth = openBooth({ wanted: null, windowed: false, alone: () => true });
    booth.add(browser);
    await pass(1_000);
    browser.moved(filling(0));
    await pass(5_000);
    expect(browser.orders).toEqual([]);
  });

  it("plays on the main display when its own is gone, within a second, and goes back", async () => {
    const browser = browserOn([one, two], filling(1920));
    await open(browser, { wanted: "2" });
    for (let turn = 0; turn < 3; turn += 1) {
      browser.screenInfos = [one];
      await pass(1_000);
      expect(lies(browser)).toEqual([0, "fullscreen"]);
      // The number is of the place: another display in it is not its own.
      browser.screenInfos = [one, three];
      await pass(1_000);
      expect(lies(browser)).toEqual([0, "fullscreen"]);
      browser.screenInfos = [screenOf("two", 0), screenOf("one", 1920)];
      await pass(1_000);
      expect(lies(browser)).toEqual([0, "fullscreen"]);
      browser.screenInfos = [one, two];
      await pass(1_000);
      expect(lies(browser)).toEqual([1920, "fullscreen"]);
    }
  });

  it("plays elsewhere until a display that is late comes", async () => {
    const browser = browserOn([one], filling(0));
    await open(browser, { wanted: "two" });
    expect(browser.orders).toEqual([]);
    browser.screenInfos = [one, two];
    await pass(1_000);
    expect(lies(browser)).toEqual([1920, "fullscreen"]);
  });

  it("is put away beside another show, which it may not cover, and draws nothing then", async () => {
    const browser = browserOn([one, two], filling(1920));
    await open(browser, { wanted: "two" });
    alone = false;
    await pass(2_000);
    expect(browser.orders).toEqual([]);
    browser.screenInfos = [one];
    await pass(1_000);
    expect([browser.bounds().windowState, booth.shows(), booth.bounds()]).toEqual([
      "minimized",
      false,
      null,
    ]);
    // The other show has ended.
    alone = true;
    await pass(1_000);
    expect(lies(browser)).toEqual([0, "fullscreen"]);
    alone = false;
    await pass(1_000);
    browser.screenInfos = [one, two];
    await pass(1_000);
    expect([...lies(browser), booth.shows()]).toEqual([1920, "fullscreen", true]);
  });

  it("stays between two displays, and fills the next however large it is", async () => {
    const browser = browserOn([one], filling(0));
    await open(browser);
    browser.screenInfos = [];
    await pass(2_000);
    expect(browser.orders).toEqual([]);
    browser.screenInfos = [screenOf("one", 0, { width: 1280, height: 720 })];
    await pass(1_000);
    expect(browser.bounds()).toMatchObject({ width: 1281, height: 721, windowState: "fullscreen" });
  });

  it("fills its display again when a TV that was off has left it small", async () => {
    const browser = browserOn([one], filling(0));
    await open(browser);
    browser.moved({ ...filling(0, "normal"), width: 640, height: 480 });
    await pass(1_000);
    expect(browser.bounds()).toEqual(filling(0));
  });

  it("that is refused its place is left with what it got, a pixel more where nobody grants full screen", async () => {
    const browser = browserOn([one, two], filling(1920, "normal"));
    browser.grants = false;
    await open(browser, { wanted: "two" });
    browser.screenInfos = [one];
    await pass(10_000);
    expect(browser.bounds()).toEqual(filling(0, "normal"));
    const told = browser.orders.length;
    await pass(60_000);
    expect(browser.orders).toHaveLength(told);
  });

  it("is put in its place again when its browser is started anew", async () => {
    const browser = browserOn([one, two], filling(1920));
    await open(browser, { wanted: "two" });
    booth.remove();
    const next = browserOn([one, two], filling(0));
    booth.add(next);
    await pass(3_000);
    expect(lies(next)).toEqual([1920, "fullscreen"]);
    expect(browser.orders).toEqual([]);
  });

  it("of a person is moved by its displays alone", async () => {
    const ordinary = { left: 1960, top: 40, width: 1280, height: 760, windowState: "normal" };
    const browser = browserOn([one, two], ordinary);
    await open(browser, { wanted: "two", windowed: true });
    browser.moved({ ...ordinary, left: 300 });
    await pass(5_000);
    expect(browser.orders).toEqual([]);
    browser.screenInfos = [one];
    await pass(1_000);
    browser.screenInfos = [one, two];
    await pass(1_000);
    expect(lies(browser)).toEqual([1960, "normal"]);
  });
});
