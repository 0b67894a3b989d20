import * as v from "valibot";
import type { Sheet } from "./look.ts";

/**
 * What a speaker draws over the slides, in the slides' own coordinates: the same stroke lies on the same word on every
 * screen. Pure: `draw` gives the next ink of a slide; the ink of a deck is kept by slide key.
 */

/** How large the drawing of one slide may become: a slip of the pen for hours must not fill a window's memory. */
export const LIMITS = { points: 2_000, strokes: 400, slides: 2_000, undo: 50 } as const;

/** In logical pixels of the slide. The highlighter is as high as a line of text. */
export const WIDTHS = { pen: 5, highlighter: 36, eraser: 28 } as const;

const coordinate = v.pipe(v.number(), v.minValue(-4_000), v.maxValue(8_000));
const point = v.strictTuple([coordinate, coordinate]);
/** A place of a slide. */
export type Point = readonly [x: number, y: number];
/** `x, y, x, y …` */
const points = v.pipe(v.array(coordinate), v.maxLength(2 * LIMITS.points));
const kind = v.picklist(["pen", "highlighter"]);
/** A standing slide has its words in other places than a lying one: each shows what was drawn on it alone. */
const upright = v.optional(v.literal(true));
export const stroke = v.strictObject({ kind, points, upright });

/** One line of a pen. */
export type Stroke = v.InferOutput<typeof stroke>;
export type StrokeKind = Stroke["kind"];

/** Strokes of one slide, the oldest first. */
export interface Ink {
  strokes: readonly Stroke[];
  /** Earlier strokes, the latest last: what undo goes back to. */
  past: readonly (readonly Stroke[])[];
}

/** Every change of a drawing; it travels from the speaker to every window as it is. */
export const drawCommand = v.variant("type", [
  v.strictObject({ type: v.literal("begin"), kind, at: point, upright }),
  /** More of the stroke that was begun. */
  v.strictObject({ type: v.literal("extend"), points: v.pipe(points, v.maxLength(512)) }),
  /** Takes away every stroke within reach of a place. `fresh` begins a new sweep, which undo takes back at once. */
  v.strictObject({ type: v.literal("erase"), at: point, fresh: v.boolean(), upright }),
  v.strictObject({ type: v.literal("undo") }),
  v.strictObject({ type: v.literal("clear"), upright }),
]);
export type DrawCommand = v.InferOutput<typeof drawCommand>;

export const noInk: Ink = { strokes: [], past: [] };

/** The ink after a command; the same object when nothing changes. */
export function draw(ink: Ink, command: DrawCommand): Ink {
  switch (command.type) {
    case "begin":
      if (ink.strokes.length >= LIMITS.strokes) return ink;
      return remember(ink, [...ink.strokes, begun(command)]);
    case "extend":
      return extend(ink, command.points);
    case "erase": {
      const left = ink.strokes.filter(
        (each) => each.upright !== command.upright || !touches(each, command.at),
      );
      if (left.length === ink.strokes.length) return ink;
      // A sweep of the eraser is one gesture, and one undo.
      return command.fresh ? remember(ink, left) : { ...ink, strokes: left };
    }
    case "undo": {
      const strokes = ink.past.at(-1);
      return strokes ? { strokes, past: ink.past.slice(0, -1) } : ink;
    }
    case "clear": {
      const left = ink.strokes.filter((each) => each.upright !== command.upright);
      return left.length === ink.strokes.length ? ink : remember(ink, left);
    }
  }
}

function begun({ kind: of, at, upright: stands }: DrawCommand & { type: "begin" }): Stroke {
  return { kind: of, points: rounded(at), ...(stands && { upright: stands }) };
}

/** The strokes that a slide of that shape shows. */
export function strokesOf(all: readonly Stroke[], { width, height }: Sheet): readonly Stroke[] {
  const stands = height > width;
  return all.filter((each) => (each.upright ?? false) === stands);
}

function remember(ink: Ink, strokes: readonly Stroke[]): Ink {
  return { strokes, past: [...ink.past, ink.strokes].slice(-LIMITS.undo) };
}

function extend(ink: Ink, more: readonly number[]): Ink {
  const last = ink.strokes.at(-1);
  const room = last ? 2 * LIMITS.points - last.points.length : 0;
  const added = rounded(more.slice(0, Math.min(room, more.length - (more.length % 2))));
  if (!last || added.length === 0) return ink;
  const longer = { ...last, points: [...last.points, ...added] };
  return { ...ink, strokes: [...ink.strokes.slice(0, -1), longer] };
}

/** Half a logical pixel is finer than a hand: shorter files and messages. */
function rounded(numbers: readonly number[]): number[] {
  return numbers.map((each) => Math.round(each * 2) / 2);
}

function touches({ kind: of, points: line }: Stroke, [x, y]: Point): boolean {
  const reach = (WIDTHS.eraser + WIDTHS[of]) / 2;
  for (let i = 0; i < line.length; i += 2) {
    const [x1, y1] = [line[i] ?? 0, line[i + 1] ?? 0];
    const [x2, y2] = [line[i + 2] ?? x1, line[i + 3] ?? y1];
    if (distance(x, y, x1, y1, x2, y2) <= reach) return true;
  }
  return false;
}

/** From a point to a segment. */
function distance(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along =
    length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
  return Math.hypot(x - (x1 + along * dx), y - (y1 + along * dy));
}
