import { align } from "./align.ts";
import { OPEN, performHours, type Closing, type HoursCommand } from "./closing.ts";
import type { ProgramSlide } from "./deck.ts";
import {
  cueAt,
  lastOf,
  linked,
  locate,
  slideAt,
  spotAfter,
  spotBefore,
  type Cue,
  type Mode,
  type Running,
  type Spot,
} from "./running.ts";
import {
  beginTalk,
  leave,
  performTalk,
  takenUp,
  type Bookmark,
  type Standing,
  type Talk,
  type TalkCommand,
} from "./talk.ts";

/**
 * What is on stage and how a command changes it. Pure: the player holds the one `Show` of each display and asks
 * `perform` for the next; windows are views of it.
 */

export interface Show extends Spot, Closing {
  mode: Mode;
  /** Fragment groups shown. */
  step: number;
  /** When this step appeared, in milliseconds of `Now.mono`. */
  since: number;
  /** When a visitor last touched, in milliseconds of `Now.mono`; null while the loop plays by itself. */
  visit: number | null;
  /** What only a talk has; null on a kiosk. */
  talk: Talk | null;
}

/** Time is an argument: `mono` never jumps, `wall` may, and so may the zone (`Europe/Paris`). Both in milliseconds. */
export interface Now {
  mono: number;
  wall: number;
  zone: string;
}

export type Command = { type: "tick" } | Move | TalkCommand | HoursCommand;

export type Move =
  | { type: "next" }
  | { type: "previous" }
  | { type: "first" }
  | { type: "last" }
  /** To a slide of the cue being played, counted from 0 in the cue. */
  | { type: "go"; slide: number }
  /** To the slide a link of the deck names by its key; nowhere when this loop does not play it. */
  | { type: "follow"; key: string }
  /** The same slide and step in the next language of a talk. */
  | { type: "language" }
  /** Goes on where the last talk was left. */
  | { type: "resume" }
  /** Back to what the audience of a frozen stage sees, which follows again. */
  | { type: "return" };

/**
 * Idle time before a visited kiosk returns to its loop. Nothing counts it down on the screen: it is long instead, the 45 s of booths
 * that tell nobody and the 20 s in which WCAG 2.2.1 would have a reader answer.
 */
export const VISIT_MS = 65_000;

/** A step shorter than this reads as a flicker (WCAG 2.3.1 allows three flashes a second; a reader needs more). */
const SHORTEST_STEP_MS = 1_000;

/** The show at its beginning. @param offer where the last talk was left */
export function begin(mode: Mode, now: Now, offer: Bookmark | null = null): Show {
  const talk = mode === "talk" ? beginTalk(offer) : null;
  return { mode, turn: 0, cue: 0, slide: 0, step: 0, since: now.mono, visit: null, talk, ...OPEN };
}

/** The show after a command. Same arguments, same result; the result always names a slide that exists. */
export function perform(show: Show, command: Command, running: Running, now: Now): Show {
  switch (command.type) {
    case "tick":
      return closedAfter(show, tick(show, running, now));
    case "open":
    case "close":
      return keepHours(show, command, now);
    case "curtain":
    case "zoom":
    case "draw":
    case "point":
    case "recall":
    case "clock":
    case "forget": {
      if (!show.talk) return show;
      const at = { ...show, key: slideAt(running, show).key };
      const talk = performTalk(show.talk, command, at, now.mono);
      return talk === show.talk ? show : { ...show, talk };
    }
    default:
      return show.talk
        ? speak(show, show.talk, command, running, now)
        : visit(show, command, running, now);
  }
}

/** A visitor's move: the loop waits for them. Outside the hours it does not. */
function visit(show: Show, command: Move, running: Running, now: Now): Show {
  if (show.closed) return show;
  const moved = move(show, command, running);
  if (moved === show) return show.visit === now.mono ? show : { ...show, visit: now.mono };
  return closedAfter(show, { ...moved, since: now.mono, visit: now.mono });
}

/** A show that opens begins a loop. */
function keepHours(show: Show, command: HoursCommand, now: Now): Show {
  const { closed } = show;
  const hours = performHours(show, command);
  if (hours === show) return show;
  const at = closed && !hours.closed ? afresh(show, now) : show;
  return { ...at, ...hours, visit: hours.closed || closed ? null : show.visit };
}

/** Closing time is at the end of a slide: nobody's sentence is cut. */
function closedAfter(show: Show, moved: Show): Show {
  const left = show.turn !== moved.turn || show.cue !== moved.cue || show.slide !== moved.slide;
  if (!left || !show.closing) return moved;
  return { ...moved, closed: show.closing, closing: null, visit: null };
}

/** The beginning of the next loop. */
function afresh(show: Show, now: Now): Show {
  const { turn } = show;
  return { ...show, turn: turn + 1, cue: 0, slide: 0, step: 0, since: now.mono, visit: null };
}

