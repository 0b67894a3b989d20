import { atZero, elapsed, held, isAtZero, started, type TalkClock } from "./talk-clock.ts";
import { afterAsking, type Curtain } from "./curtain.ts";
import type { Lang } from "./deck.ts";
import { draw, noInk, type DrawCommand, type Point, type Stroke } from "./drawing.ts";
import { withInk, type Drawings } from "./drawings.ts";
import type { Region } from "./region.ts";

/** What a talk has besides the slide its speaker is on: the curtain, what lies over the slides, the clock, the last talk. */
export interface Talk {
  curtain: Curtain;
  /** What the audience goes on seeing while the curtain is frozen. */
  frozen: Frozen | null;
  /** The part of the slide that the room sees closer; all of it again on the next one. */
  zoom: Region | null;
  /** What is drawn over the slides, by their keys. */
  drawings: Drawings;
  /** Where the light of the pointer is; null while it is out. */
  light: Point | null;
  clock: TalkClock;
  /** Milliseconds of the clock spent on each slide by its key, those of the one on stage up to `noted`. */
  spent: Record<string, number>;
  /** What the clock said when the time of a slide was last noted. */
  noted: number;
  /** Where the last talk was left, until its speaker takes it up again or not. */
  offer: Bookmark | null;
}

/** A slide and step of a running order. */
export interface Standing {
  turn: number;
  cue: number;
  slide: number;
  step: number;
}

/** What lies over a slide. */
export interface Overlay {
  zoom: Region | null;
  strokes: readonly Stroke[];
  light: Point | null;
}

export interface Frozen extends Standing {
  over: Overlay;
}

/** Where a talk was left, in terms that survive a restart and an edit of its deck. */
export interface Bookmark {
  deck: string;
  lang: Lang;
  key: string;
  /** Index in the deck. */
  slide: number;
  step: number;
  /** Milliseconds of its clock. */
  ran: number;
  spent: Record<string, number>;
}

export type TalkCommand =
  /** The curtain that hangs already opens. */
  | { type: "curtain"; curtain: Curtain }
  | { type: "zoom"; region: Region | null }
  | Stroking
  | { type: "clock"; clock: "start" | "hold" | "toggle" | "reset" }
  /** Declines the offer to go on where the last talk was left. */
  | { type: "forget" }
  | Recall;

/** What travels to the windows by itself: the show is not told again at each point of a stroke. */
export type Stroking =
  | { type: "draw"; key: string; command: DrawCommand }
  | { type: "point"; at: Point | null };

/** What was drawn before this process of the app; what has been drawn since stays. */
export interface Recall {
  type: "recall";
  drawings: Drawings;
}

export function beginTalk(offer: Bookmark | null = null): Talk {
  const over = { zoom: null, drawings: new Map(), light: null };
  return { curtain: "open", frozen: null, ...over, clock: atZero, spent: {}, noted: 0, offer };
}

/** @param at what is on stage, and the key of its slide */
export function performTalk(
  talk: Talk,
  command: TalkCommand,
  at: Standing & { key: string },
  mono: number,
): Talk {
  switch (command.type) {
    case "curtain": {
      const curtain = afterAsking(talk.curtain, command.curtain);
      if (curtain === talk.curtain) return talk;
      const { turn, cue, slide, step } = at;
      const frozen = { turn, cue, slide, step, over: overlayOn(talk, at.key) };
      return { ...talk, curtain, frozen: curtain === "frozen" ? frozen : null };
    }
    case "zoom":
      return command.region === talk.zoom ? talk : { ...talk, zoom: command.region };
    case "draw": {
      const ink = draw(talk.drawings.get(command.key) ?? noInk, command.command);
      const drawings = withInk(talk.drawings, command.key, ink);
      return drawings === talk.drawings ? talk : { ...talk, drawings };
    }
    case "point":
      return { ...talk, light: command.at };
    case "recall":
      return { ...talk, drawings: new Map([...command.drawings, ...talk.drawings]) };
    case "clock": {
      if (command.clock === "reset") return { ...talk, clock: atZero, spent: {}, noted: 0 };
      const noted = noteTime(talk, at.key, mono);
      const runs =
        command.clock === "toggle" ? talk.clock.since === null : command.clock === "start";
      return { ...noted, clock: runs ? started(talk.clock, mono) : held(talk.clock, mono) };
    }
    case "forget":
      return talk.offer ? { ...talk, offer: null } : talk;
  }
}

/** Whether the command's change travels to the windows by itself. */
export function isStroking(command: { type: string }): command is Stroking {
  return command.type === "draw" || command.type === "point";
}

/** What lies over the slide of that key. */
export function overlayOn({ zoom, drawings, light }: Talk, key: string): Overlay {
  return { zoom, strokes: drawings.get(key)?.strokes ?? [], light };
}

/** What its audience sees over it: while it is frozen, what lay there then. */
export function overlaySeen(talk: Talk, key: string): Overlay {
  return talk.frozen?.over ?? overlayOn(talk, key);
}

/** The talk once its speaker leaves the slide of that key: its time is noted, and the first move starts the clock. */
export function leave(talk: Talk, key: string, mono: number): Talk {
  const noted = noteTime(talk, key, mono);
  return isAtZero(talk.clock) ? { ...noted, clock: started(talk.clock, mono) } : noted;
}

/** The talk that goes on where another was left, with its time, and the clock running. */
export function takenUp(talk: Talk, { ran, spent }: Bookmark, mono: number): Talk {
  return {
    ...talk,
    zoom: null,
    light: null,
    offer: null,
    spent,
    noted: ran,
    clock: { ran, since: mono },
  };
}

type Times = Pick<Talk, "clock" | "spent" | "noted">;

/** Milliseconds spent on each slide until now. `key` is the slide on stage. */
export function spentUntil(talk: Times, key: string, mono: number): Record<string, number> {
  return noteTime(talk, key, mono).spent;
}

function noteTime<T extends Times>(talk: T, key: string, mono: number): T {
  const ran = elapsed(talk.clock, mono);
  if (ran === talk.noted) return talk;
  // Keys are an author's words: they never meet an object's own.
  const spent: Record<string, number> = Object.assign(Object.create(null), talk.spent);
  spent[key] = (spent[key] ?? 0) + ran - talk.noted;
  return { ...talk, spent, noted: ran };
}
