import type { Position, ProgramSlide } from "./deck.ts";

/** Slides in the order in which they are played: a whole deck, or the stretch of it that a cue plays. */
interface Played {
  slides: readonly ProgramSlide[];
}

/**
 * The place in a new revision that shows what the old position showed: the slide with the same text, else with the same
 * key, else the one that has taken its place among the others. The step is kept as far as the slide still has it.
 */
export function align(before: Played, after: Played, position: Position): Position {
  const slide = before.slides[position.slide];
  const found = slide ? placeOf(slide, before, after, position.slide) : null;
  const last = Math.max(0, after.slides.length - 1);
  const landed = Math.min(Math.max(0, found?.slide ?? position.slide), last);
  const steps = after.slides[landed]?.steps ?? 0;
  return { slide: landed, step: found?.same ? Math.min(position.step, steps) : 0 };
}

/** Where a slide is now, and whether it is that slide still, be it rewritten. */
interface Found {
  slide: number;
  same: boolean;
}

function placeOf(slide: ProgramSlide, before: Played, after: Played, index: number): Found {
  const content = nearestTo(index, after.slides, (other) => other.content === slide.content);
  if (content >= 0) return { slide: content, same: true };
  const key = after.slides.findIndex((other) => other.key === slide.key);
  if (key >= 0) return { slide: key, same: true };
  return betweenSurvivors(before, after, index);
}

/**
 * The slide was rewritten, or is gone: what stands now between the slides that stood around it, else what came right
 * after it.
 */
function betweenSurvivors(before: Played, after: Played, index: number): Found {
  const places = new Map(after.slides.map(({ key }, at) => [key, at]));
  const placeOfKey = (at: number) => places.get(before.slides[at]?.key ?? "");
  let previous = index - 1;
  while (previous >= 0 && placeOfKey(previous) === undefined) previous--;
  let next = index + 1;
  while (next < before.slides.length && placeOfKey(next) === undefined) next++;
  const from = placeOfKey(previous) ?? -1;
  const to = placeOfKey(next) ?? after.slides.length;
  return to - from > 1
    ? { slide: Math.min(from + index - previous, to - 1), same: true }
    : { slide: to, same: false };
}

/** Index of the matching slide closest to a place; -1 without one. */
function nearestTo(
  place: number,
  slides: readonly ProgramSlide[],
  matches: (slide: ProgramSlide) => boolean,
): number {
  let best = -1;
  slides.forEach((slide, index) => {
    if (matches(slide) && (best < 0 || Math.abs(index - place) < Math.abs(best - place))) {
      best = index;
    }
  });
  return best;
}
