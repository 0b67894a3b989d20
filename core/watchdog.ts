/**
 * The visual watchdog: judges by pictures of the display alone whether what should have changed did, and whether there is
 * anything on it at all. Processes may all be well and nothing to be seen.
 */
export interface Watching {
  /** What was seen last of a slide. */
  readonly last: Sight | null;
  /** Changes in a row that should have been seen and were not. */
  readonly still: number;
  /** Looks in a row that found one colour where there should be more. */
  readonly blank: number;
  /** Slides that were seen with something on them, the latest last. */
  readonly full: readonly string[];
}

/** A look at the display. */
export interface Sight {
  /** Hash of what the slide is made of. */
  readonly content: string;
  /** The slide's step. */
  readonly step: number;
  /** Hash of the picture. */
  readonly picture: string;
  /** It is all one colour. */
  readonly uniform: boolean;
  /** Of the picture on the display, see `shiftStep`. */
  readonly shift: number | null;
}

export type SightFault = "screen-still" | "screen-blank";

/** So many in a row are no accident: two slides may look the same, and one may be a flat colour. */
const ENOUGH = 2;
const MOST_FULL = 500;

/** A look costs a picture of the display: no oftener than the first, no more seldom than the second, in milliseconds. */
const OFTENEST_MS = 2_000;
const SELDOMEST_MS = 10_000;
/** The longest change of slides is over by then; of what stays for less, a part of its time. */
const CALM_MS = 1_500;
const CALM_SHARE = 0.6;

/** How often to look, in milliseconds: once a slide, so that a fault, which takes two looks, is known two slides later. */
export function lookEvery(slideMs: number): number {
  return Math.min(Math.max(slideMs, OFTENEST_MS), SELDOMEST_MS);
}

/** When to look at the earliest after a change, in milliseconds. @param stepMs how long what came then stays */
export function calmAfter(stepMs: number): number {
  return Math.min(CALM_MS, stepMs * CALM_SHARE);
}

export const unwatched: Watching = { last: null, still: 0, blank: 0, full: [] };

/** What is known after one more look, and the fault it reveals, if any; then it begins afresh. */
export function afterSight(
  { last, still, blank, full }: Watching,
  sight: Sight,
): { watching: Watching; fault: SightFault | null } {
  const { content, picture, uniform } = sight;
  const changed = last !== null && last.content !== content;
  const known = full.includes(content);
  // A picture that was moved as a whole differs, whatever is on it.
  const moved = last?.shift !== sight.shift || sight.shift === null;
  const seen = {
    last: sight,
    // The same slide tells nothing: it may well look as it did.
    still: moved ? still : last?.picture === picture ? still + (changed ? 1 : 0) : 0,
    // One that was seen with something on it must have it still; of another the next one tells.
    blank: uniform ? blank + (known || (changed && last.uniform) ? 1 : 0) : 0,
    full: uniform || known ? full : [...full, content].slice(-MOST_FULL),
  };
  const fault =
    seen.blank >= ENOUGH ? "screen-blank" : seen.still >= ENOUGH ? "screen-still" : null;
  return { watching: fault ? { ...unwatched, full: seen.full } : seen, fault };
}
