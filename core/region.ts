import * as v from "valibot";
import type { Sheet } from "./look.ts";

/** Neither side of a slide is longer, lying or standing. */
const side = v.pipe(v.number(), v.minValue(0), v.maxValue(1920));

/** A part of a slide that the room sees closer, in the slide's logical pixels. Always of the slide's own shape. */
export const region = v.strictObject({
  x: side,
  y: side,
  width: v.pipe(side, v.minValue(36)),
  height: v.pipe(side, v.minValue(36)),
});
export type Region = v.InferOutput<typeof region>;

/** Closer than eight times, a slide is only dots. */
const CLOSEST = 8;
/** A hand that moved less than this has clicked: the part around the place, twice as large. */
const CLICK = 24;

/** The part that holds both corners, widened to the slide's shape and kept within it. @param sheet size of the slide */
export function regionOf(
  from: readonly [number, number],
  to: readonly [number, number],
  sheet: Sheet,
): Region {
  const [dx, dy] = [Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
  const clicked = dx < CLICK && dy < CLICK;
  const wanted = clicked ? sheet.width / 2 : Math.max(dx, (dy * sheet.width) / sheet.height);
  const width = Math.min(sheet.width, Math.max(sheet.width / CLOSEST, wanted));
  const height = (width * sheet.height) / sheet.width;
  const [x, y] = clicked ? from : [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  return {
    x: within(x - width / 2, sheet.width - width),
    y: within(y - height / 2, sheet.height - height),
    width,
    height,
  };
}

function within(place: number, most: number): number {
  return Math.min(most, Math.max(0, place));
}
