import { findDisplay } from "./displays.ts";
import type { KnownDisplay } from "./placement.ts";

/** Who has which display in a talk, by fingerprint. */
export interface Seats {
  audience: string;
  speaker: string;
}

/** The seats a speaker chose, by the displays there were: another room is another choice. */
export type SeatsKept = Record<string, Seats>;

/**
 * Where the two windows of a talk go when there are two displays at least: the audience's fills the external one, the
 * console is on the other; a computer that does not say which is built in has its main one there.
 *
 * @param wanted name or number of the audience's display, if it was asked for
 * @returns null when there is one display, or none: the windows share it
 */
export function placeTalk(
  displays: KnownDisplay[],
  wanted: string | null,
  kept: SeatsKept,
): { audience: KnownDisplay; speaker: KnownDisplay } | null {
  const chosen = kept[roomOf(displays)];
  const named = wanted === null ? null : findDisplay(displays, wanted);
  const audience =
    displays.find(({ fingerprint }) => fingerprint === chosen?.audience) ??
    displays.find((each) => each === named) ??
    displays.toSorted((a, b) => owned(a) - owned(b))[0];
  const others = displays.filter((each) => each !== audience);
  const speaker =
    others.find(({ fingerprint }) => fingerprint === chosen?.speaker) ??
    others.toSorted((a, b) => owned(b) - owned(a))[0];
  return audience && speaker ? { audience, speaker } : null;
}

/** The choice once the two have changed places. */
export function swapped(
  displays: KnownDisplay[],
  wanted: string | null,
  kept: SeatsKept,
): SeatsKept {
  const now = placeTalk(displays, wanted, kept);
  if (!now) return kept;
  const seats = { audience: now.speaker.fingerprint, speaker: now.audience.fingerprint };
  return { ...kept, [roomOf(displays)]: seats };
}

/** The name of a set of displays, wherever they stand. */
function roomOf(displays: KnownDisplay[]): string {
  return displays
    .map(({ fingerprint }) => fingerprint)
    .toSorted()
    .join(" | ");
}

/** How much a display is the speaker's own. */
function owned({ internal, primary }: KnownDisplay): number {
  return (internal ? 2 : 0) + (primary ? 1 : 0);
}
