import { readAbbreviations, type Abbreviations } from "./abbreviation.ts";
import type { Lang, Mode, Problem } from "./deck.ts";
import { readDefaults } from "./defaults.ts";
import { nameOf } from "./draft.ts";
import { languageOf, type FrontMatter } from "./fields.ts";
import { gather, type Entry, type Text } from "./gather.ts";
import { dressOf, type Dress } from "./dress.ts";
import { hash } from "./hash.ts";
import { Keys } from "./key.ts";
import { diagramsIn, type DrawnDiagrams } from "./diagram.ts";
import { readReferences } from "./markdown.ts";
import { inFile, problem } from "./problem.ts";
import type { References } from "./reading.ts";

/** Raised whenever compiling the same source gives something else: it is part of every slide's hash. */
const VERSION = "4";
/** Slides beyond which a deck is worth cutting. */
const LONG = 2_000;

export interface OutlineOptions {
  /** Prefix of every relative asset path, e.g. `/d/abc/`; `""` keeps them relative. */
  base: string;
  /** Language of the file's name (`.fr.md`, `.en.md`), when the front matter has none. */
  lang?: Lang;
  /** Name of the deck's file in its folder. */
  name?: string;
  /** What it may include, and its theme: texts by their path in its folder. */
  files?: ReadonlyMap<string, string>;
  /** Text of the `deck.yaml` of its folder, when there is one. */
  defaults?: string;
  /** Caption files of the deck's folder, by their path in it: a film takes the one with its name. */
  captions?: readonly string[];
  /** Diagrams that a browser has drawn; the others show their source. */
  diagrams?: DrawnDiagrams;
}

/** A deck cut into slides, nothing compiled yet; cheap enough to make anew at every change. */
export interface Outline {
  title: string;
  lang: Lang;
  /** Minutes the author plans for a talk, if any. */
  minutes: number | null;
  settings: FrontMatter;
  base: string;
  captions: ReadonlySet<string>;
  /** What its author wants the stage to look like. */
  dress: Dress;
  /** Diagrams that a browser has drawn. */
  diagrams: DrawnDiagrams;
  slides: OutlineSlide[];
  /** Link references of the whole deck: a slide may use what another one defines. */
  references: References;
  /** Abbreviations of the whole deck. */
  abbreviations: Abbreviations;
  /** The deck's own text and those it includes, to spare the next revision the reading. */
  texts: ReadonlyMap<string, Text>;
  /** Problems of the front matter and of the cutting; each slide has its own. */
  problems: Problem[];
}

export interface OutlineSlide {
  key: string;
  title: string;
  hash: string;
  /** Of its own text alone. */
  content: string;
  /** Starts below the slide before it; played in the same order. */
  below: boolean;
  /** The only mode that plays it, if any. */
  only: Mode | null;
  /** Path in the deck's folder of the file it comes from; empty for the deck's own. */
  file: string;
  /** Markdown, without the notes, and the line of its first character. */
  source: string;
  line: number;
  notes: string;
  notesLine: number;
}

/**
 * Cuts a deck into slides. Never throws: what is wrong is in `problems`.
 *
 * @param previous an outline of an earlier revision; what the texts that have not changed told is taken from it.
 */
export function outline(source: string, options: OutlineOptions, previous?: Outline): Outline {
  const { name = "", files = new Map<string, string>() } = options;
  const defaults = options.defaults === undefined ? null : readDefaults(options.defaults);
  const shelf = { name, files, defaults };
  const { deck, texts, entries, problems } = gather(source, shelf, previous?.texts);
  const { settings } = deck;
  const dress = dressOf(deck, defaults, files, options.base);
  const made: Outline = {
    title: settings.title ?? "",
    lang: languageOf(deck.own, options.lang, defaults?.settings ?? {}),
    minutes: settings.minutes ?? null,
    settings,
    base: options.base,
    captions: new Set(options.captions),
    dress,
    diagrams: options.diagrams ?? new Map(),
    slides: [],
    texts,
    ...definitionsIn(texts.values()),
    problems: [...problems, ...dress.problems],
  };
  addSlides(made, entries);
  made.title ||= made.slides.find(({ title }) => title !== "")?.title ?? "";
  checkSize(made);
  return made;
}

function definitionsIn(texts: Iterable<Text>): Pick<Outline, "references" | "abbreviations"> {
  const references = Object.create(null) as References;
  const abbreviations = new Map<string, string>();
  for (const { text, cut } of texts) {
    for (const { start, end } of cut.definitions) {
      const paragraph = text.slice(start, end);
      readReferences(paragraph, references);
      readAbbreviations(paragraph, abbreviations);
    }
  }
  return { references, abbreviations };
}

/** All that a slide's HTML depends on besides its own text and key. */
function contextOf(made: Outline): string {
  const { base, lang, captions, dress, settings, references, abbreviations } = made;
  const { transition, seconds, fit, link } = settings;
  const own = [transition, seconds, fit, link, dress.theme?.name, dress.logo];
  const all = [VERSION, base, lang, ...own, references, [...abbreviations], [...captions]];
  return hash(JSON.stringify(all));
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

function addSlides(made: Outline, entries: Entry[]): void {
  const keys = new Keys();
  for (const entry of entries) {
    const { draft, piece, below, from } = entry;
    const { title, source, notes } = draft;
    made.slides.push({
      key: keyOf(entry, made, keys),
      title,
      hash: "",
      content: draft.hash,
      below,
      only: draft.only ?? from.own.only ?? made.settings.only ?? null,
      file: from.file,
      source,
      line: piece.line + draft.above,
      notes,
      notesLine: piece.notes ? piece.notes.line + draft.notesAbove : 0,
    });
  }
  nameByContent(made, entries);
}

function keyOf({ draft, piece, from }: Entry, made: Outline, keys: Keys): string {
  const wanted = draft.key || `slide-${made.slides.length + 1}`;
  const line = piece.line + draft.keyAbove;
  const holder = keys.holder(wanted);
  const key = keys.take(wanted, line);
  if (draft.chosen && holder !== undefined) {
    const values = { key: wanted, other: String(holder), unique: key };
    const found = problem("key-duplicate", { line, column: 1 }, values);
    made.problems.push(...inFile(from.file, [found]));
  }
  return key;
}

/** Names the slides; those that link to others depend on their keys too, and diagrams on being drawn. */
function nameByContent(made: Outline, entries: Entry[]): void {
  const context = contextOf(made);
  let keys: string | undefined;
  made.slides.forEach((slide, index) => {
    const draft = entries[index]?.draft;
    if (draft?.links)
      keys ??= hash(
        made.slides.map(({ key, below, only }) => `${below ? "_" : ""}${key} ${only ?? ""}`).join(),
      );
    const drawn = diagramsIn(slide.source).map(({ name }) => name);
    const known = drawn.filter((name) => made.diagrams.has(name)).join();
    const all = context + (draft?.links ? keys : "") + slide.file + known;
    if (draft) slide.hash = nameOf(draft, all, slide.key);
  });
}

/** What is wrong with the deck as a whole. */
function checkSize({ slides, problems }: Outline): void {
  const place = { line: 1, column: 1 };
  if (slides.length === 0) problems.push(problem("deck-empty", place));
  else if (slides.length > LONG) {
    const values = { count: String(slides.length), limit: String(LONG) };
    problems.push(problem("deck-long", place, values));
  }
}
