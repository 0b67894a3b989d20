import type { Setter } from "./setter.ts";

/** English typography: quotation marks that open and close, apostrophes, and dashes. */
const ANY = /["']|--/;

/** Before a mark that opens: the beginning, a space, a bracket, a dash, or another mark that opens. */
const OPENS = /(?<=^|[\s([{“‘—–\u00a0\u202f-])/.source;

function quotes(text: string): string {
  return text
    .replace(/(?<=\d)["'](?=\s*[×x]|\s*\d)/g, (mark) => (mark === '"' ? "″" : "′"))
    .replace(/(?<![\p{L}\d])'(?=(?:\d0s|tis|twas|em|til|cause)\b)/giu, "’")
    .replace(new RegExp(`${OPENS}"(?=\\S)`, "g"), "“")
    .replace(new RegExp(`${OPENS}'(?=\\S)`, "g"), "‘")
    .replace(new RegExp(`${OPENS}"(?=\\S)`, "g"), "“")
    .replace(/"/g, "”")
    .replace(/'/g, "’");
}

/** Between words, or between spaces: `--flag` is a word of its own, and `-->` an arrow. */
const DASHES = [
  [/(?<=[^\s<!-]|^)---(?=[^\s>-]|$)|(?<=\s|^)---(?=\s|$)/g, "—"],
  [/(?<=[\p{L}\d,.;”’])--(?=[\p{L}\d“‘])|(?<=\s|^)--(?=\s|$)/gu, "–"],
] as const;

export const english: Setter = { any: ANY, keep: quotes, dashes: DASHES };
