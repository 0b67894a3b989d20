/**
 * How long each slide of a talk is meant to last. An author writes `minutes` for the deck, `data-timing` (in seconds, as
 * Reveal has it) for the slides that matter, or both; the slides without share what is left.
 */
export interface Plan {
  /** Milliseconds of the whole talk; null when the author planned none. */
  total: number | null;
  /** When each slide is due to begin, in milliseconds from the start, and the end of the last one; empty without a plan. */
  starts: number[];
}

/**
 * @param minutes of the deck, or null.
 * @param timings seconds of each slide, null where the author left it open.
 */
export function planTalk(minutes: number | null, timings: readonly (number | null)[]): Plan {
  const given = timings.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  const open = timings.filter((each) => each === null).length;
  if (minutes === null && (given === 0 || open > 0)) return { total: null, starts: [] };
  const total = minutes === null ? given : minutes * 60;
  // More is planned than there is time for: each slide gives a little. Less: the end is left for questions.
  const share = open > 0 ? Math.max(0, total - given) / open : 0;
  const squeeze = given > total ? total / given : 1;
  const starts = [0];
  for (const each of timings) starts.push((starts.at(-1) ?? 0) + (each ?? share) * squeeze * 1000);
  return { total: total * 1000, starts };
}

/** Milliseconds planned for a slide; null without a plan. */
export function plannedFor({ starts }: Plan, slide: number): number | null {
  const [start, end] = [starts[slide], starts[slide + 1]];
  return start === undefined || end === undefined ? null : end - start;
}

/**
 * The place where the plan would be after a time, counted in slides: 2.5 is half-way through the third one. Null without
 * a plan; the number of slides at its end and after.
 */
export function placeAt({ starts }: Plan, elapsed: number): number | null {
  const last = starts.length - 1;
  if (last < 1) return null;
  for (let slide = 0; slide < last; slide++) {
    const [start, end] = [starts[slide] ?? 0, starts[slide + 1] ?? 0];
    if (elapsed < end)
      return slide + (end > start ? Math.max(0, elapsed - start) / (end - start) : 0);
  }
  return last;
}
