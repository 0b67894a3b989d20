import type { MarkdownIt, StateInline } from "markdown-it";

/** Neither holds more than 60 characters. */
const MARKS = {
  "~": { tag: "sub", pattern: /~((?:\\.|[^\s~\\]){1,60})~(?!~)/y },
  "^": { tag: "sup", pattern: /\^((?:\\.|[^\s^\\]){1,60})\^/y },
} as const;
const ESCAPED = /\\([ !-/:-@[-`{-~])/g;

/** `H~2~O` and `CD4^+^`; a space inside is written `\ `. */
export function scripts(it: MarkdownIt): void {
  it.inline.ruler.after("emphasis", "scripts", script);
}

function script(state: StateInline, silent: boolean): boolean {
  const mark = state.src.charAt(state.pos);
  if (silent || (mark !== "~" && mark !== "^")) return false;
  if (state.src.charAt(state.pos + 1) === mark || state.src.charAt(state.pos - 1) === mark) {
    return false;
  }
  const { tag, pattern } = MARKS[mark];
  pattern.lastIndex = state.pos;
  const found = pattern.exec(state.src);
  if (!found || pattern.lastIndex > state.posMax) return false;
  state.push(`${tag}_open`, tag, 1).markup = mark;
  state.push("text", "", 0).content = (found[1] ?? "").replace(ESCAPED, "$1");
  state.push(`${tag}_close`, tag, -1).markup = mark;
  state.pos += found[0].length;
  return true;
}
