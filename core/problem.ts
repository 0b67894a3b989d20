import type { Problem } from "./deck.ts";
import { sentences, type Code } from "./sentences.ts";

/** Where in the file a problem is; both counted from 1. */
export interface Place {
  line: number;
  column: number;
}

/** Makes a problem of a known kind; the values its sentences name are required by type. */
export function problem<C extends Code>(code: C, place: Place, ...[values]: Values<C>): Problem {
  const sentence = sentences[code];
  return {
    code,
    severity: sentence.severity,
    line: place.line,
    column: place.column,
    message: { fr: spaced(fill(sentence.fr, values)), en: fill(sentence.en, values) },
  };
}

/** Problems of a file other than the deck's say its name. */
export function inFile(file: string, problems: Problem[]): Problem[] {
  return file === "" ? problems : problems.map((found) => ({ file, ...found }));
}

/** Longest piece of the author's text quoted in a sentence, in UTF-16 units. */
const QUOTED = 80;

function fill(sentence: string, values: Record<string, string> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => clipped(values[name] ?? ""));
}

function clipped(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > QUOTED ? `${line.slice(0, QUOTED - 1)}…` : line;
}

/** French spaces, so that a sentence never breaks before its punctuation. */
function spaced(text: string): string {
  return text
    .replace(/ ([;!?»])/g, "\u202f$1")
    .replace(/« /g, "«\u202f")
    .replace(/ :/g, "\u00a0:");
}

// --- Types ---

type Names<S extends string> = S extends `${string}{${infer N}}${infer Rest}`
  ? N | Names<Rest>
  : never;

/** The values that the sentences of a kind of problem name: none, or one record of them. */
export type Values<C extends Code> = [Names<(typeof sentences)[C]["en"]>] extends [never]
  ? []
  : [Record<Names<(typeof sentences)[C]["en"]>, string>];
