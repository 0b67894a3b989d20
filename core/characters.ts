import type { Problem } from "./deck.ts";
import { problem } from "./problem.ts";

/** What an editor does not show: characters that could not be read, and those that turn the reading direction. */
const ODD = /[\0\ufffd\u202a-\u202e\u2066-\u2069]/g;
/** Most complaints of this kind: a file in the wrong encoding has one on every line. */
const MOST = 20;

/** Whether a text has such a character. */
export function hasOdd(text: string): boolean {
  ODD.lastIndex = 0;
  return ODD.test(text);
}

/** Problems with single characters, one a line. The text itself is left as it is. */
export function oddCharacters(text: string): Problem[] {
  const problems: Problem[] = [];
  const lines = text.split("\n");
  for (let line = 0; line < lines.length && problems.length < MOST; line++) {
    ODD.lastIndex = 0;
    const odd = ODD.exec(lines[line] ?? "");
    if (odd) problems.push(complaint(odd[0], { line: line + 1, column: odd.index + 1 }));
  }
  return problems;
}

function complaint(character: string, place: { line: number; column: number }): Problem {
  const code = character.charCodeAt(0);
  if (code === 0 || code === 0xfffd) return problem("characters-replaced", place);
  return problem("characters-bidi", place, { code: code.toString(16).toUpperCase() });
}
