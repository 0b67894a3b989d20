import type { Lang } from "../core/deck.ts";
import { csvOf, totalsOf, within, type Total } from "../core/journal.ts";
import { readMoment, type WallTime } from "../core/schedule.ts";
import { journalIn } from "./journal.ts";

/** What the journal tells its reader: totals to read, or everything as CSV. */
export interface AccountOptions {
  folder: string;
  csv: boolean;
  /** Days or moments as written, in the zone of this computer; null without a bound. */
  from: string | null;
  to: string | null;
}

/** @returns the exit code and the text; 2 for a bound that is no date */
export async function account(
  { folder, csv, from, to }: AccountOptions,
  { zone }: WallTime,
  lang: Lang,
): Promise<{ code: number; text: string }> {
  const first = from === null ? null : readMoment(from, zone);
  // A day that is named as the last one is meant to its end.
  const last = to === null ? null : readMoment(/^[\d-]+$/.test(to) ? `${to}T23:59:59` : to, zone);
  if ((from !== null && !first) || (to !== null && !last)) {
    const name = from !== null && !first ? "--from" : "--to";
    return { code: 2, text: `${WRONG[lang].replace("{name}", name)}\n` };
  }
  const lines = within(await journalIn(folder), iso(first?.wall), iso(last?.wall));
  if (csv) return { code: 0, text: csvOf(lines) };
  const totals = totalsOf(lines);
  if (totals.length === 1) return { code: 0, text: `${NOTHING[lang]}\n` };
  return { code: 0, text: totals.map((each) => `${sayTotal(each, lang)}\n`).join("") };
}

const WRONG: Record<Lang, string> = {
  fr: "{name} attend une date comme 2027-03-28.",
  en: "{name} takes a date such as 2027-03-28.",
};
const NOTHING: Record<Lang, string> = {
  fr: "Le journal ne contient rien de cette période.",
  en: "The journal holds nothing of that period.",
};
const ALL: Record<Lang, string> = { fr: "en tout", en: "in all" };

/** Times shown, hours:minutes:seconds, and what: a slide under its deck. */
function sayTotal({ deck, slide, key, times, seconds }: Total, lang: Lang): string {
  const what = slide > 0 ? `  ${deck} ${slide} ${key}` : deck || ALL[lang];
  return `${String(times).padStart(7)}  ${sayTime(seconds).padStart(10)}  ${what}`;
}

function sayTime(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

function iso(moment: number | undefined): string | null {
  return moment === undefined ? null : new Date(moment).toISOString();
}
