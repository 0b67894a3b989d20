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
  let line = 1;
  let counted = 0;
  let start = 0;
  let last = 0;
  ODD.lastIndex = 0;
  for (let odd = ODD.exec(text); odd && problems.length < MOST; odd = ODD.exec(text)) {
    for (let at = text.indexOf("\n", counted); at >= 0 && at < odd.index;) {
      line++;
      start = counted = at + 1;
      at = text.indexOf("\n", counted);
    }
    if (line === last) continue;
    last = line;
    problems.push(complaint(odd[0], { line, column: odd.index - start + 1 }));
  }
  return problems;
}

function complaint(character: string, place: { line: number; column: number }): Problem {
  const code = character.charCodeAt(0);
  if (code === 0 || code === 0xfffd) return problem("characters-replaced", place);
  return problem("characters-bidi", place, { code: code.toString(16).toUpperCase() });
}
