import type { StateBlock } from "markdown-it";
import { readAttributes } from "./directive.ts";
import { slipOf } from "./nearest.ts";
import type { Reading } from "./reading.ts";

const OPENING = /^:{3,}[ \t]*([a-zA-Z][\w-]*)?[ \t]*(\{[^{}]*\})?[ \t]*$/;
const CLOSING = /^:{3,}[ \t]*$/;
const FENCE = /^(`{3,}|~{3,})/;

/** Boxes with a meaning or a look of their own; any other name is a class that its author may give. */
const NAMES = [
  "callout",
  "column",
  "columns",
  "comparison",
  "example",
  "figure",
  "quiz",
  "quote",
  "shown",
  // Of a layout: where a stream comes from.
  "source",
  "sources",
  "timeline",
  "written",
];
/** Letters that a slip changes, in a short name and in a longer one. */
const SLIP = { short: 1, long: 2 } as const;
const LONG = 6;

/** `::: name {.class}` … `:::` becomes `<div class="name class">`; containers nest, the innermost closes first. */
export function container(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  const text = lineOf(state, start);
  if (!text.startsWith(":::")) return false;
  const opening = OPENING.exec(text);
  if (!opening || (!opening[1] && !opening[2])) return false;
  if (silent) return true;

  const close = closingLine(state, start + 1, end);
  if (close === end) report(state, opening[1] ?? "", start);
  reportSlip(state, opening[1] ?? "", start);
  const token = state.push("container_open", "div", 1);
  token.block = true;
  token.map = [start, close];
  token.attrs = attributes(opening);
  inside(state, start + 1, close);
  const closing = state.push("container_close", "div", -1);
  closing.block = true;
  closing.info = opening[1] ?? "";
  state.line = Math.min(close + 1, end);
  return true;
}

function attributes(opening: RegExpExecArray): [string, string][] {
  const written = readAttributes((opening[2] ?? "").slice(1, -1)).attributes;
  return opening[1] ? [["class", opening[1]], ...written] : written;
}

/** The line that closes the container opened just before; `end` when none does. */
function closingLine(state: StateBlock, from: number, end: number): number {
  let depth = 1;
  for (let line = from; line < end; line++) {
    if ((state.sCount[line] ?? 0) < state.blkIndent && !state.isEmpty(line)) return line;
    const text = lineOf(state, line);
    const fence = FENCE.exec(text);
    if (fence) line = fenceEnd(state, line, end, fence[0]);
    else if (CLOSING.test(text)) depth--;
    else if (OPENING.test(text)) depth++;
    if (depth === 0) return line;
  }
  return end;
}

function fenceEnd(state: StateBlock, from: number, end: number, fence: string): number {
  for (let line = from + 1; line < end; line++) {
    const text = lineOf(state, line).trimEnd();
    if (text.startsWith(fence) && text === fence.charAt(0).repeat(text.length)) return line;
  }
  return end;
}

function inside(state: StateBlock, start: number, end: number): void {
  const { parentType, lineMax } = state;
  state.parentType = "container";
  state.lineMax = end;
  state.md.block.tokenize(state, start, end);
  state.parentType = parentType;
  state.lineMax = lineMax;
}

function report(state: StateBlock, name: string, line: number): void {
  const reading = state.env as Reading;
  (reading.open ??= []).push({ name, line });
}

function reportSlip(state: StateBlock, name: string, line: number): void {
  const nearest = slipOf(name, NAMES, name.length < LONG ? SLIP.short : SLIP.long);
  const reading = state.env as Reading;
  if (nearest) (reading.slips ??= []).push({ name, nearest, line });
}

function lineOf(state: StateBlock, line: number): string {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return state.src.slice(start, state.eMarks[line] ?? 0);
}
