import type { Display } from "./displays.ts";

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
