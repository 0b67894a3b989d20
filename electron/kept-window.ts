import type { BrowserWindow, BrowserWindowConstructorOptions, WebPreferences } from "electron";
import { putCursorAway } from "./cursor.ts";
import { patience } from "./patience.ts";
import type { KnownDisplay } from "./placement.ts";
import { PICTURE_MS, type WindowOrder } from "./shell.ts";
import { seenInPixels, type Seen } from "./sight.ts";
import type { Silence } from "./silence.ts";
import type { Aim } from "./talk-placement.ts";

/** One window of Electron's, mended whatever happens to it. */
export interface KeptWindow {
  readonly kind: WindowOrder["kind"];
  /** Puts it on a display and has it fill that; null leaves it where it is, out of sight. */
  move(display: KnownDisplay | null): void;
  /** Puts the window of a talk where it is to be; null leaves it. */
  seat(aim: Aim): void;
  /** Its page has stopped to speak, or nothing is seen of it: ends it, and it is loaded again. @param kind what is told */
  mend(kind: string): void;
  /** What is to be seen of it; null when it is out of sight, or when no picture comes. */
  look(): Promise<Seen | null>;
  toFront(): void;
  /** Ends it for good. */
  destroy(): void;
}

export interface WindowTools {
  make(options: BrowserWindowConstructorOptions): BrowserWindow;
  /** The web preferences of every window. */
  preferences: WebPreferences;
  /** The address that is loaded for an order. */
  addressOf(order: WindowOrder): string;
  /** Lets the page of a new window speak to the app. */
  admit(window: BrowserWindow, order: WindowOrder): void;
  silence: Silence;
  mono(): number;
  onGone(kind: string): void;
  /** A person closed a window that is theirs to close. */
  onClosed(): void;
}

/** Chromium's number for a load that another one replaced. */
const ABORTED = -3;
/** A load within the very moment of a death may find no new process (electron/electron#48661). */
const AFTER_DEATH_MS = 100;
/** How long a page that is ended may take to be gone; one that had died unseen never says so. */
const GONE_MS = 2_000;
/** How long a system may take to give a window back its frame. */
const SETTLE_MS = 1_000;
/** A page that could not be loaded is not asked for at once again. */
const RETRY_MS = 500;
/** The ground of a dark slide: what is seen until the first one. */
const GROUND = "#20112f";

