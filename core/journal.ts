import * as v from "valibot";
import type { Lang } from "./deck.ts";

/** Proof of play: what was on a screen, from when to when, and what broke. A line of JSON each. */
export type JournalLine = Showing | Breakage;

/** A stretch of time during which a screen showed one slide, or was closed. */
export interface Showing {
  kind: "slide" | "closed";
  /** The show: a display's name. */
  show: string;
  /** On the wall clock, ISO in UTC. Its jumps do not change `seconds`. */
  from: string;
  to: string;
  seconds: number;
  /** File of the deck; what the screen showed instead for `closed`. */
  deck: string;
  lang: Lang;
  /** Counted from 1, as people do; 0 for `closed`. */
  slide: number;
  key: string;
  /** The window confirmed that it really showed it. */
  seen: boolean;
  /** Goes on from the line before: the same showing, cut by a write to the disk. */
  goesOn: boolean;
}

export interface Breakage {
  kind: "fault";
  show: string;
  at: string;
  fault: string;
}

const line = v.variant("kind", [
  v.object({
    kind: v.picklist(["slide", "closed"]),
    show: v.string(),
    from: v.string(),
    to: v.string(),
    seconds: v.number(),
    deck: v.string(),
    lang: v.picklist(["fr", "en"]),
    slide: v.number(),
    key: v.string(),
    seen: v.boolean(),
    goesOn: v.boolean(),
  }),
  v.object({ kind: v.literal("fault"), show: v.string(), at: v.string(), fault: v.string() }),
]);

/** The lines of a journal; one that a power cut left half-written is left out. */
export function readJournal(text: string): JournalLine[] {
  return text.split("\n").flatMap((each) => {
    const read = v.safeParse(line, parse(each));
    return read.success ? [read.output] : [];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The lines that touch a period; ends are ISO moments, both included, null without a bound. */
export function within(
  lines: JournalLine[],
  from: string | null,
  to: string | null,
): JournalLine[] {
  return lines.filter((each) => {
    const [first, last] = each.kind === "fault" ? [each.at, each.at] : [each.from, each.to];
    return (from === null || last >= from) && (to === null || first <= to);
  });
}

/** How often and how long something was on screen. */
export interface Total {
  deck: string;
  lang: Lang | "";
  /** 0 for the deck as a whole. */
  slide: number;
  key: string;
  times: number;
  seconds: number;
}

/** Totals of the slides in order of deck and place, each deck's own after its slides; then all, under no name. */
export function totalsOf(lines: JournalLine[]): Total[] {
  const slides = new Map<string, Total>();
  for (const each of lines) {
    if (each.kind !== "slide") continue;
    const { deck, lang, slide, key } = each;
    const name = JSON.stringify([deck, lang, slide, key]);
    const before = slides.get(name) ?? { deck, lang, slide, key, times: 0, seconds: 0 };
    slides.set(name, added(before, each.goesOn ? 0 : 1, each.seconds));
  }
  const sorted = [...slides.values()].sort(
    (a, b) => compare(a.deck, b.deck) || compare(a.lang, b.lang) || a.slide - b.slide,
  );
  const decks = [...new Set(sorted.map(({ deck }) => deck))].flatMap((deck) => {
    const own = sorted.filter((each) => each.deck === deck);
    return [...own, sumOf(deck, own)];
  });
  return [...decks, sumOf("", sorted)];
}

function sumOf(deck: string, totals: Total[]): Total {
  const none: Total = { deck, lang: "", slide: 0, key: "", times: 0, seconds: 0 };
  return totals.reduce((sum, each) => added(sum, each.times, each.seconds), none);
}

function added(total: Total, times: number, seconds: number): Total {
  const sum = Math.round((total.seconds + seconds) * 1000) / 1000;
  return { ...total, times: total.times + times, seconds: sum };
}

const COLUMNS = "kind,show,deck,lang,slide,key,from,to,times,seconds,seen";

/** The journal as CSV (RFC 4180): every line, then the totals of each slide, of each deck, and of all. */
export function csvOf(lines: JournalLine[]): string {
  const rows = lines.map((each) =>
    each.kind === "fault"
      ? [each.kind, each.show, "", "", "", each.fault, each.at, each.at, "", "", ""]
      : [
          each.kind,
          each.show,
          each.deck,
          each.lang,
          each.slide || "",
          each.key,
          each.from,
          each.to,
          each.goesOn ? 0 : 1,
          each.seconds,
          each.seen,
        ],
  );
  const totals = totalsOf(lines).map(({ deck, lang, slide, key, times, seconds }) => {
    const kind = slide > 0 ? "total-slide" : deck === "" ? "total" : "total-deck";
    return [kind, "", deck, lang, slide || "", key, "", "", times, seconds, ""];
  });
  return `${[COLUMNS, ...[...rows, ...totals].map((row) => row.map(cell).join(","))].join("\r\n")}\r\n`;
}

/** A spreadsheet runs what begins like a formula: a file or a heading with such a name stays a word. */
function cell(value: string | number | boolean): string {
  const text = typeof value === "string" && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
