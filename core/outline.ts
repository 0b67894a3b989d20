import { cut, type Piece } from "./cut.ts";
import type { Lang, Problem } from "./deck.ts";
import { readAttributes, readComment } from "./directive.ts";
import { languageOf, type FrontMatter } from "./fields.ts";
import { readFrontMatter } from "./frontmatter.ts";
import { hash } from "./hash.ts";
import { Keys, slug } from "./key.ts";
import { readReferences } from "./markdown.ts";
import { problem } from "./problem.ts";
import type { References } from "./reading.ts";
import { usualSeparators } from "./separators.ts";

/** Raised whenever compiling the same source gives something else: it is part of every slide's hash. */
const VERSION = "1";
/** Longest title read, in UTF-16 units of Markdown. */
const TITLE = 400;
/** Slides beyond which a deck is worth cutting. */
const LONG = 2_000;

export interface OutlineOptions {
  /** Prefix of every relative asset path, e.g. `/d/abc/`; `""` keeps them relative. */
  base: string;
  /** Language of the file's name (`.fr.md`, `.en.md`), when the front matter has none. */
  lang?: Lang;
}

/** A deck cut into slides, nothing compiled yet; cheap enough to make anew at every change. */
export interface Outline {
  title: string;
  lang: Lang;
  /** Minutes the author plans for a talk, if any. */
  minutes: number | null;
  settings: FrontMatter;
  base: string;
  slides: OutlineSlide[];
  /** Link references of the whole deck: a slide may use what another one defines. */
  references: References;
  /** Problems of the front matter and of the cutting; each slide has its own. */
  problems: Problem[];
}

export interface OutlineSlide {
  key: string;
  title: string;
  hash: string;
  /** Starts below the slide before it; played in the same order. */
  below: boolean;
  /** The only mode that plays it, if any. */
  only: "kiosk" | "talk" | null;
  /** Markdown, without the notes, and the line of its first character. */
  source: string;
  line: number;
  notes: string;
  notesLine: number;
}

/** Cuts a deck into slides. Never throws: what is wrong is in `problems`. */
export function outline(source: string, options: OutlineOptions): Outline {
  const text = normalised(source);
  const front = readFrontMatter(text);
  const { settings } = front;
  const found = cut(text, front.end, front.line, usualSeparators(text));
  const references: References = Object.create(null) as References;
  for (const { start, end } of found.definitions) {
    readReferences(text.slice(start, end), references);
  }
  const lang = languageOf(settings, options.lang);
  const made: Outline = {
    title: settings.title ?? "",
    lang,
    minutes: settings.minutes ?? null,
    settings,
    base: options.base,
    slides: [],
    references,
    problems: [...front.problems, ...found.problems],
  };
  const context = hash(JSON.stringify([VERSION, options.base, lang, settings, references]));
  addSlides(made, text, found.pieces, context);
  return made;
}

/** The key of the slide that a link names: its key, or Reveal's numbers `2` and `2/1`; null when there is none. */
export function slideNamed({ slides }: Outline, name: string): string | null {
  const numbers = /^(\d{1,6})(?:\/(\d{1,6}))?$/.exec(name);
  let [h, v] = [-1, 0];
  for (const slide of slides) {
    if (slide.key === name) return name;
    if (slide.below && h >= 0) v++;
    else [h, v] = [h + 1, 0];
    if (numbers && h === Number(numbers[1]) && v === Number(numbers[2] ?? 0)) return slide.key;
  }
  return null;
}

/** Line feeds only, and no half characters: offsets and lines are then what an editor shows. */
function normalised(source: string): string {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  return (text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text).toWellFormed();
}

function addSlides(made: Outline, text: string, pieces: Piece[], context: string): void {
  const keys = new Keys();
  pieces.forEach((piece, index) => {
    const slide = read(piece, text);
    const { id, hidden, only } = settingsOf(piece);
    const empty = slide.source === "" && slide.notes === "";
    const outer = index === 0 || index === pieces.length - 1;
    if (hidden || (empty && outer)) return;
    if (empty) made.problems.push(problem("slide-empty", { line: piece.line, column: 1 }));
    const title = titleOf(piece.heading);
    const wanted = slug(id ?? idOf(piece.heading) ?? title) || `slide-${made.slides.length + 1}`;
    const holder = keys.holder(wanted);
    const key = keys.take(wanted, slide.line);
    if (id !== undefined && holder !== undefined) {
      const values = { key: wanted, other: String(holder), unique: key };
      made.problems.push(problem("key-duplicate", { line: slide.line, column: 1 }, values));
    }
    made.slides.push({ ...slide, key, title, only, below: piece.below, hash: "" });
  });
  nameByContent(made.slides, context);
  made.title ||= made.slides.find(({ title }) => title !== "")?.title ?? "";
  if (made.slides.length === 0) {
    made.problems.push(problem("deck-empty", { line: 1, column: 1 }));
  } else if (made.slides.length > LONG) {
    const count = String(made.slides.length);
    made.problems.push(
      problem("deck-long", { line: 1, column: 1 }, { count, limit: String(LONG) }),
    );
  }
}

/** A slide's HTML depends on its text, on its key, and, when it links to others, on theirs. */
function nameByContent(slides: OutlineSlide[], context: string): void {
  let keys: string | undefined;
  for (const slide of slides) {
    const { key, source, notes } = slide;
    const links = LINK.test(source) || LINK.test(notes);
    if (links)
      keys ??= hash(slides.map((other) => `${other.below ? "_" : ""}${other.key}`).join("\n"));
    slide.hash = hash(`${context} ${key} ${links ? keys : ""}\n${source}\0${notes}`);
  }
}

const LINK = /[("'=:<]\s*#/;

/** The text of a slide without the blank lines around it. */
function read(
  piece: Piece,
  text: string,
): Pick<OutlineSlide, "source" | "line" | "notes" | "notesLine"> {
  const whole = text.slice(piece.start, piece.end);
  const blank = /^(?:[ \t]*\n)*/.exec(whole)?.[0] ?? "";
  const above = blank === "" ? 0 : blank.split("\n").length - 1;
  return {
    source: whole.slice(blank.length).trimEnd(),
    line: piece.line + above,
    notes: piece.notes ? text.slice(piece.notes.start, piece.notes.end).trim() : "",
    notesLine: piece.notes?.line ?? 0,
  };
}

function settingsOf({ settings }: Piece): {
  id: string | undefined;
  hidden: boolean;
  only: OutlineSlide["only"];
} {
  const all = new Map<string, string>();
  for (const body of settings) {
    const directive = readComment(body);
    if (directive?.on !== "slide") continue;
    for (const [name, value] of readAttributes(directive.text).attributes) all.set(name, value);
  }
  const only = all.get("data-only");
  return {
    id: all.get("id"),
    hidden: all.get("data-visibility") === "hidden",
    only: only === "kiosk" || only === "talk" ? only : null,
  };
}

/** A heading as plain text: without its marks, its attributes and its HTML. */
function titleOf(heading: string): string {
  return heading
    .slice(0, TITLE)
    .replace(/<!--.*?-->|<[^>]*>/g, "")
    .replace(/\s*\{[^{}]*\}\s*$/, "")
    .replace(/\s#+\s*$/, "")
    .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g, "$1")
    .replace(/[*`~]|\b_|_\b/g, "")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
}

/** The id that a heading gives itself: `## Title {#id}`. */
function idOf(heading: string): string | undefined {
  return /\{[^{}]*#([\w-]+)[^{}]*\}\s*$/.exec(heading)?.[1];
}
