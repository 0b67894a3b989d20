import { folderOf } from "./address.ts";
import type { Problem, Slide } from "./deck.ts";
import { escapeText } from "./escape.ts";
import { Lines } from "./lines.ts";
import { readingSeconds } from "./measure.ts";
import { motif } from "./motif.ts";
import { nearest } from "./nearest.ts";
import { slideNamed, type Outline, type OutlineSlide } from "./outline.ts";
import { passage, shownAsText, type Setting } from "./passage.ts";
import { inFile, problem } from "./problem.ts";
import { qrFigure } from "./qr.ts";
import { askedOf } from "./section.ts";
import type { Element } from "./tree.ts";
import { Wall } from "./wall.ts";

/** Slides among which the nearest to a wrong link is looked for. */
const CANDIDATES = 200;
/** Seconds for a slide of which nothing could be measured. */
const UNMEASURED = 15;
/** In place of a slide that the deck does not have. */
const ABSENT: OutlineSlide = {
  key: "",
  title: "",
  hash: "",
  content: "",
  below: false,
  only: null,
  file: "",
  source: "",
  line: 1,
  notes: "",
  notesLine: 1,
};

/**
 * Compiles one slide of a deck: sanitised HTML, notes, and what the player must know of it. Pure and synchronous.
 * Never throws: a slide that cannot be compiled shows its source, and says so.
 *
 * The author may set the seconds with `<!-- .slide: data-seconds="20" -->`; Reveal's `data-autoslide`, in milliseconds,
 * counts too. Otherwise the deck's `seconds` hold, else the time to read.
 */
export function compileSlide(outline: Outline, index: number): Slide {
  const source = outline.slides[index];
  if (!source) return asSource(ABSENT, []);
  try {
    return compiled(outline, source);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const place = { line: source.line, column: 1 };
    return asSource(source, inFile(source.file, [problem("slide-failed", place)]));
  }
}

function compiled(outline: Outline, source: OutlineSlide): Slide {
  const setting = settingOf(outline, source);
  const body = passage(source.source, source.line, setting);
  const lines = new Lines(source.source, source.line);
  const asked = askedOf(body.root, lines);
  const section = new Wall(setting, lines);
  const attributes = section.section(body.root);
  if (outline.settings.transition) attributes["data-transition"] ??= outline.settings.transition;
  if (outline.settings.scheme) attributes["data-scheme"] ??= outline.settings.scheme;
  if (outline.settings.fit === "auto") attributes["data-fit"] ??= "auto";
  const notes = notesOf(source, body.wall.asides, asked.notes, setting);
  const { words, steps } = body.wall;
  const { key, title, file, line, hash } = source;
  const fixed = outline.settings.seconds;
  // What every slide wears is looked for once.
  const worn = source === outline.slides[0] ? outline.dress.assets : [];
  return {
    hash,
    key,
    title,
    file,
    line,
    attributes,
    html:
      scenery(attributes["class"] ?? "", key) +
      body.html +
      linkOf(outline, attributes["class"]) +
      outline.dress.logo,
    notes: notes.html,
    theme: outline.dress.theme,
    steps,
    words,
    seconds:
      asked.seconds ??
      (typeof fixed === "number" ? fixed : readingSeconds(body.wall, outline.lang)),
    planned: asked.planned,
    assets: [...new Set([...body.wall.assets, ...section.assets, ...notes.assets, ...worn])],
    problems: inFile(
      file,
      [...body.problems, ...asked.problems, ...section.problems, ...notes.problems].sort(byPlace),
    ),
  };
}

function byPlace(one: Problem, other: Problem): number {
  return one.line - other.line || one.column - other.column;
}

/** A closing slide shows the deck's link, when it has one. */
function linkOf({ settings, lang }: Outline, classes = ""): string {
  if (!settings.link || !classes.split(" ").includes("closing")) return "";
  return qrFigure(settings.link, lang);
}

/** What the slide's layout draws behind the words; the same in every language of a deck, for the key is the same. */
function scenery(classes: string, key: string): string {
  return classes
    .split(" ")
    .map((name) => motif(name, key))
    .join("");
}

function settingOf(outline: Outline, { key, file, only }: OutlineSlide): Setting {
  const { base, lang, captions, diagrams, references, abbreviations, slides } = outline;
  return {
    base,
    folder: folderOf(file),
    lang,
    captions,
    diagrams,
    scope: `${key}__`,
    references,
    abbreviations,
    slides: {
      named: (name) => slideNamed(outline, name),
      missed: (wanted) => {
        const mode = slides.find((slide) => slide.key === wanted)?.only ?? null;
        return mode === only ? null : mode;
      },
      nearest: (name) => {
        const keys = slides.slice(0, CANDIDATES).map((slide) => slide.key);
        return nearest(name, keys);
      },
    },
  };
}

interface Notes {
  html: string;
  assets: Iterable<string>;
  problems: Problem[];
}

/** Notes come after `Note:`, from `<aside class="notes">` and from `data-notes`. */
function notesOf(
  source: OutlineSlide,
  asides: readonly Element[],
  attribute: string,
  setting: Setting,
): Notes {
  const parts: string[] = [];
  const assets: string[] = [];
  const problems: Problem[] = [];
  const add = (html: string, wall: Wall): void => {
    parts.push(html.trim());
    assets.push(...wall.assets);
  };
  if (asides.length > 0) {
    const wall = new Wall(setting, new Lines(source.source, source.line));
    for (const aside of asides) wall.write(aside.children);
    add(wall.html, wall);
    problems.push(...wall.problems);
  }
  if (attribute !== "") parts.push(`<p>${escapeText(attribute)}</p>`);
  if (source.notes !== "") {
    const notes = passage(source.notes, source.notesLine, setting);
    add(notes.html, notes.wall);
    problems.push(...notes.problems);
  }
  return { html: parts.join("\n"), assets, problems };
}

/** A slide that shows its source. */
function asSource(slide: OutlineSlide, problems: Problem[]): Slide {
  const { hash, key, title, file, line } = slide;
  return {
    hash,
    key,
    title,
    file,
    line,
    attributes: {},
    html: shownAsText(slide.source),
    notes: "",
    theme: null,
    steps: 0,
    words: 0,
    seconds: UNMEASURED,
    planned: null,
    assets: [],
    problems,
  };
}
