import { elapsed } from "./talk-clock.ts";
import type { Curtain } from "./curtain.ts";
import type { Lang, Problem, Slide } from "./deck.ts";
import { plainText } from "./plain.ts";
import type { CompiledDeck } from "./program.ts";
import { cueAt, locate, slideAt, type Cue, type Running } from "./running.ts";
import { ahead, seen, type Show } from "./show.ts";
import { spentUntil } from "./talk.ts";
import { viewOf, type View } from "./view.ts";

/** What a speaker needs of a talk, as data: the page lets its clock tick, and draws. Slides are counted from 0. */
export interface Desk {
  /** Of the deck, with the language that plays and all that `language` goes through. */
  title: string;
  lang: Lang;
  langs: Lang[];
  /** Changes with the deck: the outline is then to be asked for again. */
  revision: string;
  /** The slide the speaker is on, of how many. */
  slide: number;
  of: number;
  key: string;
  slideTitle: string;
  step: number;
  steps: number;
  /** Title of the slide that begins this part of the deck (`class="section"`); null before the first. */
  section: string | null;
  /** What the speaker is on, with its neighbours; `here.curtain` is the audience's. */
  here: View;
  /** What `next` will show: the next step, else the next slide; null at the end. */
  next: View | null;
  /** The slide after this one, whatever steps are left; null on the last. */
  following: { slide: number; title: string; steps: number; minutes: number | null } | null;
  /** Sanitised HTML in each language, the one that plays first; empty where there are none. */
  notes: { lang: Lang; html: string }[];
  /** Milliseconds when this was sent; the page adds its own while it runs. */
  clock: { running: boolean; elapsedMs: number };
  /** Milliseconds of the clock spent on this slide so far. */
  spentMs: number;
  /** Planned for the talk, and for this slide. */
  minutes: number | null;
  slideMinutes: number | null;
  /** Minutes planned for the slides before this one; null when one of them has none. */
  minutesBefore: number | null;
  curtain: Curtain;
  /** What the audience goes on seeing while it is frozen; null while it follows. */
  frozen: { slide: number; step: number; title: string } | null;
  /** Where the last talk was left, when it can be taken up (`resume`, `forget`). */
  resume: { slide: number; of: number; title: string; step: number; elapsedMs: number } | null;
  /** What is wrong with the deck, for its author: the last good one plays on. */
  problems: DeskProblem[];
  /** Left to right. */
  displays: DeskDisplay[];
}

export interface DeskProblem extends Problem {
  /** Name of the file, without its folder. */
  file: string;
}

export interface DeskDisplay {
  /** From 1. */
  number: number;
  label: string;
  /** In the desktop's pixels. */
  width: number;
  height: number;
  /** What it shows. */
  holds: "audience" | "speaker" | null;
}

/** A slide in the list of all. */
export interface Chapter {
  slide: number;
  /** Index in the deck: some slides may be left out of a talk. */
  index: number;
  key: string;
  title: string;
  /** Its words, without the notes. */
  text: string;
  section: string | null;
  minutes: number | null;
  steps: number;
  hash: string;
}

/** The time of a slide. */
export interface Pace {
  slide: number;
  key: string;
  title: string;
  minutes: number | null;
  spentMs: number;
}

/** What the desk is made of. */
export interface DeskInput {
  show: Show;
  running: Running;
  /** Milliseconds of `Now.mono`. */
  mono: number;
  /** The compiled deck a cue plays; null when it is gone. */
  deckOf(cue: Cue): CompiledDeck | null;
  problems: DeskProblem[];
  displays: DeskDisplay[];
}

export function deskOf(input: DeskInput): Desk {
  const { show, running, deckOf } = input;
  const cue = cueAt(running, show);
  const deck = deckOf(cue);
  const slide = slideAt(running, show);
  const { index } = slide;
  const next = ahead(show, running);
  const after = cue.slides[show.slide + 1];
  return {
    title: deck?.program.title ?? "",
    lang: cue.lang,
    langs: running.loops.map((loop) => loop[0]?.lang ?? cue.lang),
    revision: cue.revision,
    slide: show.slide,
    of: cue.slides.length,
    key: slide.key,
    slideTitle: slide.title,
    step: show.step,
    steps: slide.steps,
    section: deck && sectionAt(playedIn(cue, deck), show.slide),
    here: viewOf(show, running),
    next: next && viewOf(next, running),
    following: after
      ? {
          slide: show.slide + 1,
          title: after.title,
          steps: after.steps,
          minutes: minutesOf(deck?.slides[after.index]),
        }
      : null,
    notes: notesIn(input, slide.key, index),
    ...timesOf(input, cue, deck),
    curtain: show.talk?.curtain ?? "open",
    frozen: show.talk?.frozen ? frozenOf(seen(show), running) : null,
    resume: resumeOf(input),
    problems: input.problems,
    displays: input.displays,
  };
}

