import type { Problem } from "./deck.ts";
import { Lines } from "./lines.ts";
import { problem } from "./problem.ts";

/** What was found wrong with a slide as a browser draws it. */
export interface Look {
  kind: "overflow" | "clipped" | "small" | "undecoded";
  /** The first words, or the name of the picture. */
  text: string;
  /** How far, or how small, in the slide's logical pixels. */
  pixels: number;
}

/** The two shapes a slide is drawn in, in logical pixels: a screen that lies and a totem that stands. */
export const SHEETS = [
  { width: 1280, height: 720 },
  { width: 1080, height: 1920 },
] as const;
export type Sheet = (typeof SHEETS)[number];

/**
 * The smallest text on each, in the slide's logical pixels: rule R6 of the look, 10 mm of capital at two metres on a
 * 43-inch screen. `fit: auto` shrinks to it, and `check` reports what is below.
 */
export const SMALLEST_TEXT = { landscape: 20, portrait: 28 } as const;

const CODES = {
  overflow: "look-overflow",
  clipped: "look-clipped",
  small: "look-small",
  undecoded: "picture-undecodable",
} as const;

/**
 * The problem a look is to its author.
 *
 * @param source of the slide, which begins on `line` of the file: the words are found again in it.
 */
export function lookProblem(look: Look, sheet: Sheet, source: string, line: number): Problem {
  const values = {
    text: look.text,
    pixels: String(look.kind === "small" ? Math.floor(look.pixels) : Math.ceil(look.pixels)),
    size: `${sheet.width} × ${sheet.height}`,
  };
  const place = new Lines(source, line).find(...beginnings(look.text));
  return problem(CODES[look.kind], place, values);
}

/** A text's first words, fewer and fewer: marks of emphasis or a line's end may stand between them in the source. */
function beginnings(text: string): string[] {
  const words = text.split(" ");
  return [6, 4, 3, 2, 1]
    .filter((count) => count <= words.length)
    .map((count) => words.slice(0, count).join(" "))
    .filter((start) => start !== "");
}
