import * as v from "valibot";

/** A part of a slide that the room sees closer, in the slide's logical pixels. Always of the slide's own shape. */
export const region = v.strictObject({
  x: v.pipe(v.number(), v.minValue(0), v.maxValue(1280)),
  y: v.pipe(v.number(), v.minValue(0), v.maxValue(720)),
  width: v.pipe(v.number(), v.minValue(64), v.maxValue(1280)),
  height: v.pipe(v.number(), v.minValue(36), v.maxValue(720)),
});
export type Region = v.InferOutput<typeof region>;

const [WIDTH, HEIGHT] = [1280, 720];
/** Closer than eight times, a slide is only dots. */
const LEAST = WIDTH / 8;
/** A hand that moved less than this has clicked: the part around the place, twice as large. */
const CLICK = 24;

/** The part that holds both corners, widened to the slide's shape and kept within it. */
export function regionOf(from: readonly [number, number], to: readonly [number, number]): Region {
  const [dx, dy] = [Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
  const clicked = dx < CLICK && dy < CLICK;
  const wanted = clicked ? WIDTH / 2 : Math.max(dx, (dy * WIDTH) / HEIGHT);
  const width = Math.min(WIDTH, Math.max(LEAST, wanted));
  const height = (width * HEIGHT) / WIDTH;
  const [x, y] = clicked ? from : [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  return {
    x: within(x - width / 2, WIDTH - width),
    y: within(y - height / 2, HEIGHT - height),
    width,
    height,
  };
}

function within(place: number, most: number): number {
  return Math.min(most, Math.max(0, place));
}
