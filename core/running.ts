import type { Lang, Mode, ProgramSlide, Scheme } from "./deck.ts";

/** The running order of a show, and how to find a place in it. */

export type { Mode };

/** A stretch of one deck, in one language, ready to be played. */
export interface Cue {
  deck: string;
  revision: string;
  lang: Lang;
  /** Never empty. A playlist may play a range of the deck, and a mode leaves out what is for the other one. */
  slides: ProgramSlide[];
}

/** The cues of each loop; loop `turn` plays `loops[turn % loops.length]`. No loop is empty, and there is one at least. */
export interface Running {
  loops: Cue[][];
  /** Scheme of the slides whose deck chooses none; light when nobody chose. */
  scheme?: Scheme;
  /** Whether the picture moves a little each minute, see `shiftAt`; not unless told so. */
  shift?: boolean;
}

/** A slide in the running order. `turn` counts the loops begun. */
export interface Spot {
  turn: number;
  cue: number;
  slide: number;
}

/** The cue a spot belongs to. A spot that `running` does not have (its deck shrank) is an error of the caller. */
export function cueAt(running: Running, spot: Spot): Cue {
  const loop = running.loops[spot.turn % running.loops.length];
  const cue = loop?.[spot.cue];
  if (!cue) throw new RangeError(`no cue ${spot.cue} in loop ${spot.turn}`);
  return cue;
}

/** The slide a spot names. */
export function slideAt(running: Running, spot: Spot): ProgramSlide {
  const slide = cueAt(running, spot).slides[spot.slide];
  if (!slide) throw new RangeError(`no slide ${spot.slide} in cue ${spot.cue}`);
  return slide;
}

/** The spot after this one in reading order, or null at the end of a talk. */
export function spotAfter(mode: Mode, spot: Spot, running: Running): Spot | null {
  const { turn, cue, slide } = spot;
  if (slide + 1 < cueAt(running, spot).slides.length) return { turn, cue, slide: slide + 1 };
  const loop = running.loops[turn % running.loops.length] ?? [];
  if (cue + 1 < loop.length) return { turn, cue: cue + 1, slide: 0 };
  return mode === "kiosk" ? { turn: turn + 1, cue: 0, slide: 0 } : null;
}

/** The spot before this one in reading order, or null at the very beginning. */
export function spotBefore(mode: Mode, spot: Spot, running: Running): Spot | null {
  const { turn, cue, slide } = spot;
  if (slide > 0) return { turn, cue, slide: slide - 1 };
  if (cue > 0) return lastOf({ turn, cue: cue - 1, slide: 0 }, running);
  // The loops of a talk are its languages: none comes before another.
  if (turn === 0 || mode === "talk") return null;
  const loop = running.loops[(turn - 1) % running.loops.length] ?? [];
  return lastOf({ turn: turn - 1, cue: loop.length - 1, slide: 0 }, running);
}

/**
 * Where a slide is in a running order, by its key, else by its place in the deck: the first loop that plays its deck in
 * its language. From a slide that this mode leaves out, the next one that it plays.
 */
export function locate(
  running: Running,
  wanted: { deck: string; lang: Lang; key: string; slide: number },
): Spot | null {
  for (const [turn, loop] of running.loops.entries()) {
    const cue = loop.findIndex((each) => each.deck === wanted.deck && each.lang === wanted.lang);
    const slides = loop[cue]?.slides;
    if (!slides) continue;
    const byKey = slides.findIndex((each) => each.key === wanted.key);
    const byOrder = slides.findIndex((each) => each.index >= wanted.slide);
    const slide = [byKey, byOrder].find((at) => at >= 0) ?? slides.length - 1;
    return { turn, cue, slide };
  }
  return null;
}

/** The slide of this key in the cue being played, else in another stretch of the same deck in this loop. */
export function linked(here: Spot, key: string, running: Running): Spot | null {
  const { turn } = here;
  const playing = cueAt(running, here);
  const loop = running.loops[turn % running.loops.length] ?? [];
  for (const each of [playing, ...loop]) {
    if (each.deck !== playing.deck || each.lang !== playing.lang) continue;
    const slide = each.slides.findIndex((one) => one.key === key);
    if (slide >= 0) return { turn, cue: each === playing ? here.cue : loop.indexOf(each), slide };
  }
  return null;
}

/** The last slide of the cue of a spot. */
export function lastOf(spot: Spot, running: Running): Spot {
  return { turn: spot.turn, cue: spot.cue, slide: cueAt(running, spot).slides.length - 1 };
}
