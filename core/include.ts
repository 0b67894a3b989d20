import { nearest } from "./nearest.ts";

/** A comment that takes the slides of another file: `<!-- include: other.md#2-5 -->`. */
export interface Include {
  /** Path of the file, as written: from the folder of the file that includes it. */
  path: string;
  /** Which of its slides: `2`, `2-5`, `2-`, `key`, `key..other`; empty for all. */
  slides: string;
}

const INCLUDE = /^\s*include:\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\n#]*))(?:#(\S*))?\s*$/;
const COMMENT = /<!--([^]*?)-->/g;

/** @param body of a comment. @returns null when it is about something else. */
export function readInclude(body: string): Include | null {
  const found = INCLUDE.exec(body);
  if (!found) return null;
  const [path = "", slides = ""] = [found[1] ?? found[2] ?? found[3], found[4]];
  const inside = /^(.*?)#(\S*)$/.exec(path);
  return inside
    ? { path: inside[1] ?? "", slides: inside[2] ?? "" }
    : { path: path.trim(), slides };
}

/** The files that a text may include, as written, for whoever reads them: some may stand in code and mean nothing. */
export function includedPaths(text: string): string[] {
  if (!text.includes("include:")) return [];
  return [...text.matchAll(COMMENT)].flatMap(([, body = ""]) => readInclude(body)?.path ?? []);
}

/** What of a file is taken; or why it can't be: the slide that is not there, and what is most like it. */
export type Taken<T> = { slides: T[]; missing: string | null; nearest: string };

/** Takes from the slides of a file those that an include names. */
export function takenFrom<T extends { key: string }>(all: readonly T[], wanted: string): Taken<T> {
  if (wanted === "") return { slides: [...all], missing: null, nearest: "" };
  const numbers = /^([1-9]\d{0,5})(?:-(\d{0,6}))?$/.exec(wanted);
  if (numbers) {
    const first = Number(numbers[1]);
    const last = numbers[2] === undefined ? first : Number(numbers[2] || all.length);
    const beyond = Math.max(first, last) > all.length;
    const missing = beyond ? String(Math.max(first, last)) : last < first ? wanted : null;
    return { slides: all.slice(first - 1, last), missing, nearest: String(all.length) };
  }
  const [from = "", to = from] = wanted.split("..");
  const places = [from, to].map((key) => all.findIndex((each) => each.key === key));
  const absent = [from, to].find((_, at) => (places[at] ?? -1) < 0);
  if (absent !== undefined) {
    const keys = all.slice(0, 200).map(({ key }) => key);
    return { slides: [], missing: absent, nearest: nearest(absent, keys) };
  }
  const [start = 0, end = 0] = places;
  return { slides: all.slice(start, end + 1), missing: end < start ? wanted : null, nearest: from };
}
