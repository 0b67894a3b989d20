import type { Lang, ProgramSlide } from "./deck.ts";

/**
 * What is on stage and how a command changes it. Pure: the player holds the one `Show` of each display and asks
 * `perform` for the next; windows are views of it.
 */

/** A stretch of one deck, in one language, ready to be played. */
export interface Cue {
  deck: string;
  revision: string;
  lang: Lang;
  /** Index in the deck of `slides[0]`: a playlist may play a range. */
  first: number;
  /** Never empty. */
  slides: ProgramSlide[];
}

/** The cues of each loop; loop `turn` plays `loops[turn % loops.length]`. No loop is empty, and there is one at least. */
export interface Running {
  loops: Cue[][];
}

/** A slide in the running order. `turn` counts the loops begun. */
export interface Spot {
  turn: number;
  cue: number;
  slide: number;
}

export type Mode = "kiosk" | "talk";

export interface Show extends Spot {
  mode: Mode;
  /** Fragment groups shown. */
  step: number;
  /** When this step appeared, in milliseconds of `Now.mono`. */
  since: number;
  /** When a visitor last touched, in milliseconds of `Now.mono`; null while the loop plays by itself. */
  visit: number | null;
}

/** Time is an argument: `mono` never jumps, `wall` may. Both in milliseconds. */
export interface Now {
  mono: number;
  wall: number;
}

export type Command =
  | { type: "tick" }
  | { type: "next" }
  | { type: "previous" }
  | { type: "first" }
  | { type: "last" }
  /** To a slide of the cue being played, counted from 0 in the cue. */
  | { type: "go"; slide: number }
  /** To the slide a link of the deck names by its key; nowhere when this loop does not play it. */
  | { type: "follow"; key: string };

/** Idle time before a visited kiosk returns to its loop: 45 s, then the 20 s countdown WCAG 2.2.1 asks for. */
export const VISIT_MS = 65_000;

/** A step shorter than this reads as a flicker (WCAG 2.3.1 allows three flashes a second; a reader needs more). */
const SHORTEST_STEP_MS = 1_000;

