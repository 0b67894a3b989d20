import * as v from "valibot";
import type { Problem, Slide } from "./deck.ts";
import { Lines } from "./lines.ts";
import { wordsIn } from "./look.ts";
import { problem } from "./problem.ts";

/** A line of words on a slide, to be compared with what is painted behind it. Lengths are in the window's pixels. */
export const ink = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(200)),
  /** Lines of one block have the same number. */
  block: v.pipe(v.number(), v.integer()),
  /** Red, green and blue from 0 to 255, and how opaque, from 0 to 1. */
  colour: v.tuple([v.number(), v.number(), v.number(), v.number()]),
  box: v.strictObject({ x: v.number(), y: v.number(), width: v.number(), height: v.number() }),
  large: v.boolean(),
  /** Nothing is painted between the words and the slide's own background. */
  ground: v.boolean(),
});
export type Ink = v.InferOutput<typeof ink>;

/** What was painted, without the words. */
export interface Photo {
  width: number;
  height: number;
  /** Red, green, blue and opacity, four bytes a pixel. */
  pixels: Uint8Array;
}

/** Words that do not stand out. */
export interface Faint {
  text: string;
  ratio: number;
  least: number;
  ground: boolean;
}

/** WCAG 2.2, 1.4.3: contrast of a text, and of a large one, with its background. */
const LEAST = { text: 4.5, large: 3 } as const;
/** Share of a line's place that may be worse: the edge of something beside it. */
const IGNORED = 0.05;
/** Every which pixel is looked at, across. */
const STRIDE = 2;

/**
 * Contrast of every line with the pixels really behind it.
 *
 * @param scale pixels of the photo for one of the window.
 * @returns at most one for each block: its worst line.
 */
export function faintIn(inks: readonly Ink[], photo: Photo, scale: number): Faint[] {
  const blocks = new Map<number, Faint>();
  for (const each of inks) {
    const least = each.large ? LEAST.large : LEAST.text;
    const ratio = contrastOf(each, photo, scale);
    const known = blocks.get(each.block);
    if (ratio >= least || (known && known.ratio <= ratio)) continue;
    blocks.set(each.block, { text: each.text, ratio, least, ground: each.ground });
  }
  return [...blocks.values()];
}

/**
 * What words that do not stand out are to their author: a background too close to them, named once a slide, or words of
 * a colour too close to what is behind.
 *
 * @param source of the slide.
 */
export function contrastProblems(faint: readonly Faint[], slide: Slide, source: string): Problem[] {
  const backed = Object.keys(slide.attributes).some((name) => BACKGROUND.test(name));
  const onGround = faint.filter(({ ground }) => backed && ground);
  const worst = onGround.toSorted((a, b) => a.ratio - b.ratio)[0];
  const ground = worst && new Lines(source, slide.line).find("data-background", "background");
  return [
    ...(ground ? [problem("background-contrast", ground, valuesOf(worst))] : []),
    ...faint
      .filter((each) => !onGround.includes(each))
      .map((each) =>
        problem("look-contrast", wordsIn(source, slide.line, each.text), valuesOf(each)),
      ),
  ];
}

/** The same, of words that stand out on light slides and not on dark ones: their deck chooses neither. */
export function darkProblems(faint: readonly Faint[], slide: Slide, source: string): Problem[] {
  return faint.map((each) =>
    problem("dark-contrast", wordsIn(source, slide.line, each.text), valuesOf(each)),
  );
}

const BACKGROUND = /^data-background-(?:color|gradient|image|video)$/;

function valuesOf({ text, ratio, least }: Faint): Record<"text" | "ratio" | "least", string> {
  // Rounded down: 4.46 is not 4.5.
  return { text, ratio: (Math.floor(ratio * 10) / 10).toFixed(1), least: String(least) };
}

function contrastOf({ colour, box }: Ink, { width, height, pixels }: Photo, scale: number): number {
  const [left, top] = [Math.max(0, box.x * scale), Math.max(0, box.y * scale)].map(Math.round);
  const right = Math.min(width, Math.round((box.x + box.width) * scale));
  const bottom = Math.min(height, Math.round((box.y + box.height) * scale));
  /** How many pixels have each colour: most of what is behind a line has the same. */
  const colours = new Map<number, number>();
  let count = 0;
  for (let y = top ?? 0; y < bottom; y++)
    for (let x = left ?? 0; x < right; x += STRIDE, count++) {
      const at = (y * width + x) * 4;
      const packed =
        ((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0);
      colours.set(packed, (colours.get(packed) ?? 0) + 1);
    }
  const ratios = [...colours].map(([packed, many]) => ({ ratio: between(colour, packed), many }));
  let rest = Math.floor(count * IGNORED);
  for (const { ratio, many } of ratios.toSorted((a, b) => a.ratio - b.ratio)) {
    if (many > rest) return ratio;
    rest -= many;
  }
  return Infinity;
}

/** WCAG's contrast ratio of a colour, seen through as far as it is not opaque, with the one behind it. */
function between([r, g, b, opacity]: Ink["colour"], behind: number): number {
  const [br, bg, bb] = [behind >> 16, (behind >> 8) & 255, behind & 255];
  const mixed = (over: number, under: number) => over * opacity + under * (1 - opacity);
  const one = luminance(mixed(r, br), mixed(g, bg), mixed(b, bb));
  const other = luminance(br, bg, bb);
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Relative luminance of an sRGB colour, as WCAG 2.2 defines it. */
function luminance(r: number, g: number, b: number): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
