import { heldClasses, heldFunctions } from "./purify-words.ts";

/**
 * How wall 2 holds the value of an attribute: it gives the value back, perhaps with less in it, or null for none.
 * A style is not here: the browser reads it (`purify-style.ts`).
 */
export type Rule = (value: string) => string | null;

/** A folder of a deck: 22 characters that only the app can make, then names without anything that climbs. */
const FILE = String.raw`\/d\/[\w-]{22}(?:\/(?!\.)(?:[\w.~-]|%(?!00|2f|5c)[\da-f]{2})+)+`;
/** Raster pictures only: a drawing written out could hold anything. */
const WRITTEN = String.raw`data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z\d+/=]*`;
const SIZE = String.raw`(?: \d+(?:\.\d+)?[wx])?`;

export const rules = {
  /** Anything: it is only read. */
  text: (value) => value,
  /** Present or not. */
  flag: () => "",
  /** A whole number. */
  whole: matching(/^\d{1,4}$/),
  /** Out of the keyboard's way, never in it. */
  unreachable: matching(/^-1$/),
  /** A number with an optional unit. */
  length: matching(/^\d{0,5}(?:\.\d{1,6})?(?:%|[a-z]{1,4})?$/i),
  /** One word, or several joined by hyphens. */
  word: matching(/^[a-z\d-]{1,32}$/i),
  /** Words between spaces. */
  words: matching(/^[a-z\d -]{1,128}$/i),
  /** A date or a time. */
  date: matching(/^[\w:.+ -]{1,40}$/),
  /** Lines of code: `1-3|5,7`. */
  lines: matching(/^[\d\s,|-]*$/),
  /** Classes, without those that Reveal counts by. */
  classes: heldClasses,
  /** An id within its slide's scope: no script ever looks for a name with two underscores inside it. */
  id: matching(/^[^\s"'<>\\]+__[^\s"'<>\\]+$/),
  /** Several. */
  ids: matching(/^(?: ?[^\s"'<>\\]+__[^\s"'<>\\]+)+$/),
  /** A place of the deck: a slide, or an element by its id. An address elsewhere leads nowhere on a stage. */
  place: matching(/^#[^\s"'<>\\]*$/),
  /** A CSS value that fetches nothing. */
  css: (value) => (heldFunctions(value, "none") ? value : null),
  /** A value of a drawing; what it refers to is in the page. */
  paint: (value) => (heldFunctions(value, "own places") ? value : null),
  /** A file of the deck. */
  file: matching(new RegExp(`^${FILE}$`, "i")),
  /** Several. */
  files: matching(new RegExp(`^${FILE}(?:, ?${FILE})*$`, "i")),
  /** A file of the deck, or a picture written out. */
  picture: matching(new RegExp(`^(?:${FILE}|${WRITTEN})$`, "i")),
  /** Several files, or one picture written out. */
  pictures: matching(new RegExp(`^(?:${FILE}(?:, ?${FILE})*|${WRITTEN})$`, "i")),
  /** The same picture in several sizes. */
  sizes: matching(new RegExp(`^(?:${FILE}${SIZE}(?:, ?${FILE}${SIZE})*|${WRITTEN})$`, "i")),
} satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules | "style";

function matching(pattern: RegExp): Rule {
  return (value) => (pattern.test(value) ? value : null);
}
