import type { Lang } from "./deck.ts";

/** A number as people write it: `1 234,5`, `12.5`, `-3`, with or without a percent sign; null when it is none. */
export function readNumber(text: string): number | null {
  const plain = text
    .replace(/[\s\u00a0\u202f']|%$/g, "")
    .replace("−", "-")
    .replace(",", ".");
  if (!/^-?\d{1,15}(?:\.\d{1,10})?$/.test(plain)) return null;
  return Number(plain);
}

/** A number as the language prints it: `12 500,5` or `12,500.5`. */
export function writeNumber(value: number, lang: Lang): string {
  const [whole = "", rest] = String(Math.round(Math.abs(value) * 1e4) / 1e4).split(".");
  const groups = whole.replace(/\B(?=(?:\d{3})+$)/g, lang === "fr" ? "\u202f" : ",");
  const part = rest ? (lang === "fr" ? "," : ".") + rest : "";
  return (value < 0 ? "−" : "") + groups + part;
}

/** The same with its unit; only French sets a percent sign apart. */
export function withUnit(value: number, unit: string, lang: Lang): string {
  const space = unit === "" || (unit === "%" && lang === "en") ? "" : "\u00a0";
  return writeNumber(value, lang) + space + unit;
}

/** Round numbers from at most `least` to at least `most`, four to eight of them. */
export function ticks(least: number, most: number): number[] {
  const span = most - least || 1;
  const rough = span / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}
