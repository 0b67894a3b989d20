import type { MarkdownIt, StateBlock, StateInline, Token } from "markdown-it";
import type { Reading } from "./reading.ts";

/** What a reference to a footnote carries: the name of one defined on the slide, or the note itself. */
export type FootnoteMeta = { label: string } | { note: Token[] };

const DEFINITION = /^\[\^([^\s\]^]{1,60})\]:[ \t]*(.*)$/;
const REFERENCE = /\[\^([^\s\]^]{1,60})\]/y;

/** Footnotes of a slide: `[^name]` with a paragraph `[^name]: text` on the same slide, or `^[text]` in place. */
export function footnotes(it: MarkdownIt): void {
  it.block.ruler.before("reference", "footnote", definition, { alt: ["paragraph", "reference"] });
  it.inline.ruler.before("link", "footnote", reference);
  it.inline.ruler.before("link", "footnote-here", here);
}

function definition(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if ((state.sCount[start] ?? 0) - state.blkIndent >= 4) return false;
  const [, label, first] = DEFINITION.exec(lineOf(state, start)) ?? [];
  if (label === undefined) return false;
  if (silent) return true;
  let last = start + 1;
  while (last < end && !state.isEmpty(last) && !DEFINITION.test(lineOf(state, last))) last++;
  const reading = state.env as Reading;
  (reading.footnotes ??= new Set()).add(label);
  const open = state.push("footnote_open", "li", 1);
  open.map = [start, last];
  open.meta = { label } satisfies FootnoteMeta;
  const text = state.push("inline", "", 0);
  const more = state.getLines(start + 1, last, state.blkIndent, false);
  text.content = `${first ?? ""}\n${more}`.trim();
  text.map = [start, last];
  text.children = [];
  state.push("footnote_close", "li", -1);
  state.line = last;
  return true;
}

function reference(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos + 1) !== 0x5e) return false;
  REFERENCE.lastIndex = state.pos;
  const [whole, label] = REFERENCE.exec(state.src) ?? [];
  if (whole === undefined || label === undefined) return false;
  const reading = state.env as Reading;
  if (!reading.footnotes?.has(label)) {
    if (!silent) (reading.unknown ??= new Set()).add(label);
    return false;
  }
  if (!silent) state.push("footnote_ref", "sup", 0).meta = { label } satisfies FootnoteMeta;
  state.pos += whole.length;
  return true;
}

function here(state: StateInline, silent: boolean): boolean {
  const { pos, src } = state;
  if (src.charCodeAt(pos) !== 0x5e || src.charCodeAt(pos + 1) !== 0x5b) return false;
  const end = state.md.helpers.parseLinkLabel(state, pos + 1);
  if (end < 0) return false;
  if (!silent) {
    const note: Token[] = [];
    state.md.inline.parse(src.slice(pos + 2, end), state.md, state.env, note);
    state.push("footnote_ref", "sup", 0).meta = { note } satisfies FootnoteMeta;
  }
  state.pos = end + 1;
  return true;
}

function lineOf(state: StateBlock, line: number): string {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return state.src.slice(start, state.eMarks[line] ?? 0);
}