/** A speaker's move: the time of the slide that is left is noted. */
function speak(show: Show, talk: Talk, command: Move, running: Running, now: Now): Show {
  const { offer, frozen } = talk;
  if (command.type === "resume") {
    const spot = offer && locate(running, offer);
    if (!spot) return offer ? { ...show, talk: { ...talk, offer: null } } : show;
    const there = to(show, spot, Math.min(offer.step, slideAt(running, spot).steps));
    return { ...there, since: now.mono, talk: takenUp(talk, offer, now.mono) };
  }
  const back = command.type === "return" && frozen !== null;
  const moved = back ? to(show, frozen, frozen.step) : move(show, command, running);
  if (moved === show && !back) return show;
  const { key } = slideAt(running, show);
  const stays = slideAt(running, moved).key === key;
  const zoom = back ? frozen.over.zoom : stays ? talk.zoom : null;
  const left = { ...leave(talk, key, now.mono), zoom, light: stays ? talk.light : null };
  const opened: Talk = back ? { ...left, curtain: "open", frozen: null } : left;
  return { ...moved, since: now.mono, talk: opened };
}

/** What the audience sees: the show, but for a stage that is frozen. */
export function seen(show: Show): Show {
  const { talk } = show;
  if (!talk?.frozen) return show;
  const { over, ...standing } = talk.frozen;
  return { ...show, ...standing, talk: { ...talk, zoom: over.zoom } };
}

/** The show as `next` would leave it; null at the end of a talk. */
export function ahead(show: Show, running: Running): Show | null {
  const next = forward(show, running);
  return next === show ? null : next;
}

/**
 * When the show changes by itself, in milliseconds of `Now.mono`; null for a talk, which waits for its speaker,
 * and outside the hours.
 * The slide's seconds are shared evenly between its steps.
 */
export function due(show: Show, running: Running): number | null {
  if (show.mode === "talk" || show.closed) return null;
  if (show.visit !== null) return show.visit + VISIT_MS;
  const slide = slideAt(running, show);
  const share = (slide.seconds * 1000) / (slide.steps + 1);
  return show.since + Math.max(share, SHORTEST_STEP_MS);
}

/**
 * The show carried over to a new running order: the same deck, language and slide when they are still there (by
 * its text, else by key, else by order), else the beginning of the loop.
 */
export function adopt(show: Show, before: Running, after: Running): Show {
  const frozen = show.talk?.frozen;
  const carried = { ...show, ...carry(show, before, after) };
  if (!show.talk || !frozen) return carried;
  const there = { ...frozen, ...carry(frozen, before, after) };
  return { ...carried, talk: { ...show.talk, frozen: there } };
}

function carry(at: Standing, before: Running, after: Running): Standing {
  const cue = cueAt(before, at);
  const found = stretchFor(slideAt(before, at), at, cue, after);
  // The turn keeps growing: a window knows a slide by its spot, and must not take the new one for an old one.
  const first = at.turn - (at.turn % after.loops.length);
  if (!found) return { turn: first + after.loops.length, cue: 0, slide: 0, step: 0 };
  const turn = first + found.turn;
  return { turn, cue: found.cue, ...align(cue, cueAt(after, { ...found, turn, slide: 0 }), at) };
}

/** The stretch of the same deck and language that has the slide: the one in the same place, else the first. */
function stretchFor(
  slide: ProgramSlide,
  at: Standing,
  { deck, lang }: Cue,
  after: Running,
): Pick<Spot, "turn" | "cue"> | null {
  const place = at.turn % after.loops.length;
  const all = after.loops.flatMap((loop, turn) =>
    loop.flatMap((each, cue) => {
      if (each.deck !== deck || each.lang !== lang) return [];
      const has = each.slides.some(
        ({ key, content }) => key === slide.key || content === slide.content,
      );
      return [{ turn, cue, worth: (has ? 2 : 0) + (turn === place && cue === at.cue ? 1 : 0) }];
    }),
  );
  return all.toSorted((one, other) => other.worth - one.worth)[0] ?? null;
}

function tick(show: Show, running: Running, now: Now): Show {
  const moment = due(show, running);
  if (moment === null || now.mono < moment) return show;
  // The visitor has gone: what they were reading has been on screen long enough, and the loop starts afresh.
  if (show.visit !== null) return afresh(show, now);
  return { ...forward(show, running), since: now.mono };
}

function move(show: Show, command: Move, running: Running): Show {
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
    case "language":
      return show.mode === "talk" ? inNextLanguage(show, running) : show;
    case "resume":
    case "return":
      return show;
  }
}

/** The same slide and step, by key, else by order, in the next loop of a talk: its loops are its languages. */
function inNextLanguage(show: Show, running: Running): Show {
  const turn = (show.turn + 1) % running.loops.length;
  const cue = running.loops[turn]?.[0];
  if (turn === show.turn || !cue) return show;
  const { key, index } = slideAt(running, show);
  const spot = locate(running, { deck: cue.deck, lang: cue.lang, key, slide: index });
  return spot ? to(show, spot, Math.min(show.step, slideAt(running, spot).steps)) : show;
}

function forward(show: Show, running: Running): Show {
  if (show.step < slideAt(running, show).steps) return { ...show, step: show.step + 1 };
  const spot = spotAfter(show.mode, show, running);
  return spot ? to(show, spot, 0) : show;
}

function back(show: Show, running: Running): Show {
  if (show.step > 0) return { ...show, step: show.step - 1 };
  const spot = spotBefore(show.mode, show, running);
  return spot ? to(show, spot, slideAt(running, spot).steps) : show;
}

function to(show: Show, { turn, cue, slide }: Spot, step: number): Show {
  const same = turn === show.turn && cue === show.cue && slide === show.slide && step === show.step;
  return same ? show : { ...show, turn, cue, slide, step };
}