/** The show at its beginning. */
export function begin(mode: Mode, now: Now): Show {
  return { mode, turn: 0, cue: 0, slide: 0, step: 0, since: now.mono, visit: null };
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

/** The show after a command. Same arguments, same result; the result always names a slide that exists. */
export function perform(show: Show, command: Command, running: Running, now: Now): Show {
  if (command.type === "tick") return tick(show, running, now);
  const moved = move(show, command, running);
  const visit = show.mode === "kiosk" ? now.mono : null;
  if (moved === show) return visit === show.visit ? show : { ...show, visit };
  return { ...moved, since: now.mono, visit };
}

/**
 * When the show changes by itself, in milliseconds of `Now.mono`; null for a talk, which waits for its speaker.
 * The slide's seconds are shared evenly between its steps.
 */
export function due(show: Show, running: Running): number | null {
  if (show.mode === "talk") return null;
  if (show.visit !== null) return show.visit + VISIT_MS;
  const slide = slideAt(running, show);
  const share = (slide.seconds * 1000) / (slide.steps + 1);
  return show.since + Math.max(share, SHORTEST_STEP_MS);
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
export function spotBefore(spot: Spot, running: Running): Spot | null {
  const { turn, cue, slide } = spot;
  if (slide > 0) return { turn, cue, slide: slide - 1 };
  if (cue > 0) return lastOf({ turn, cue: cue - 1, slide: 0 }, running);
  if (turn === 0) return null;
  const loop = running.loops[(turn - 1) % running.loops.length] ?? [];
  return lastOf({ turn: turn - 1, cue: loop.length - 1, slide: 0 }, running);
}

/**
 * The show carried over to a new running order: the same deck, language and slide when they are still there (by
 * key, else by order), else the beginning of the loop.
 */
export function adopt(show: Show, before: Running, after: Running): Show {
  const cue = cueAt(before, show);
  const slide = slideAt(before, show);
  const found = locate(after, {
    deck: cue.deck,
    lang: cue.lang,
    key: slide.key,
    slide: cue.first + show.slide,
  });
  if (!found) return { ...show, turn: 0, cue: 0, slide: 0, step: 0 };
  // The turn keeps growing: a window knows a slide by its spot, and must not take the new one for an old one.
  const turn = show.turn - (show.turn % after.loops.length) + found.turn;
  const steps = slideAt(after, { ...found, turn }).steps;
  return { ...show, ...found, turn, step: Math.min(show.step, steps) };
}

/** Where a slide is in a running order: the first loop that plays its deck in its language. */
export function locate(
  running: Running,
  wanted: { deck: string; lang: Lang; key: string; slide: number },
): Spot | null {
  for (const [turn, loop] of running.loops.entries()) {
    const cue = loop.findIndex((each) => each.deck === wanted.deck && each.lang === wanted.lang);
    const slides = loop[cue]?.slides;
    if (!slides) continue;
    const byKey = slides.findIndex((each) => each.key === wanted.key);
    const byOrder = Math.min(
      Math.max(wanted.slide - (loop[cue]?.first ?? 0), 0),
      slides.length - 1,
    );
    return { turn, cue, slide: byKey >= 0 ? byKey : byOrder };
  }
  return null;
}

function tick(show: Show, running: Running, now: Now): Show {
  const moment = due(show, running);
  if (moment === null || now.mono < moment) return show;
  // The visitor has gone: what they were reading has been on screen long enough, and the loop starts afresh.
  if (show.visit !== null) {
    return {
      ...show,
      turn: show.turn + 1,
      cue: 0,
      slide: 0,
      step: 0,
      since: now.mono,
      visit: null,
    };
  }
  return { ...forward(show, running), since: now.mono };
}

function move(show: Show, command: Exclude<Command, { type: "tick" }>, running: Running): Show {
  switch (command.type) {
    case "next":
      return forward(show, running);
    case "previous":
      return back(show, running);
    case "first":
      return to(show, { ...show, slide: 0 }, 0);
    case "last":
      return to(show, lastOf(show, running), 0);
    case "go": {
      const last = cueAt(running, show).slides.length - 1;
      const slide = Math.min(Math.max(Math.trunc(command.slide) || 0, 0), last);
      return to(show, { ...show, slide }, 0);
    }
    case "follow": {
      const spot = linked(show, command.key, running);
      return spot ? to(show, spot, 0) : show;
    }
  }
}

/** The slide of this key in the cue being played, else in another stretch of the same deck in this loop. */
function linked(show: Show, key: string, running: Running): Spot | null {
  const { turn } = show;
  const here = cueAt(running, show);
  const loop = running.loops[turn % running.loops.length] ?? [];
  for (const each of [here, ...loop]) {
    if (each.deck !== here.deck || each.lang !== here.lang) continue;
    const slide = each.slides.findIndex((one) => one.key === key);
    if (slide >= 0) return { turn, cue: each === here ? show.cue : loop.indexOf(each), slide };
  }
  return null;
}

function forward(show: Show, running: Running): Show {
  if (show.step < slideAt(running, show).steps) return { ...show, step: show.step + 1 };
  const spot = spotAfter(show.mode, show, running);
  return spot ? to(show, spot, 0) : show;
}

function back(show: Show, running: Running): Show {
  if (show.step > 0) return { ...show, step: show.step - 1 };
  const spot = spotBefore(show, running);
  return spot ? to(show, spot, slideAt(running, spot).steps) : show;
}

function to(show: Show, { turn, cue, slide }: Spot, step: number): Show {
  const same = turn === show.turn && cue === show.cue && slide === show.slide && step === show.step;
  return same ? show : { ...show, turn, cue, slide, step };
}

function lastOf(spot: Spot, running: Running): Spot {
  return { turn: spot.turn, cue: spot.cue, slide: cueAt(running, spot).slides.length - 1 };
}
