import type { Theme } from "./theme.ts";

/**
 * The nouns every other part speaks of. A deck is compiled one slide at a time: `outline.ts` cuts the source,
 * `slide.ts` compiles a slide, `program.ts` keeps what the player needs to know of it.
 */

export type Lang = "fr" | "en";

/** Light slides for a bright room, dark ones for a dark one. */
export const schemes = ["light", "dark"] as const;
export type Scheme = (typeof schemes)[number];

export type Severity = "error" | "warning" | "hint";

/** A fault in content. It is data: the rest of the deck still plays. */
export interface Problem {
  /** One of the codes of `core/problem.ts`; stable across versions. */
  code: string;
  severity: Severity;
  /** Path in the deck's folder of the file it is in, when that is not the deck's own. */
  file?: string;
  /** First line of the file is 1. Always exact. */
  line: number;
  /** First column is 1, counted in UTF-16 units; the block's first column when nothing better is known. */
  column: number;
  /** One sentence that says what happened, then the cure, in both languages. */
  message: Record<Lang, string>;
}

/** A compiled slide: finished, sanitised HTML that Reveal gets as a section. */
export interface Slide {
  /** Changes when anything that shows changes; the key of every cache. */
  hash: string;
  /** The author's id, else the heading's slug, made unique in the deck. */
  key: string;
  title: string;
  /** Path in the deck's folder of the file it comes from; empty for the deck's own. */
  file: string;
  /** First line of the slide in that file. */
  line: number;
  /** Attributes of the section, allow-listed: `class`, `data-background-color`, `data-transition` … */
  attributes: Record<string, string>;
  /** Inner HTML of the section. */
  html: string;
  /** Speaker notes as HTML; empty when there are none. */
  notes: string;
  /** How its deck wants the stage to look, besides the usual. */
  theme: Theme | null;
  /** Number of fragment groups: 0 when the slide shows whole at once. */
  steps: number;
  /** Visible words. */
  words: number;
  /** How long the slide stays in a loop, all its steps included. */
  seconds: number;
  /** Seconds its author plans for it in a talk (`data-timing`), if any. */
  planned: number | null;
  /** Paths of pictures and media, relative to the deck's folder, decoded. */
  assets: string[];
  problems: Problem[];
}

/** What the player knows of a deck: enough to move through it, nothing to draw. */
export interface Program {
  /** Identity of the deck in the library: the path of its file. */
  deck: string;
  /** Changes with the content of the deck. */
  revision: string;
  lang: Lang;
  title: string;
  /** Minutes the author plans for a talk, if any. */
  minutes: number | null;
  slides: ProgramSlide[];
}

/** The two lives of a deck: a loop with nobody near it, and a speaker's. */
export type Mode = "kiosk" | "talk";

export interface ProgramSlide {
  /** Its place in the deck, whatever part of the deck is played. */
  index: number;
  key: string;
  hash: string;
  /** Changes with its own text alone, wherever it stands. */
  content: string;
  title: string;
  /** The only mode that plays it, if any. */
  only: Mode | null;
  steps: number;
  seconds: number;
}

/** A place in a deck, in reading order; Reveal's h, v and f never leave `renderer/reveal.ts`. */
export interface Position {
  slide: number;
  step: number;
}
