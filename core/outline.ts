import { readAbbreviations, type Abbreviations } from "./abbreviation.ts";
import { oddCharacters } from "./characters.ts";
import { cut, type Piece, type Span } from "./cut.ts";
import type { Lang, Mode, Problem } from "./deck.ts";
import { draftsOf, nameOf, type Draft } from "./draft.ts";
import { languageOf, type FrontMatter } from "./fields.ts";
import { readFrontMatter } from "./frontmatter.ts";
import { hash } from "./hash.ts";
import { Keys } from "./key.ts";
import { readReferences } from "./markdown.ts";
import { problem } from "./problem.ts";
import type { References } from "./reading.ts";
import { separatorsOf } from "./separators.ts";

/** Raised whenever compiling the same source gives something else: it is part of every slide's hash. */
const VERSION = "4";
/** Slides beyond which a deck is worth cutting. */
const LONG = 2_000;

export interface OutlineOptions {
  /** Prefix of every relative asset path, e.g. `/d/abc/`; `""` keeps them relative. */
  base: string;
  /** Language of the file's name (`.fr.md`, `.en.md`), when the front matter has none. */
  lang?: Lang;
  /** Caption files of the deck's folder, by their path in it: a film takes the one with its name. */
  captions?: readonly string[];
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
  slides: OutlineSlide[];
  /** Link references of the whole deck: a slide may use what another one defines. */
  references: References;
  /** Abbreviations of the whole deck. */
  abbreviations: Abbreviations;
  /** What the text of each slide told, to spare the next revision the reading. */
  drafts: Draft[];
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
  const text = normalised(source);
  const front = readFrontMatter(text);
  const { settings } = front;
  const { separators, problems } = separatorsOf(text, front.end, settings);
  const found = cut(text, front.end, front.line, separators);
  const { references, abbreviations } = definitionsIn(text, found.definitions);
  const lang = languageOf(settings, options.lang);
  const alike = previous?.settings.notesSeparator === settings.notesSeparator;
  const drafts = draftsOf(found.pieces, text, (alike && previous?.drafts) || []);
  const made: Outline = {
    title: settings.title ?? "",
    lang,
    minutes: settings.minutes ?? null,
    settings,
    base: options.base,
    captions: new Set(options.captions),
    slides: [],
    drafts,
    references,
    abbreviations,
    problems: [
      ...(drafts.some(({ odd }) => odd) ? oddCharacters(text) : []),
      ...front.problems,
      ...problems,
      ...found.problems,
    ],
  };
  addSlides(made, drafts, found.pieces, contextOf(made));
  made.title ||= made.slides.find(({ title }) => title !== "")?.title ?? "";
  checkSize(made);
  return made;
}

function definitionsIn(
  text: string,
  definitions: readonly Span[],
): Pick<Outline, "references" | "abbreviations"> {
  const references = Object.create(null) as References;
  const abbreviations = new Map<string, string>();
  for (const { start, end } of definitions) {
    const paragraph = text.slice(start, end);
    readReferences(paragraph, references);
    readAbbreviations(paragraph, abbreviations);
  }
  return { references, abbreviations };
}

/** All that a slide's HTML depends on besides its own text and key. */
function contextOf(made: Outline): string {
  const { base, lang, captions, settings, references, abbreviations } = made;
  const { transition, seconds, fit, link } = settings;
  const own = [transition, seconds, fit, link];
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

/** Line feeds only, and no half characters: offsets and lines are then what an editor shows. */
function normalised(source: string): string {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  return (text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text).toWellFormed();
}

function addSlides(made: Outline, drafts: Draft[], pieces: Piece[], context: string): void {
  const keys = new Keys();
  const shown: Draft[] = [];
  drafts.forEach((draft, index) => {
    const piece = pieces[index];
    const empty = draft.source === "" && draft.notes === "";
    const outer = index === 0 || index === drafts.length - 1;
    if (!piece || draft.hidden || (empty && outer)) return;
    const line = piece.line + draft.above;
    if (empty) made.problems.push(problem("slide-empty", { line: piece.line, column: 1 }));
    const key = keyOf(draft, piece.line + draft.keyAbove, made, keys);
    const { title, source, notes } = draft;
    const only = draft.only ?? made.settings.only ?? null;
    const { below } = piece;
    const notesLine = piece.notes ? piece.notes.line + draft.notesAbove : 0;
    shown.push(draft);
    const content = draft.hash;
    made.slides.push({
      key,
      title,
      hash: "",
      content,
      below,
      only,
      source,
      line,
      notes,
      notesLine,
    });
  });
  nameByContent(made.slides, shown, context);
}

function keyOf(draft: Draft, line: number, made: Outline, keys: Keys): string {
  const wanted = draft.key || `slide-${made.slides.length + 1}`;
  const holder = keys.holder(wanted);
  const key = keys.take(wanted, line);
  if (draft.chosen && holder !== undefined) {
    const values = { key: wanted, other: String(holder), unique: key };
    made.problems.push(problem("key-duplicate", { line, column: 1 }, values));
  }
  return key;
}

/** Names the slides; those that link to others depend on their keys too. */
function nameByContent(slides: OutlineSlide[], drafts: Draft[], context: string): void {
  let keys: string | undefined;
  slides.forEach((slide, index) => {
    const draft = drafts[index];
    if (draft?.links)
      keys ??= hash(slides.map(({ key, below }) => (below ? "_" : "") + key).join());
    if (draft) slide.hash = nameOf(draft, draft.links ? context + keys : context, slide.key);
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
