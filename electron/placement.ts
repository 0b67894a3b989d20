import { findDisplay, type Display } from "./displays.ts";

/** A display that can be known again: plugged out and in, or after a restart. */
export interface KnownDisplay extends Display {
  /**
   * Its name, its size and whether it is built in: the number that a system gives a display changes with the socket, and
   * so does its place. A second one that is the very same has a number of its own.
   */
  fingerprint: string;
}

/** The displays with their fingerprints. */
export function known(displays: readonly Display[]): KnownDisplay[] {
  const alike = new Map<string, number>();
  return displays.map((display) => {
    const name = `${display.label} ${display.width}×${display.height}${display.internal ? " internal" : ""}`;
    const count = (alike.get(name) ?? 0) + 1;
    alike.set(name, count);
    return { ...display, fingerprint: count === 1 ? name : `${name} ${count}` };
  });
}

export interface Placed {
  window: string;
  /** Name or number of the display that is asked for; null for the system's choice. */
  wanted: string | null;
  /** The display it had last, by its fingerprint. */
  last: string | null;
}

/**
 * Which display each window goes to. Everyone gets what is asked for when it is there, and comes back to it; else a free
 * one, the main one first. A window whose display is gone while the others are taken gets none (null), so that two shows
 * never cover each other.
 */
export function placeWindows(
  windows: Placed[],
  displays: KnownDisplay[],
): Map<string, KnownDisplay | null> {
  const placed = new Map<string, KnownDisplay | null>();
  const free = new Set(displays);
  const take = (window: string, display: KnownDisplay | undefined) => {
    if (!display) return false;
    placed.set(window, display);
    return free.delete(display);
  };
  const asked = windows.filter(({ window, wanted }) => {
    const found = wanted === null ? null : findDisplay(displays, wanted);
    return !take(
      window,
      [...free].find((each) => each === found),
    );
  });
  const moved = asked.filter(
    ({ window, last }) =>
      !take(
        window,
        [...free].find((each) => each.fingerprint === last),
      ),
  );
  for (const { window } of moved) {
    const [first] = [...free].toSorted((a, b) => Number(b.primary) - Number(a.primary));
    if (!take(window, first)) placed.set(window, null);
  }
  return placed;
}
