import { element, type Element } from "./tree.ts";

/** Small figures and signs typed as characters, which few fonts have: `H₂O`, `CD4⁺`, `10⁻³`. */
const RUNS = /([₀-₎]+)|([⁰¹²³⁴-ⁿ]*[⁰⁴-ⁿ][⁰¹²³⁴-ⁿ]*)/g;
/** Whether a text has one. */
export const SMALL = /[⁰⁴-ⁿ₀-₎]/;
const LOW = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
const HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ";
const PLAIN = "0123456789+−=()in";

/** Writes them with ordinary ones, lowered and raised; `²` alone stays, for every font has it. */
export function raised(text: string, line: number): (string | Element)[] {
  const parts: (string | Element)[] = [];
  let read = 0;
  for (const found of text.matchAll(RUNS)) {
    const [all, low] = found;
    if (found.index > read) parts.push(text.slice(read, found.index));
    const made = element(low ? "sub" : "sup", line);
    made.children.push([...all].map((each) => plainOf(each)).join(""));
    parts.push(made);
    read = found.index + all.length;
  }
  return read === 0 ? [text] : [...parts, ...(read < text.length ? [text.slice(read)] : [])];
}

function plainOf(small: string): string {
  const at = Math.max(LOW.indexOf(small), HIGH.indexOf(small));
  return PLAIN.charAt(at);
}
