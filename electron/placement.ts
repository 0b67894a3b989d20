import { findDisplay, type Display } from "./displays.ts";

/** A display that can be known again: plugged out and in, or after a restart. */
export interface KnownDisplay extends Display {
  /**
   * Its name, its size and whether it is built in: the number that a system gives a display changes with the socket, and
   * so does its place. A second one that is the very same has a number of its own.
   */
  fingerprint: string;
}

/**
 * The displays with their fingerprints.
 *
 * @param recalled those that were seen before, by the system's word, and now these too: of two that are the very same, the one
 *   that stays keeps its number when the other goes
 */
export function known(
  displays: readonly Display[],
  recalled: Map<string, KnownDisplay> = new Map(),
): KnownDisplay[] {
  const before = displays.map((display) => {
    const found = recalled.get(display.id);
    return found && nameOf(found) === nameOf(display) ? found.fingerprint : null;
  });
  const taken = new Set(before);
  return displays.map((display, index) => {
    const fingerprint = before[index] ?? free(nameOf(display), taken);
    taken.add(fingerprint);
    const seen = { ...display, fingerprint };
    recalled.set(display.id, seen);
    return seen;
  });
}

function nameOf({ label, width, height, internal }: Display): string {
  return `${label} ${width}×${height}${internal ? " internal" : ""}`;
}

function free(name: string, taken: ReadonlySet<string | null>): string {
  let fingerprint = name;
  for (let count = 2; taken.has(fingerprint); count += 1) fingerprint = `${name} ${count}`;
  return fingerprint;
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
