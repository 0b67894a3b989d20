import type { MarkdownIt, StateBlock, StateInline } from "markdown-it";

/** Formulas in TeX: `$x^2$` in a line, `$$ … $$` on lines of their own or displayed in a line. */
export function formulas(it: MarkdownIt): void {
  it.block.ruler.before("fence", "formula", block, {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
  it.inline.ruler.after("escape", "formula", inline);
}

/** Most lines of a formula. */
const LINES = 100;

function block(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if ((state.sCount[start] ?? 0) - state.blkIndent >= 4) return false;
  const first = lineOf(state, start);
  if (!first.startsWith("$$")) return false;
  const alone = /^\$\$(.+)\$\$$/.exec(first);
  if (first.indexOf("$$", 2) >= 0 && !alone) return false;
  let last = start;
  if (!alone) {
    do {
      last++;
      if (last >= end || last - start > LINES || state.isEmpty(last)) return false;
    } while (!lineOf(state, last).endsWith("$$"));
  }
  if (silent) return true;
  const text = state.getLines(start, last + 1, state.blkIndent, false).trim();
  const token = state.push("formula_block", "div", 0);
  token.content = text.slice(2, -2).trim();
  token.map = [start, last + 1];
  state.line = last + 1;
  return true;
}

/** A space after the first mark or before the last, or a digit after it, and they are amounts of money. */
const INLINE = /\$(?![\s$])((?:\\.|[^$\\]){1,2000}?)(?<!\s)\$(?![\d$])/y;
const DISPLAYED = /\$\$((?:\\.|[^$\\]){1,2000}?)\$\$/y;

function inline(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x24) return false;
  const displayed = state.src.charCodeAt(state.pos + 1) === 0x24;
  const pattern = displayed ? DISPLAYED : INLINE;
  pattern.lastIndex = state.pos;
  const found = pattern.exec(state.src);
  if (!found || pattern.lastIndex > state.posMax) return false;
  if (!silent) {
    const token = state.push("formula_inline", "span", 0);
    token.content = (found[1] ?? "").trim();
    token.info = displayed ? "displayed" : "";
  }
  state.pos += found[0].length;
  return true;
}

function lineOf(state: StateBlock, line: number): string {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return state.src.slice(start, state.eMarks[line] ?? 0).trimEnd();
}
