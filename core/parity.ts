import type { Lang, Problem, Slide } from "./deck.ts";
import { wordsIn } from "./look.ts";
import { plainText } from "./plain.ts";
import { problem } from "./problem.ts";

/** A slide with its source, which begins on its line of the file. */
interface Written {
  slide: Slide;
  source: string;
}

/** A text that stands alike in both languages was forgotten when it has so many words; a whole slide, when it has so many. */
const PIECE_WORDS = 4;
const SLIDE_WORDS = 2;
/** Words of a text that name it to its author. */
const QUOTED = 8;

/**
 * Compares a deck with its twin in the other language: the same keys in the same order, no title and no text left as it
 * was. What has no words to translate, such as pictures, numbers, names and code, may be the same.
 *
 * @returns the problems of each slide of this deck; those of the twin come from the call the other way round.
 */
export function reviewPair(
  deck: readonly Written[],
  twin: readonly Written[],
  lang: Lang,
): Problem[][] {
  const places = new Map(twin.map(({ slide }, index) => [slide.key, index]));
  let last = -1;
  return deck.map(({ slide, source }) => {
    const { key, line } = slide;
    const place = { line, column: 1 };
    const values = { key, lang };
    const there = places.get(key);
    const other = there === undefined ? undefined : twin[there];
    if (there === undefined || !other) return [problem("pair-missing", place, values)];
    const late = there < last;
    last = Math.max(last, there);
    return [
      ...(late ? [problem("pair-order", place, values)] : []),
      ...untranslated(slide, source, other.slide, values),
    ];
  });
}

function untranslated(
  slide: Slide,
  source: string,
  other: Slide,
  values: { key: string; lang: Lang },
): Problem[] {
  const text = forgotten(slide, other);
  if (text) {
    const quoted = text.split(" ").slice(0, QUOTED).join(" ");
    const place = wordsIn(source, slide.line, quoted);
    return [problem("pair-untranslated-text", place, { ...values, text: quoted })];
  }
  const { title } = slide;
  if (title.split(" ").length <= 2 || title !== other.title) return [];
  const place = { line: slide.line, column: 1 };
  return [problem("pair-untranslated", place, { ...values, title })];
}

/** The first text of a slide that its twin has word for word; null when all was translated. */
function forgotten(slide: Slide, other: Slide): string | null {
  const [own, theirs] = [slide, other].map(({ html, notes }) => piecesOf(`${html}\n<p>${notes}`));
  const known = new Set(theirs);
  const same = (own ?? []).filter((text) => known.has(text));
  const whole = same.length === own?.length && wordsOf(same.join(" ")) >= SLIDE_WORDS;
  return same.find((text) => wordsOf(text) >= (whole ? 1 : PIECE_WORDS)) ?? null;
}

/** What is not told in the deck's language: code, drawings, and what is said to be in another one. */
const ELSEWHERE = [
  /<(pre|code|svg)\b[^>]*>[\s\S]*?<\/\1>/g,
  /<(\w+)\b[^>]*\slang="[^"]*"[^>]*>[\s\S]*?<\/\1>/g,
];
const BLOCK =
  /<\/?(?:p|li|ul|ol|dl|dt|dd|t[hdr]|table|div|section|aside|footer|figure|figcaption|blockquote|br)\b[^>]*>/g;
const HEADING = /<(h[1-6])\b[^>]*>[\s\S]*?<\/\1>/g;

/** The texts of a slide, block by block, its headings aside. */
function piecesOf(html: string): string[] {
  const told = ELSEWHERE.reduce((left, part) => left.replace(part, " "), html);
  return told
    .replace(HEADING, "\n")
    .replace(/\n/g, " ")
    .replace(BLOCK, "\n")
    .split("\n")
    .map(plainText)
    .filter((text) => /\p{L}/u.test(text));
}

/** Words that a translation would change: no names, not the small words in them, no units of numbers. */
function wordsOf(text: string): number {
  return [...text.matchAll(/(?<![\p{L}\p{N}]|\d[\s\u00a0\u202f])\p{Ll}[\p{Ll}’'-]{3,}/gu)].length;
}
