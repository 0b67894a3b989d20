import { lastName } from "./address.ts";
import type { Lang, Problem, Slide } from "./deck.ts";
import { unnamedDrawings } from "./unnamed.ts";
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
      ...unnamedDrawings(slide, source),
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
