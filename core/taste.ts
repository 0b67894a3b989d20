import * as v from "valibot";
import type { Lang } from "./deck.ts";

/** How a speaker likes the console; kept between talks. */
export const taste = v.strictObject({
  lang: v.picklist(["fr", "en"]),
  scheme: v.picklist(["dark", "light"]),
  /** Size of the notes, in CSS pixels. */
  notes: v.pipe(v.number(), v.integer(), v.minValue(18), v.maxValue(72)),
  /** Share of the window's width for the current slide, and of the other column's height for the next one. */
  columns: v.pipe(v.number(), v.minValue(0.25), v.maxValue(0.75)),
  rows: v.pipe(v.number(), v.minValue(0.15), v.maxValue(0.75)),
  /** The language to read notes in, whatever the audience's; null for the audience's. */
  notesIn: v.nullable(v.picklist(["fr", "en"])),
});
export type Taste = v.InferOutput<typeof taste>;

/** @param locale of the computer: French unless it says English */
export function usualTaste(locale: string): Taste {
  const lang: Lang = /^en/i.test(locale) ? "en" : "fr";
  return { lang, scheme: "dark", notes: 30, columns: 0.526, rows: 0.38, notesIn: null };
}

/** Sizes of the notes, in CSS pixels: each is a step that is seen. */
const SIZES = [18, 20, 22, 24, 27, 30, 34, 38, 42, 48, 54, 62, 72];

/** The next larger (1) or smaller (-1) size of the notes; 0 is the usual one. */
export function notesSize(size: number, by: 1 | 0 | -1): number {
  if (by === 0) return 30;
  const others = by > 0 ? SIZES.filter((each) => each > size) : SIZES.filter((each) => each < size);
  return (by > 0 ? others[0] : others.at(-1)) ?? size;
}

/** A taste that was kept; the usual one when nothing readable was. */
export function readTaste(kept: unknown, locale: string): Taste {
  const usual = usualTaste(locale);
  // What an older console kept, and this one no longer knows, is dropped alone.
  const read = v.safeParse(v.object(taste.entries), {
    ...usual,
    ...(typeof kept === "object" ? kept : null),
  });
  return read.success ? read.output : usual;
}
