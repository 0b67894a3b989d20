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
}

export type SightFault = "screen-still" | "screen-blank";

/** So many in a row are no accident: two slides may look the same, and one may be a flat colour. */
const ENOUGH = 2;
const MOST_FULL = 500;

export const unwatched: Watching = { last: null, still: 0, blank: 0, full: [] };

/** What is known after one more look, and the fault it reveals, if any; then it begins afresh. */
export function afterSight(
  { last, still, blank, full }: Watching,
  sight: Sight,
): { watching: Watching; fault: SightFault | null } {
  const { content, picture, uniform } = sight;
  const changed = last !== null && last.content !== content;
  const known = full.includes(content);
  const seen = {
    last: sight,
    // The same slide tells nothing: it may well look as it did.
    still: last?.picture === picture ? still + (changed ? 1 : 0) : 0,
    // One that was seen with something on it must have it still; of another the next one tells.
    blank: uniform ? blank + (known || (changed && last.uniform) ? 1 : 0) : 0,
    full: uniform || known ? full : [...full, content].slice(-MOST_FULL),
  };
  const fault =
    seen.blank >= ENOUGH ? "screen-blank" : seen.still >= ENOUGH ? "screen-still" : null;
  return { watching: fault ? { ...unwatched, full: seen.full } : seen, fault };
}
