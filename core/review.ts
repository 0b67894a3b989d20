import { lastName } from "./address.ts";
import type { Lang, Problem, Program, Slide } from "./deck.ts";
import { Lines } from "./lines.ts";
import { readingSeconds } from "./measure.ts";
import { problem } from "./problem.ts";

/**
 * What an editor would say of a compiled deck, without a browser: nothing here keeps it from playing.
 */

/**
 * Reads the slides of a deck again.
 *
 * @param slides each with its source, which begins on its line of the file.
 * @returns the problems of each.
 */
export function reviewSlides(
  slides: readonly { slide: Slide; source: string }[],
  lang: Lang,
): Problem[][] {
  const headings = { above: TOP };
  return slides.map(({ slide, source }) => {
    const lines = new Lines(source, slide.line);
    return [
      ...unnamedPictures(slide, lines),
      ...headingOrder(slide, lines, headings),
      ...tooShort(slide, lang),
    ];
  });
}

/** Many decks give every slide a heading of level 2, and none of level 1. */
const TOP = 1;

/** WCAG 1.1.1: a picture speaks to those who don't see it, or is said to be mere decoration. */
function unnamedPictures({ html }: Slide, lines: Lines): Problem[] {
  // Attribute values hold no `<` nor `>`: the compiler writes them as entities.
  return [...html.matchAll(/<img\b[^>]*>/g)].flatMap(([tag]) => {
    if (/\salt="[^"]/.test(tag) || /\saria-hidden="true"|\srole="(?:none|presentation)"/.test(tag))
      return [];
    const address = /\s(?:data-)?src="([^"]*)"/.exec(tag)?.[1] ?? "";
    const file = lastName(address);
    return [problem("picture-unnamed", lines.find(file, encodeURI(file), "<img", "!["), { file })];
  });
}

/**
 * WCAG 1.3.1: a heading's level tells what it is part of, so none is skipped, neither inside a slide nor from a slide to
 * the next: the slides of a deck are one document.
 */
function headingOrder({ html }: Slide, lines: Lines, headings: { above: number }): Problem[] {
  return [...html.matchAll(/<h([1-6])\b[^>]*>([^<]*)/g)].flatMap(([, digit, text = ""]) => {
    const level = Number(digit);
    const { above } = headings;
    const skipped = level > above + 1;
    const values = { level: String(level), above: String(above), expected: String(above + 1) };
    headings.above = level;
    if (!skipped) return [];
    return [problem("heading-order", lines.find(text.trim(), `<h${level}`), values)];
  });
}

/** The author set less time than a passer-by needs to read. */
function tooShort({ words, steps, seconds, line }: Slide, lang: Lang): Problem[] {
  const needed = readingSeconds({ words, steps, pictures: 0, films: 0 }, lang);
  if (seconds >= needed || words === 0) return [];
  const values = { seconds: String(seconds), words: String(words), needed: String(needed) };
  return [problem("seconds-short", { line, column: 1 }, values)];
}

/**
 * Compares a deck with its twin in the other language: the same keys in the same order, and no title left as it was.
 *
 * @param lineOf the line of a slide in this deck's file.
 * @returns the problems of this deck; those of the twin come from the call the other way round.
 */
export function reviewPair(
  deck: Program,
  twin: Program,
  lineOf: (slide: number) => number,
): Problem[] {
  const places = new Map(twin.slides.map(({ key }, index) => [key, index]));
  let last = -1;
  return deck.slides.flatMap(({ key, title }, index) => {
    const place = { line: lineOf(index), column: 1 };
    const values = { key, lang: twin.lang };
    const there = places.get(key);
    if (there === undefined) return [problem("pair-missing", place, values)];
    const late = there < last;
    last = Math.max(last, there);
    const same = title.split(" ").length > 2 && title === twin.slides[there]?.title;
    return [
      ...(late ? [problem("pair-order", place, values)] : []),
      ...(same ? [problem("pair-untranslated", place, { ...values, title })] : []),
    ];
  });
}
