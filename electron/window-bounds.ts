import type { DevTools } from "./devtools.ts";
import { pageIn } from "./page.ts";
import type { Bounds } from "./order.ts";
import type { KnownDisplay } from "./placement.ts";
import { NUMBER_MS } from "./shell.ts";
import type { Aim } from "./talk-placement.ts";

type Browser = Pick<DevTools, "send">;

/** How long a browser may take to open its window. */
const PATIENCE_MS = 15_000;
const TURN_MS = 50;
/** How long a window manager may take to give a window back its frame. */
const SETTLE_MS = 1_000;
/** An ordinary window, and how far from the display's corner it lies. In the desktop's pixels. */
const ORDINARY = { width: 1280, height: 760, inset: 40 };

/** The window of a browser that was just started, as soon as it has one. */
export async function windowIn(browser: Browser): Promise<number> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const page = await pageIn(browser);
    if (page) return windowOf(browser, page);
    if (performance.now() > deadline) throw new Error("The browser opens no window.");
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
  }
}

/** Puts a window where it is to be. */
export async function show(browser: Browser, windowId: number, aim: Aim): Promise<void> {
  if (aim === null) return;
  if (aim === "away") {
    await letGo(browser, windowId);
    return setBounds(browser, windowId, { windowState: "minimized" });
  }
  if (aim.as === "full") return fill(browser, windowId, aim.display);
  const { left, top, width, height } = aim.display;
  await letGo(browser, windowId);
  if (aim.as === "large") {
    await setBounds(browser, windowId, { left, top, width, height });
    return setBounds(browser, windowId, { windowState: "maximized" });
  }
  const { inset } = ORDINARY;
  await setBounds(browser, windowId, {
    left: left + inset,
    top: top + inset,
    width: Math.min(ORDINARY.width, width - inset),
    height: Math.min(ORDINARY.height, height - inset),
  });
}

/** A window that fills a display keeps to it, and one that is put away takes no size: it is given back its frame first. */
async function letGo(browser: Browser, windowId: number): Promise<void> {
  await setBounds(browser, windowId, { windowState: "normal" });
  const deadline = performance.now() + SETTLE_MS;
  while (performance.now() < deadline) {
    if ((await boundsOf(browser, windowId)).windowState === "normal") return;
    await new Promise((resolve) => setTimeout(resolve, TURN_MS / 2));
  }
}

/**
 * Has a window fill a display. Where no window manager grants full screen the size counts: Chromium makes a window that is
 * asked to be as large as its display a pixel smaller.
 */
export async function fill(
  browser: Browser,
  windowId: number,
  { left, top, width, height }: KnownDisplay,
): Promise<void> {
  await letGo(browser, windowId);
  await setBounds(browser, windowId, { left, top, width: width + 1, height: height + 1 });
  await setBounds(browser, windowId, { windowState: "fullscreen" });
}

/** Where a window is, as the browser says. */
export interface WindowBounds extends Bounds {
  /** `normal`, `minimized`, `maximized` or `fullscreen`. */
  windowState: string;
}

export async function boundsOf(browser: Browser, windowId: number): Promise<WindowBounds> {
  const { bounds } = (await browser.send("Browser.getWindowBounds", { windowId })) as {
    bounds: WindowBounds;
  };
  return bounds;
}

/** How far an edge may be from the display's: see `fill`, and a scale that is no whole number rounds. */
const EDGE = 1;

/** Whether a window is where it is to be, in full screen or, where nobody grants that, as large as its display. */
export function belongs(
  { left, top, width, height, windowState }: WindowBounds,
  aim: NonNullable<Aim>,
): boolean {
  if (aim === "away") return windowState === "minimized";
  const { display, as } = aim;
  const [x, y] = [left - display.left, top - display.top];
  if (as !== "full") return x >= 0 && y >= 0 && x < display.width && y < display.height;
  const edges = [x, y, x + width - display.width, y + height - display.height];
  return windowState !== "minimized" && edges.every((each) => Math.abs(each) <= EDGE);
}

/** The window's bounds once it is where it is to be, or when that has taken too long. */
export async function settle(
  browser: Browser,
  windowId: number,
  aim: NonNullable<Aim>,
): Promise<WindowBounds> {
  const deadline = performance.now() + SETTLE_MS;
  for (;;) {
    const bounds = await boundsOf(browser, windowId);
    if (belongs(bounds, aim) || performance.now() > deadline) return bounds;
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
  }
}

/** Brings the browser's window before the others. */
export async function frontOf(browser: Browser): Promise<void> {
  const page = await pageIn(browser);
  if (page) await browser.send("Target.activateTarget", { targetId: page });
}

/** Opens a window for a moment. @param place puts it on its display */
export async function openNumber(
  browser: Browser,
  url: string,
  place: (windowId: number) => Promise<void>,
): Promise<void> {
  const made = await browser.send("Target.createTarget", { url, newWindow: true });
  const { targetId } = made as { targetId: string };
  await place(await windowOf(browser, targetId));
  setTimeout(() => {
    browser.send("Target.closeTarget", { targetId }).catch((error: unknown) => {
      // It has gone with its browser.
      console.info(error instanceof Error ? error.message : error);
    });
  }, NUMBER_MS);
}

async function windowOf(browser: Browser, targetId: string): Promise<number> {
  const found = await browser.send("Browser.getWindowForTarget", { targetId });
  return (found as { windowId: number }).windowId;
}

async function setBounds(browser: Browser, windowId: number, bounds: object): Promise<void> {
  await browser.send("Browser.setWindowBounds", { windowId, bounds });
}
