import { BrowserEnded, type DevTools } from "./devtools.ts";
import { displaysIn } from "./displays.ts";
import { known, type KnownDisplay } from "./placement.ts";

/** Looks at the displays through a browser that is there: who has windows to place is told, and places them in turn. */
export interface DisplayWatch {
  /** Looks now. */
  look(): void;
  /** Has something done after what is under way: two orders to a window would meet. */
  inTurn(work: () => Promise<void>): void;
  close(): void;
}

export interface DisplayWatchOptions {
  /** A browser that can be asked now. */
  browser(): Pick<DevTools, "send"> | undefined;
  /**
   * Called at each look, with the displays as they are; none at all is the moment between two, and not told.
   *
   * @param changed whether they are others than the last time, or stand otherwise
   */
  onLook(displays: KnownDisplay[], changed: boolean): Promise<void>;
}

/** How often the displays are looked at: one that is plugged in has its window within two seconds. */
const LOOK_MS = 500;

export function watchDisplays({ browser, onLook }: DisplayWatchOptions): DisplayWatch {
  const recalled = new Map<string, KnownDisplay>();
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let last = Promise.resolve();
  let seen = "";
  let said = "";

  const inTurn = (work: () => Promise<void>) => {
    last = last.then(work).catch((error: unknown) => {
      // A browser that dies in the middle is started again, and its window placed then.
      if (closed || error instanceof BrowserEnded) return;
      const message = error instanceof Error ? error.message : String(error);
      // What a browser refuses, it refuses at each look.
      if (message !== said) console.error(message);
      said = message;
    });
  };
  const see = async () => {
    const asked = browser();
    if (!asked || closed) return;
    const displays = known(displaysIn(await asked.send("Emulation.getScreenInfos")), recalled);
    if (displays.length === 0) return;
    const now = JSON.stringify(displays);
    const changed = now !== seen;
    seen = now;
    await onLook(displays, changed);
  };
  const tick = () => {
    inTurn(see);
    if (!closed) timer = setTimeout(() => void last.then(tick), LOOK_MS);
  };

  tick();
  return {
    look: () => inTurn(see),
    inTurn,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