export function keepWindow(
  order: WindowOrder,
  first: KnownDisplay | null,
  tools: WindowTools,
): KeptWindow {
  const kiosk = order.kind === "kiosk";
  const waits = patience(tools.mono);
  const timers = new Set<NodeJS.Timeout>();
  let display = first;
  /** Why the page was ended, until it is gone. */
  let mending: string | null = null;
  let ended = false;
  /** The window that is on its way out of the full screen, and what it is to do then. */
  let leaving: BrowserWindow | null = null;
  let then: () => void = () => undefined;
  let window = make();
  const leaveCursor = kiosk ? putCursorAway(pointed()) : null;

  /** Whichever window there is: one that is gone refuses. */
  function pointed() {
    return {
      evaluate: (expression: string) => window.webContents.executeJavaScript(expression),
      point: (x: number, y: number) =>
        window.webContents.sendInputEvent({ type: "mouseMove", x, y }),
    };
  }

  function make(): BrowserWindow {
    const made = tools.make({
      ...(display && boundsOf(display, kiosk)),
      title: "MTInov Stage",
      backgroundColor: GROUND,
      frame: !kiosk,
      kiosk,
      autoHideMenuBar: true,
      webPreferences: tools.preferences,
    });
    // Another program's notice must not stand before an unattended screen.
    if (kiosk) made.setAlwaysOnTop(true, "screen-saver");
    mendPage(made);
    mendWindow(made);
    tools.admit(made, order);
    load(made);
    return made;
  }

  function load(into: BrowserWindow): void {
    // One that has gone meanwhile throws whatever it is asked; the next is about to be made.
    if (into.isDestroyed()) return;
    tools.silence.expect(order.window);
    // A failure also comes as `did-fail-load`, where it is mended.
    into.loadURL(tools.addressOf(order)).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
    });
  }

  function mendPage({ webContents }: BrowserWindow): void {
    webContents.on("render-process-gone", (_event, { reason }) => {
      if (ended) return;
      tools.silence.forget(order.window);
      tools.onGone(mending ?? (reason === "oom" ? "page-out-of-memory" : "page-gone"));
      mending = null;
      later(Math.max(waits.next(), AFTER_DEATH_MS), () => load(window));
    });
    webContents.on("did-fail-load", (_event, code, _text, _url, isMainFrame) => {
      if (!ended && isMainFrame && code !== ABORTED)
        later(Math.max(waits.next(), RETRY_MS), () => load(window));
    });
  }

  function mendWindow(made: BrowserWindow): void {
    // Alt+F4 at a booth.
    made.on("close", (event) => {
      if (kiosk && !ended) event.preventDefault();
    });
    made.on("closed", () => {
      if (ended) return;
      tools.silence.forget(order.window);
      if (!kiosk) return tools.onClosed();
      // Not by a person: the display server took it away.
      tools.onGone("window-gone");
      later(waits.next(), () => (window = make()));
    });
    made.on("leave-full-screen", () => {
      if (kiosk && !ended && leaving !== made) made.setKiosk(true);
    });
  }

  /** A window that fills a display keeps to it, and lets go in its own time, on macOS and X11: `next` waits for that. */
  function letGo(next: () => void): void {
    then = next;
    if (leaving === window) return;
    const made = (leaving = window);
    const done = () => {
      if (leaving !== made) return;
      leaving = null;
      made.off("leave-full-screen", done);
      if (!ended && !made.isDestroyed()) then();
    };
    made.on("leave-full-screen", done);
    if (kiosk) made.setKiosk(false);
    else if (made.isFullScreen()) made.setFullScreen(false);
    if (made.isFullScreen()) later(SETTLE_MS, done);
    else done();
  }

  function later(waitMs: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!ended) work();
    }, waitMs);
    timers.add(timer);
  }

  return {
    kind: order.kind,
    move(to) {
      if (ended || window.isDestroyed()) return;
      if (!to) return window.hide();
      const same = display?.fingerprint === to.fingerprint && sameBounds(display, to);
      display = to;
      if (!window.isVisible()) window.showInactive();
      if (same && window.isKiosk()) return;
      letGo(() => {
        window.setBounds(boundsOf(to, true));
        window.setKiosk(true);
      });
    },
    seat(aim) {
      if (ended || window.isDestroyed() || aim === null) return;
      letGo(() => {
        if (aim === "away") return window.minimize();
        if (window.isMinimized()) window.restore();
        display = aim.display;
        window.setBounds(boundsOf(aim.display, aim.as !== "window"));
        if (aim.as === "full") window.setFullScreen(true);
        if (aim.as === "large") window.maximize();
      });
    },
    mend(kind) {
      if (ended || mending || window.isDestroyed()) return;
      mending = kind;
      window.webContents.forcefullyCrashRenderer();
      later(GONE_MS, () => {
        if (!mending) return;
        mending = null;
        tools.onGone(kind);
        load(window);
      });
    },
    look() {
      const away = ended || window.isDestroyed() || !window.isVisible() || window.isMinimized();
      if (away) return Promise.resolve(null);
      const { webContents } = window;
      return new Promise((resolve) => {
        // A page that dies meanwhile may never be captured.
        const timer = setTimeout(() => resolve(null), PICTURE_MS);
        const settle = (seen: Seen | null) => {
          clearTimeout(timer);
          resolve(seen);
        };
        webContents.capturePage().then(
          // Not as a PNG: to write one would hold this process up.
          (image) => settle(image.isEmpty() ? null : seenInPixels(image.toBitmap())),
          // Nothing is drawn there now.
          () => settle(null),
        );
      });
    },
    toFront() {
      if (ended || window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    destroy() {
      ended = true;
      leaveCursor?.();
      for (const timer of timers) clearTimeout(timer);
      tools.silence.forget(order.window);
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

/** The whole display for a kiosk; a middle-sized window in its middle else. In the desktop's pixels. */
function boundsOf({ left, top, width, height }: KnownDisplay, whole: boolean) {
  if (whole) return { x: left, y: top, width, height };
  const [w, h] = [Math.min(1280, width), Math.min(720, height)].map(Math.round) as [number, number];
  return {
    x: left + Math.round((width - w) / 2),
    y: top + Math.round((height - h) / 2),
    width: w,
    height: h,
  };
}

function sameBounds(a: KnownDisplay, b: KnownDisplay): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}
