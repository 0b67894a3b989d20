import type { Lang } from "./deck.ts";

/** How long a speaker really stayed on each slide: milliseconds by slide key. */
export type Times = Readonly<Record<string, number>>;

/** Keys are an author's words: one may be called as something every object has. */
export function timeOn(times: Times, key: string): number | undefined {
  return Object.hasOwn(times, key) ? times[key] : undefined;
}

export interface TimedSlide {
  key: string;
  title: string;
  /** Milliseconds planned; null when nothing was. */
  planned: number | null;
}

const HEADINGS: Record<Lang, string[]> = {
  fr: ["diapositive", "clé", "titre", "prévu (s)", "réel (s)", "écart (s)"],
  en: ["slide", "key", "title", "planned (s)", "actual (s)", "difference (s)"],
};
const TOTAL: Record<Lang, string> = { fr: "total", en: "total" };

/**
 * The times of a talk as a table for a spreadsheet: RFC 4180, with the separator that the language's spreadsheets expect,
 * in whole seconds. A slide that was never shown has no actual time.
 */
export function timesTable(slides: readonly TimedSlide[], times: Times, lang: Lang): string {
  const rows = slides.map(({ key, title, planned }, index) => {
    const actual = timeOn(times, key);
    return [String(index + 1), key, title, ...numbers(planned, actual)];
  });
  const planned = slides.every((each) => each.planned !== null)
    ? slides.reduce((sum, each) => sum + (each.planned ?? 0), 0)
    : null;
  const actual = slides.reduce((sum, { key }) => sum + (timeOn(times, key) ?? 0), 0);
  rows.push([TOTAL[lang], "", "", ...numbers(planned, actual)]);
  const separator = lang === "fr" ? ";" : ",";
  // The mark at the beginning tells a spreadsheet that the accents are UTF-8.
  return `\ufeff${[HEADINGS[lang], ...rows].map((row) => row.map(cell).join(separator)).join("\r\n")}\r\n`;
}

function numbers(planned: number | null, actual: number | undefined): string[] {
  const seconds = (ms: number | null | undefined) =>
    ms == null ? "" : String(Math.round(ms / 1000));
  const both = planned !== null && actual !== undefined;
  const difference = both ? Math.round(actual / 1000) - Math.round(planned / 1000) : null;
  return [seconds(planned), seconds(actual), difference === null ? "" : String(difference)];
}

/** A deck may come from anybody: no cell is taken for a formula, and no separator escapes. */
function cell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d+$)/.test(text) ? `'${text}` : text;
  return /[";,\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
