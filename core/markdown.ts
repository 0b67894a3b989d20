import MarkdownIt, { type MarkdownIt as Parser, type StateBlock, type Token } from "markdown-it";
import definitionLists from "markdown-it-deflist";
import { abbreviation } from "./abbreviation.ts";
import { container } from "./container.ts";
import { footnotes } from "./footnote.ts";
import { formulas } from "./math.ts";
import type { Reading, References } from "./reading.ts";
import { scripts } from "./scripts.ts";

/** Deepest nesting of blocks; what is nested deeper is shown as plain text. */
export const NESTING = 60;

/** The tokens of a slide. Inline tokens carry in `map[0]` their offset in the text of their block. */
export function tokens(source: string, reading: Reading): Token[] {
  return markdown.parse(source, reading);
}

/** Adds the link references that a paragraph defines to `references`, if it defines any. */
export function readReferences(paragraph: string, references: References): void {
  markdown.block.parse(paragraph, markdown, { references }, []);
}

const markdown = prepared();

function prepared(): Parser {
  const it = new MarkdownIt({ html: true, maxNesting: 100 });
  // Wall 1 judges addresses and reports them; here they must only arrive as written.
  it.validateLink = () => true;
  it.normalizeLink = (url) => url;
  it.block.ruler.at("lheading", setext);
  it.block.ruler.before("paragraph", "abbreviation", abbreviation, { alt: ["paragraph"] });
  it.block.ruler.before("paragraph", "container", container, {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
  it.use(definitionLists).use(footnotes).use(formulas).use(scripts);
  // An escaped brace must stay apart from the text around it, or it would set attributes.
  it.core.ruler.disable("text_join");
  limitNesting(it);
  it.inline.State = located(it.inline.State);
  return it;
}

/** Headings underlined with `=`. Those underlined with `-` do not exist: dashes separate slides. */
function setext(state: StateBlock, start: number, end: number): boolean {
  if ((state.sCount[start] ?? 0) - state.blkIndent >= 4) return false;
  const terminators = state.md.block.ruler.getRules("paragraph");
  const parent = state.parentType;
  state.parentType = "paragraph";
  let line = start + 1;
  for (; line < end && !state.isEmpty(line); line++) {
    const indent = (state.sCount[line] ?? 0) - state.blkIndent;
    if (indent >= 0 && indent <= 3 && isUnderline(state, line)) break;
    if (indent > 3 || (state.sCount[line] ?? 0) < 0) continue;
    if (terminators.some((rule) => rule(state, line, end, true))) line = end;
  }
  state.parentType = parent;
  if (line >= end || state.isEmpty(line)) return false;
  heading(state, start, line);
  return true;
}

function isUnderline(state: StateBlock, line: number): boolean {
  const at = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const max = state.eMarks[line] ?? 0;
  if (at >= max || state.src.charCodeAt(at) !== 0x3d) return false;
  return state.skipSpaces(state.skipChars(at, 0x3d)) >= max;
}

function heading(state: StateBlock, start: number, underline: number): void {
  state.line = underline + 1;
  state.push("heading_open", "h1", 1).map = [start, state.line];
  const inline = state.push("inline", "", 0);
  inline.content = state.getLines(start, underline, state.blkIndent, false).trim();
  inline.map = [start, underline];
  inline.children = [];
  state.push("heading_close", "h1", -1);
}

/** markdown-it drops what is nested too deep; here it becomes the text of a paragraph. */
function limitNesting(it: Parser): void {
  const tokenize = it.block.tokenize.bind(it.block);
  it.block.tokenize = (state, start, end) => {
    if (state.level < NESTING) return tokenize(state, start, end);
    const reading = state.env as Reading;
    reading.deep ??= start;
    state.push("paragraph_open", "p", 1).map = [start, end];
    const text = state.push("inline", "", 0);
    text.content = state.getLines(start, end, state.blkIndent, false).trim();
    text.map = [start, end];
    text.children = [];
    state.push("paragraph_close", "p", -1);
    state.line = end;
  };
}

type InlineState = Parser["inline"]["State"];

/** Makes every inline token remember its offset, from which a problem's line is told exactly. */
function located(State: InlineState): InlineState {
  return class extends State {
    override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
      const token = super.push(type, tag, nesting);
      token.map = [this.pos, this.pos];
      return token;
    }
  };
}
