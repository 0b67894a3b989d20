import type { StateBlock } from "markdown-it";
import { element, setAttribute, type Node } from "./tree.ts";

/** What abbreviations stand for, by the abbreviation; of the whole deck. */
export type Abbreviations = ReadonlyMap<string, string>;

/** One word, so that a text is searched once however many there are. */
const DEFINITION = /^ {0,3}\*\[([\p{L}\p{N}][\p{L}\p{N}-]*)\]:[ \t]*(\S.*)$/u;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}-]*/gu;

/** Adds the abbreviations that a paragraph defines, `*[MTI]: médicament de thérapie innovante`. */
export function readAbbreviations(paragraph: string, into: Map<string, string>): void {
  for (const line of paragraph.split("\n")) {
    const [, short, long] = DEFINITION.exec(line) ?? [];
    if (short && long && !into.has(short)) into.set(short, long.trim());
  }
}

/** A block rule: the line of a definition shows nothing. */
export function abbreviation(
  state: StateBlock,
  start: number,
  _end: number,
  silent: boolean,
): boolean {
  const at = (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0);
  if (state.src.charCodeAt(at) !== 0x2a || state.src.charCodeAt(at + 1) !== 0x5b) return false;
  const line = state.src.slice(at, state.eMarks[start] ?? 0);
  if (!DEFINITION.test(line)) return false;
  if (!silent) state.line = start + 1;
  return true;
}

/** A text with its abbreviations explained: what it is as nodes. */
export function explained(text: string, abbreviations: Abbreviations, line: number): Node[] {
  const nodes: Node[] = [];
  let written = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const long = abbreviations.get(word);
    if (long === undefined) continue;
    const abbr = element("abbr", line);
    setAttribute(abbr, "title", long);
    abbr.children.push(word);
    if (index > written) nodes.push(text.slice(written, index));
    nodes.push(abbr);
    written = index + word.length;
  }
  if (written < text.length) nodes.push(text.slice(written));
  return nodes;
}
