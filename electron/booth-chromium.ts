import { placeBooth, type BoothHome } from "./booth-placement.ts";
import type { DevTools } from "./devtools.ts";
import { watchDisplays } from "./display-watch.ts";
import type { Bounds } from "./order.ts";
import type { KnownDisplay } from "./placement.ts";
import type { Aim } from "./talk-placement.ts";
import { belongs, boundsOf, settle, show, windowIn } from "./window-bounds.ts";

/**
 * The one window of a booth in the Chromium shell: keeps it on its display, and has it fill that, whatever is plugged in
 * or out. It speaks to the browser in the DevTools protocol.
 */
export interface Booth {
  /** A browser was started: its window is to be in its place. */
  add(browser: Browser): void;
  remove(): void;
  /** Whether the window is on a display; nothing is drawn in one that is put away. */
  shows(): boolean;
  /** Where a browser that is started now opens its window; null when that is not known, or nowhere. */
  bounds(): Bounds | null;
  close(): void;
}

type Browser = Pick<DevTools, "send">;

export interface BoothOptions {
  /** Name or number of the display that is asked for; null for the main one. */
  wanted: string | null;
  /** An ordinary window, which a person may move. */
  windowed: boolean;
  /** Whether no other show of this user is on the displays. */
  alone(): boolean;
}

/** A window that has just come may still be on its way to its size. */
const ARRIVAL_MS = 1_500;

export function openBooth({ wanted, windowed, alone }: BoothOptions): Booth {
  let held: Held | null = null;
  let home: BoothHome | null = null;
  let aim: Aim = null;

  const watch = watchDisplays({
    browser: () => held?.browser,
    async onLook(displays) {
      const now = placeBooth(displays, { wanted, windowed, home, alone });
      ({ home } = now);
      if (JSON.stringify(now.aim) !== JSON.stringify(aim) && held) held.left = null;
      ({ aim } = now);
      if (held && aim) await keepIn(held, aim);
    },
  });

  /** A window that is as it was left is left: a display that it cannot fill is not tried for ever. */
  async function keepIn(window: Held, to: NonNullable<Aim>): Promise<void> {
    // A person's own window is placed once.
    if (windowed && window.left !== null) return;
    if (window.id === null) {
      window.id = await windowIn(window.browser);
      window.arrived = performance.now() + ARRIVAL_MS;
    }
    const { browser, id } = window;
    const bounds = await boundsOf(browser, id);
    if (JSON.stringify(bounds) === window.left) return;
    if (!belongs(bounds, to)) {
      if (to !== "away" && performance.now() < window.arrived) return;
      await show(browser, id, to);
    }
    window.left = JSON.stringify(await settle(browser, id, to));
  }

  return {
    add(browser) {
      held = { browser, id: null, arrived: 0, left: null };
      watch.look();
    },
    remove: () => void (held = null),
    shows: () => aim !== "away",
    bounds: () => (aim === null || aim === "away" ? null : placeOf(aim.display)),
    close: watch.close,
  };
}

interface Held {
  browser: Browser;
  /** Its window; null until it has one. */
  id: number | null;
  /** From when on it is where it goes by itself, on the clock of `performance`. */
  arrived: number;
  /** Its bounds when it was last seen to; null when it is to be seen to. */
  left: string | null;
}

function placeOf({ left, top, width, height }: KnownDisplay): Bounds {
  return { left, top, width, height };
}
