import type { Problem } from "./deck.ts";
import type { Defaults } from "./defaults.ts";
import type { FrontMatter } from "./fields.ts";
import type { Front } from "./frontmatter.ts";
import { Matcher } from "./match.ts";
import { readPattern } from "./pattern.ts";
import { inFile, problem } from "./problem.ts";
import { settingPlace } from "./setting-place.ts";

/** A separator found in the source, from its first character to the one after its last. */
export interface Mark {
  start: number;
  end: number;
  /** The slide after it starts below the one before it. */
  below: boolean;
}

/**
 * What separates slides, and notes from their slide, in one deck. Both look at the line from `at` to its line break at
 * `end`, and are asked line after line, never backwards.
 */
export interface Separators {
  slide(at: number, end: number): Mark | null;
  notes(at: number, end: number): Mark | null;
}

/**
 * `---` beside, `--` or `----` below, `Note:` or `Notes:` for the notes (a French space before the colon is welcome);
 * or what the front matter chooses instead, as reveal-md does.
 *
 * @param settings the deck's own, and those of its folder where it has none.
 * @param defaults of the folder, where a wrong one is pointed at.
 */
export function separatorsOf(
  source: string,
  { end: from, settings: own }: Pick<Front, "end" | "settings">,
  settings: FrontMatter,
  defaults: Defaults | null,
): { separators: Separators; problems: Problem[] } {
  const problems: Problem[] = [];
  const found = (key: Key): Marks | null => {
    const value = settings[key];
    if (value === undefined) return null;
    const marks = search(value, key, source, from);
    if (typeof marks !== "string") return marks;
    const { place, file } = settingPlace(key, { text: source, own }, defaults);
    problems.push(...inFile(file, [problem(marks, place, { key, value })]));
    return null;
  };
  const beside = found("separator");
  const below = found("verticalSeparator");
  const notes = found("notesSeparator");
  const usual = (at: number, end: number): Mark | null => {
    const mark = dashes(source, at, end);
    return mark && !(mark.below ? below : beside) ? mark : null;
  };
  return {
    problems,
    separators: {
      slide: (at, end) => first(first(beside?.on(at, end), below?.on(at, end)), usual(at, end)),
      notes: (at, end) => (notes ? notes.on(at, end) : note(source, at)),
    },
  };
}

type Key = "separator" | "verticalSeparator" | "notesSeparator";

function first(one: Mark | null | undefined, other: Mark | null | undefined): Mark | null {
  if (!one || !other) return one ?? other ?? null;
  return one.start <= other.start ? one : other;
}

function dashes(source: string, at: number, end: number): Mark | null {
  if (source.charCodeAt(at) !== 0x2d || !isLineStart(source, at)) return null;
  let after = at;
  while (source.charCodeAt(after) === 0x2d) after++;
  const count = after - at;
  if (count < 2 || count > 4 || source.slice(after, end).trim() !== "") return null;
  return { start: at, end: Math.min(end + 1, source.length), below: count !== 3 };
}

const NOTES = /notes?[ \u00a0\u202f]?:/iy;

function note(source: string, at: number): Mark | null {
  const unit = source.charCodeAt(at) | 0x20;
  if (unit !== 0x6e || !isLineStart(source, at)) return null;
  NOTES.lastIndex = at;
  return NOTES.test(source) ? { start: at, end: NOTES.lastIndex, below: false } : null;
}

function isLineStart(source: string, at: number): boolean {
  return at === 0 || source.charCodeAt(at - 1) === 0x0a;
}

/** Units that may be looked at for one of a deck's own separators: so many to begin with, and for each of its units. */
const WORK = { base: 100_000, each: 30 };

/** All matches of an expression, or the code of what is wrong with it. */
function search(
  expression: string,
  key: Key,
  source: string,
  from: number,
): Marks | "separator-invalid" | "separator-slow" {
  // reveal-md reads the notes' separator, and only that, in capitals or not.
  const pattern = readPattern(expression, key === "notesSeparator");
  if (!pattern) return "separator-invalid";
  const matcher = new Matcher(pattern, source, WORK.base + WORK.each * source.length);
  const marks: Mark[] = [];
  for (let at = from; at < source.length && !matcher.exhausted;) {
    const end = matcher.at(at);
    if (end > at) marks.push({ start: at, end, below: key === "verticalSeparator" });
    at = Math.max(end, at + 1);
  }
  return matcher.exhausted ? "separator-slow" : new Marks(marks);
}

/** Where an expression matches, asked line after line. */
class Marks {
  private readonly marks: readonly Mark[];
  private next = 0;

  constructor(marks: readonly Mark[]) {
    this.marks = marks;
  }

  on(at: number, end: number): Mark | null {
    while ((this.marks[this.next]?.start ?? Infinity) < at) this.next++;
    const mark = this.marks[this.next];
    return mark && mark.start <= end ? mark : null;
  }
}