function timesOf({ show, mono }: DeskInput, cue: Cue, deck: CompiledDeck | null) {
  const key = cue.slides[show.slide]?.key ?? "";
  const clock = show.talk?.clock ?? { ran: 0, since: null };
  const slides = deck ? playedIn(cue, deck) : [];
  const planned = slides.slice(0, show.slide).map(minutesOf);
  return {
    clock: { running: clock.since !== null, elapsedMs: Math.round(elapsed(clock, mono)) },
    spentMs: Math.round((show.talk && spentUntil(show.talk, key, mono)[key]) ?? 0),
    minutes: deck?.program.minutes ?? null,
    slideMinutes: minutesOf(slides[show.slide]),
    minutesBefore: planned.reduce<number | null>(
      (sum, each) => (sum === null || each === null ? null : sum + each),
      0,
    ),
  };
}

/** Every slide of the talk in the language that plays. */
export function chaptersOf({ show, running, deckOf }: DeskInput): Chapter[] {
  const cue = cueAt(running, show);
  const deck = deckOf(cue);
  let section: string | null = null;
  return (deck ? playedIn(cue, deck) : []).map((slide, at): Chapter => {
    if (beginsSection(slide)) section = slide.title;
    const { key, title, steps, hash } = slide;
    const text = plainText(slide.html);
    const index = cue.slides[at]?.index ?? at;
    return { slide: at, index, key, title, text, section, minutes: minutesOf(slide), steps, hash };
  });
}

/** The slides of a deck that a cue plays. */
function playedIn(cue: Cue, deck: CompiledDeck): Slide[] {
  return cue.slides.flatMap(({ index }) => deck.slides[index] ?? []);
}

/** The time of every slide of the talk. */
export function pacesOf({ show, running, mono, deckOf }: DeskInput): Pace[] {
  const cue = cueAt(running, show);
  const all = deckOf(cue)?.slides ?? [];
  const spent = show.talk ? spentUntil(show.talk, slideAt(running, show).key, mono) : {};
  return cue.slides.map(({ index, key, title }, slide) => ({
    slide,
    key,
    title,
    minutes: minutesOf(all[index]),
    spentMs: Math.round(spent[key] ?? 0),
  }));
}

function notesIn({ show, running, deckOf }: DeskInput, key: string, index: number) {
  const cue = cueAt(running, show);
  const others = running.loops.flatMap((loop) => loop.filter(({ lang }) => lang !== cue.lang));
  return [cue, ...others].map((each) => {
    const slides = deckOf(each)?.slides ?? [];
    const paired = each === cue ? undefined : slides.find((slide) => slide.key === key);
    return { lang: each.lang, html: (paired ?? slides[index])?.notes ?? "" };
  });
}

function frozenOf(there: Show, running: Running) {
  const { slide, step } = there;
  return { slide, step, title: slideAt(running, there).title };
}

function resumeOf({ show, running }: DeskInput): Desk["resume"] {
  const offer = show.talk?.offer;
  const spot = offer && locate(running, offer);
  if (!offer || !spot) return null;
  const { step, ran } = offer;
  const of = cueAt(running, spot).slides.length;
  const { title } = slideAt(running, spot);
  return { slide: spot.slide, of, title, step, elapsedMs: Math.round(ran) };
}

function sectionAt(slides: readonly Slide[], index: number): string | null {
  for (let at = index; at >= 0; at--) {
    const slide = slides[at];
    if (slide && beginsSection(slide)) return slide.title;
  }
  return null;
}

function beginsSection({ attributes }: Slide): boolean {
  return (attributes["class"] ?? "").split(" ").includes("section");
}

function minutesOf(slide: Slide | undefined): number | null {
  return slide?.planned === null || slide === undefined ? null : slide.planned / 60;
}
