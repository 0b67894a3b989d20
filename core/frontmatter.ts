import {
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  type Document,
  type Pair,
} from "yaml";
import type { Problem } from "./deck.ts";
import { fields, unused, type FrontMatter } from "./fields.ts";
import { nearest } from "./nearest.ts";
import { problem, type Place } from "./problem.ts";

/** Longest front matter read, in UTF-16 units: settings fit in far less, and a YAML bomb needs room. */
export const LONGEST_SETTINGS = 20_000;
/** How often an alias may be repeated in a value; more is a bomb, not a setting. */
const ALIASES = 50;

export interface Front {
  settings: FrontMatter;
  /** Offset at which the slides begin, and the line there; 0 and 1 without front matter. */
  end: number;
  line: number;
  problems: Problem[];
}

/**
 * Reads the YAML between a first line `---` and the next one. It is front matter when it holds settings or nothing at
 * all; otherwise the first line merely starts a slide, and nothing the author wrote is lost.
 */
export function readFrontMatter(source: string): Front {
  const none: Front = { settings: {}, end: 0, line: 1, problems: [] };
  const first = /^---[ \t]*\n/.exec(source);
  if (!first) return none;
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\n|$)/gm;
  closing.lastIndex = first[0].length;
  const last = closing.exec(source);
  if (!last) return none;

  const text = source.slice(first[0].length, last.index);
  if (text.trim() !== "" && !/^[\p{L}\w"'][^\n]*:(?:\s|$)/mu.test(text)) return none;
  const end = closing.lastIndex;
  const line = lineAt(source, end);
  if (text.length > LONGEST_SETTINGS) {
    const large = problem(
      "front-matter-large",
      { line: 1, column: 1 },
      { limit: String(LONGEST_SETTINGS) },
    );
    return { settings: {}, end, line, problems: [large] };
  }
  return { end, line, ...settingsIn(text, 2, "front-matter-invalid") };
}

/**
 * The settings of a YAML text; what is wrong is in the problems, and what is right counts.
 *
 * @param first line of the file at which the text begins.
 * @param invalid what is said of a text that is no YAML: no setting of it is read.
 */
export function settingsIn(
  text: string,
  first: number,
  invalid: "front-matter-invalid" | "defaults-invalid",
): Pick<Front, "settings" | "problems"> {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: line + first - 1, column: Math.max(1, col) };
  };
  const document = parsed(text, lines);
  if (typeof document === "number") {
    const place = at(document);
    const line = text.split("\n")[place.line - first] ?? "";
    return { settings: {}, problems: [problem(invalid, place, { text: line })] };
  }
  const settings: FrontMatter = {};
  const problems: Problem[] = [];
  for (const pair of isMap(document.contents) ? document.contents.items : []) {
    const found = readPair(pair, document, settings, at);
    if (found) problems.push(found);
  }
  return { settings, problems };
}

/** The document, or the offset of its first mistake. The parser recurses: hostile nesting can exhaust the stack. */
function parsed(text: string, lineCounter: LineCounter): Document | number {
  try {
    const document = parseDocument(text, { lineCounter, prettyErrors: false });
    const error = document.errors[0];
    // What is never closed is noticed at the end of the text; its setting is the last one.
    if (error) {
      const [at] = error.pos;
      const late = error.code === "MISSING_CHAR" || text.slice(at).trim() === "";
      return late ? lastKey(document) : at;
    }
    return document.contents === null || isMap(document.contents) ? document : 0;
  } catch (error) {
    if (error instanceof RangeError) return 0;
    throw error;
  }
}

function lastKey({ contents }: Document): number {
  const last = isMap(contents) ? contents.items.at(-1) : undefined;
  return (isScalar(last?.key) && last.key.range?.[0]) || 0;
}

function readPair(
  pair: Pair,
  document: Document,
  settings: FrontMatter,
  at: (offset: number) => Place,
): Problem | null {
  const key = String(isScalar(pair.key) ? pair.key.value : pair.key);
  const place = at((isScalar(pair.key) && pair.key.range?.[0]) || 0);
  if (unused.has(key)) return problem("front-matter-unused", place, { key });
  if (!isField(key)) {
    const known = nearest(key, Object.keys(fields));
    return problem("front-matter-unknown", place, { key, nearest: known });
  }
  const value = valueOf(pair, document);
  const read = fields[key].read(value);
  if (read === undefined) {
    const { expected } = fields[key];
    return problem("front-matter-value", place, { key, value: shown(value), expected });
  }
  Object.assign(settings, { [key]: read });
  return null;
}

function isField(key: string): key is keyof typeof fields {
  return Object.hasOwn(fields, key);
}

/** The plain value; undefined when its aliases multiply beyond reason. */
function valueOf(pair: Pair, document: Document): unknown {
  if (isScalar(pair.value)) return pair.value.value;
  if (!isNode(pair.value)) return pair.value;
  try {
    return pair.value.toJS(document, { maxAliasCount: ALIASES });
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function shown(value: unknown): string {
  return typeof value === "object" && value !== null ? "{…}" : String(value);
}

function lineAt(source: string, offset: number): number {
  let line = 1;
  for (let i = source.indexOf("\n"); i >= 0 && i < offset; i = source.indexOf("\n", i + 1)) line++;
  return line;
}
