import type { Abbreviations } from "./abbreviation.ts";
import { build } from "./build.ts";
import { colourCode } from "./code.ts";
import { applyComments } from "./comments.ts";
import type { Lang, Problem } from "./deck.ts";
import type { DrawnDiagrams } from "./diagram.ts";
import { escapeText } from "./escape.ts";
import { Lines } from "./lines.ts";
import { NESTING, tokens } from "./markdown.ts";
import { playMedia } from "./media.ts";
import { parseRaw } from "./parse.ts";
import { problem } from "./problem.ts";
import type { Reading, References } from "./reading.ts";
import { element, type Element } from "./tree.ts";
import { typeset } from "./typography.ts";
import type { Slides } from "./value.ts";
import { Wall } from "./wall.ts";

/** Most rounds of writing and parsing before a passage's HTML is given up. */
const ROUNDS = 4;
/** Most complaints about footnotes, and about formulas: nobody reads more. */
const MOST = 20;

/** What a passage is compiled in. */
export interface Setting {
  base: string;
  /** Folder of the file it is written in, in the deck's folder; empty for the deck's own. */
  folder: string;
  /** Put before every id of the slide. */
  scope: string;
  references: References;
  abbreviations: Abbreviations;
  slides: Slides;
  /** Language of the prose, for its typography. */
  lang: Lang;
  /** Caption files of the deck's folder. */
  captions: ReadonlySet<string>;
  /** Diagrams that a browser has drawn. */
  diagrams: DrawnDiagrams;
}

/** A stretch of Markdown, compiled: the slide itself, or its notes. */
export interface Passage {
  /** What the `.slide:` comments in it set, unchecked. */
  root: Element;
  html: string;
  wall: Wall;
  problems: Problem[];
}

/** Compiles a stretch of Markdown that begins on a line of the file. */
export function passage(source: string, line: number, setting: Setting): Passage {
  const lines = new Lines(source, line);
  const reading: Reading = { references: Object.create(setting.references) as References };
  const built = build(tokens(source, reading), { ...setting, lines });
  const problems = [...structural(reading, lines), ...built.problems];
  for (const { tex, reason, line: at } of built.faulty.slice(0, MOST)) {
    problems.push(
      problem("formula-invalid", lines.place(at, tex.split("\n")[0] ?? ""), { reason }),
    );
  }
  const root = built.raw ? parseRaw(built.root) : built.root;
  if (root === null) return asText(source, lines, setting, problems);
  if (built.raw || built.comments) problems.push(...applyComments(root, lines));
  if (built.raw || built.code) colourCode(root, lines, problems);
  if (built.raw || built.media) problems.push(...playMedia(root, { ...setting, lines }));
  typeset(root, setting.lang);

  const wall = new Wall(setting, lines);
  wall.write(root.children);
  problems.push(...wall.problems);
  const html = built.raw ? settled(wall.html, setting, lines) : wall.html;
  if (html === null) return asText(source, lines, setting, problems);
  return { root, html: html.trim(), wall, problems };
}

/** What the block parser noticed. */
function structural({ deep, open = [], slips = [], unknown }: Reading, lines: Lines): Problem[] {
  const problems = open.map(({ name, line }) =>
    problem("container-open", lines.place(line, ":::"), { name }),
  );
  for (const { name, nearest, line } of slips.slice(0, MOST))
    problems.push(problem("container-unknown", lines.place(line, name), { name, nearest }));
  for (const label of [...(unknown ?? [])].slice(0, MOST)) {
    problems.push(problem("footnote-unknown", lines.find(`[^${label}]`), { label }));
  }
  if (deep !== undefined) {
    problems.push(problem("nesting-deep", lines.place(deep, ""), { limit: String(NESTING) }));
  }
  return problems;
}

/**
 * The HTML that parses to itself: a browser then builds exactly the tree that the wall has seen. Malformed HTML may
 * need another round, since closing and reopening elements moves them; null when it never comes to rest.
 */
function settled(html: string, setting: Setting, lines: Lines): string | null {
  let before = html;
  for (let round = 0; round < ROUNDS; round++) {
    const root = element("section", 0);
    root.children.push({ kind: "raw", html: before, line: 0 });
    const parsed = parseRaw(root);
    if (parsed === null) return null;
    const wall = new Wall(setting, lines);
    wall.write(parsed.children);
    if (wall.html === before) return before;
    before = wall.html;
  }
  return null;
}

function asText(source: string, lines: Lines, setting: Setting, problems: Problem[]): Passage {
  const wall = new Wall(setting, lines);
  wall.write([source]);
  const place = lines.place(0, "");
  return {
    root: element("section", 0),
    html: shownAsText(source),
    wall,
    problems: [...problems, problem("html-large", place)],
  };
}

/** A source that could not be compiled, to be read as it is. */
export function shownAsText(source: string): string {
  return `<pre><code>${escapeText(source)}</code></pre>`;
}
