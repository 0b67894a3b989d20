import { fold } from "./fold.ts";

/** Finds slides by what is written on them, whatever the accents and capitals. */
export interface Searchable {
  title: string;
  /** Visible text and notes. */
  text: string;
}

export interface Found {
  /** Index of the slide. */
  slide: number;
  /** Where in `text` the first word was found, in UTF-16 units; null when the title alone has it. */
  at: number | null;
}

export interface SearchIndex {
  slides: readonly { title: string; text: string; from: readonly number[] }[];
}

/** Most slides found: nobody reads further. */
const MOST = 100;

/** Prepared once for a deck: a key then costs one look at each slide. */
export function indexSlides(slides: readonly Searchable[]): SearchIndex {
  return {
    slides: slides.map(({ title, text }) => {
      const folded = fold(text);
      return { title: fold(title).text, text: folded.text, from: folded.from };
    }),
  };
}

/**
 * The slides that hold every word of a query, the likeliest first: number, beginning of the title, beginning of one of
 * its words, title, text. Among equals the order of the deck holds, so that a list does not jump as one types.
 */
export function search(index: SearchIndex, query: string): Found[] {
  const words = fold(query).text.split(" ").filter(Boolean);
  if (words.length === 0) return [];
  const number = /^\d{1,6}$/.test(query.trim()) ? Number(query.trim()) - 1 : -1;
  const ranked: { found: Found; rank: number }[] = [];
  index.slides.forEach(({ title, text, from }, slide) => {
    const rank = slide === number ? 0 : rankOf(title, text, words);
    if (rank === null) return;
    const first = words.map((word) => text.indexOf(word)).find((place) => place >= 0);
    ranked.push({ found: { slide, at: first === undefined ? null : (from[first] ?? null) }, rank });
  });
  // Array.prototype.sort is stable: the deck's order holds among equals.
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ found }) => found);
}

function rankOf(title: string, text: string, words: readonly string[]): number | null {
  if (!words.every((word) => title.includes(word) || text.includes(word))) return null;
  const whole = words.join(" ");
  if (title.startsWith(whole)) return 1;
  if (words.every((word) => ` ${title}`.includes(` ${word}`))) return 2;
  if (words.every((word) => title.includes(word))) return 3;
  return words.some((word) => title.includes(word)) ? 4 : 5;
}
