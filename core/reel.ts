import { escapeAttribute } from "./escape.ts";
import { isFilm } from "./media.ts";

/** A picture or a film that a playlist plays without a deck. */
export interface ReelFile {
  /** Name in its folder. */
  name: string;
  /** Length of a film; null when it is not known, or for a picture. */
  seconds: number | null;
}

/**
 * The deck that pictures and films make by themselves: one slide each, in the order given, over the whole screen. A film
 * stays until it has ended; a picture as long as a slide without words.
 *
 * @returns Markdown, to be compiled like any other deck: names are as hostile as words.
 */
export function reelSource(files: readonly ReelFile[]): string {
  return files.map(slideOf).join("\n\n---\n\n");
}

function slideOf({ name, seconds }: ReelFile): string {
  const source = encoded(name);
  const label = escapeAttribute(sayName(name));
  const shown = isFilm(name)
    ? `<video src="${source}" data-autoplay muted playsinline aria-label="${label}"></video>`
    : `<img src="${source}" alt="${label}">`;
  const stay = seconds === null ? "" : ` data-seconds="${Math.ceil(seconds)}"`;
  return `<!-- .slide: class="whole"${stay} -->\n\n${shown}`;
}

/** A name as an address, without anything that Markdown, HTML or a comment could read in it. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(
    /[!'()*~]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** What a file shows, as far as its name tells: without its ending, on one line. */
function sayName(name: string): string {
  const words = name.replace(/\.[^.]*$/, "").replace(/[\s_-]+/g, " ");
  return words.trim() || name;
}
