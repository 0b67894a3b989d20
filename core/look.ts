import * as v from "valibot";
import type { Problem } from "./deck.ts";
import { Lines } from "./lines.ts";
import { problem, type Place } from "./problem.ts";

/** What was found wrong with a slide as a browser draws it. */
export const look = v.strictObject({
  kind: v.picklist(["overflow", "clipped", "crossing", "small", "undecoded", "vast"]),
  /** The first words, or the name of the picture, to find it by. */
  text: v.pipe(v.string(), v.maxLength(200)),
  /** How far, or how small, in the slide's logical pixels; how many a vast picture has. */
  pixels: v.pipe(v.number(), v.finite()),
});
export type Look = v.InferOutput<typeof look>;

export interface Sheet {
  width: number;
  height: number;
}

/** The two shapes a slide is drawn in, in logical pixels: a screen that lies and a totem that stands. */
export const LANDSCAPE: Sheet = { width: 1280, height: 720 };
export const PORTRAIT: Sheet = { width: 1080, height: 1920 };
export const SHEETS = [LANDSCAPE, PORTRAIT] as const;

/** The shape that suits a window: a totem stands, everything else lies. */
export function sheetFor(window: Sheet): Sheet {
  return window.height > window.width ? PORTRAIT : LANDSCAPE;
}

/**
 * The smallest text on each, in the slide's logical pixels: rule R6 of the look, 10 mm of capital at two metres on a
 * 43-inch screen. `fit: auto` shrinks to it, and `check` reports what is below.
 */
export const SMALLEST_TEXT = { landscape: 20, portrait: 28 } as const;

/**
 * The largest screens that are made have 7680 × 4320 pixels (8K UHD, Rec. ITU-R BT.2020): what a picture has beyond is never
 * seen, and takes 130 MB decoded.
 */
export const MOST_PIXELS = 7_680 * 4_320;

const CODES = {
  overflow: "look-overflow",
  clipped: "look-clipped",
  crossing: "look-crossing",
  small: "look-small",
  undecoded: "picture-undecodable",
  vast: "picture-vast",
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
    millions: String(Math.ceil(look.pixels / 1e6)),
    limit: String(Math.floor(MOST_PIXELS / 1e6)),
  };
  return problem(CODES[look.kind], wordsIn(source, line, look.text), values);
}

/** Where words that were seen stand in a slide's source; its first line when they are not found. */
export function wordsIn(source: string, line: number, text: string): Place {
  return new Lines(source, line).find(...beginnings(text));
}

/** A text's first words, fewer and fewer: marks of emphasis or a line's end may stand between them in the source. */
function beginnings(text: string): string[] {
  const words = text.split(" ");
  return [6, 4, 3, 2, 1]
    .filter((count) => count <= words.length)
    .map((count) => words.slice(0, count).join(" "))
    .filter((start) => start !== "");
}
