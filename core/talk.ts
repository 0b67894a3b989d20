import { atZero, elapsed, held, isAtZero, started, type TalkClock } from "./talk-clock.ts";
import { afterAsking, type Curtain } from "./curtain.ts";
import type { Lang } from "./deck.ts";
import type { Region } from "./region.ts";

/** What a talk has besides the slide its speaker is on: the curtain, the clock, and where the last one was left. */
export interface Talk {
  curtain: Curtain;
  /** What the audience goes on seeing while the curtain is frozen. */
  frozen: Standing | null;
  /** The part of the slide that the room sees closer; all of it again on the next one. */
  zoom: Region | null;
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
  | { type: "clock"; clock: "start" | "hold" | "toggle" | "reset" }
  /** Declines the offer to go on where the last talk was left. */
  | { type: "forget" };

export function beginTalk(offer: Bookmark | null = null): Talk {
  return { curtain: "open", frozen: null, zoom: null, clock: atZero, spent: {}, noted: 0, offer };
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
      return { ...talk, curtain, frozen: curtain === "frozen" ? { turn, cue, slide, step } : null };
    }
    case "zoom":
      return command.region === talk.zoom ? talk : { ...talk, zoom: command.region };
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

/** The talk once its speaker leaves the slide of that key: its time is noted, and the first move starts the clock. */
export function leave(talk: Talk, key: string, mono: number): Talk {
  const noted = noteTime(talk, key, mono);
  return isAtZero(talk.clock) ? { ...noted, clock: started(talk.clock, mono) } : noted;
}

/** The talk that goes on where another was left, with its time, and the clock running. */
export function takenUp(talk: Talk, { ran, spent }: Bookmark, mono: number): Talk {
  return { ...talk, zoom: null, offer: null, spent, noted: ran, clock: { ran, since: mono } };
}

/** Milliseconds spent on each slide until now. `key` is the slide on stage. */
export function spentUntil(talk: Talk, key: string, mono: number): Record<string, number> {
  return noteTime(talk, key, mono).spent;
}

function noteTime(talk: Talk, key: string, mono: number): Talk {
  const ran = elapsed(talk.clock, mono);
  if (ran === talk.noted) return talk;
  // Keys are an author's words: they never meet an object's own.
  const spent: Record<string, number> = Object.assign(Object.create(null), talk.spent);
  spent[key] = (spent[key] ?? 0) + ran - talk.noted;
  return { ...talk, spent, noted: ran };
}
