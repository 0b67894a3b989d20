import type { Place, Random } from "./motif-cell.ts";
import type { Point } from "./motif-path.ts";

/** A box in which nothing floats: words stand there. */
export interface Rest {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Bead {
  at: Point;
  /** Diameter in pixels. */
  size: number;
}

/** Distance between the points of a streamline, in pixels. */
const STRIDE = 16;
const SMALLEST_BEAD = 6;
/** No line is pushed further than this by all cells together, in pixels. */
const FARTHEST = 2_000;

/**
 * Streamlines of a flow from left to right past cells: lines on which the stream function is constant. They are
 * level at both edges of the slide, so that the current seems to go on from one slide to the next.
 */
export function streamlines(
  random: Random,
  { width, height }: { width: number; height: number },
  cells: readonly Place[],
  gap: number,
): Point[][] {
  const stream = streamFunction(random, width, height, cells);
  const lines: Point[][] = [];
  for (let level = gap / 2; level < height; level += gap) {
    const heights: number[] = [];
    for (let x = 0; x <= width; x += STRIDE) {
      heights.push(heightOf(stream, x, level, heights.at(-1) ?? level));
    }
    lines.push(smooth(smooth(heights)).map((y, i) => [i * STRIDE, y]));
  }
  return lines;
}

function streamFunction(
  random: Random,
  width: number,
  height: number,
  cells: readonly Place[],
): (x: number, y: number) => number {
  const [first, second] = [random() * 6.28, random() * 6.28];
  // No square root: this runs a hundred thousand times for a slide.
  const walls = cells.map(({ x, y, r }) => ({ x, y, square: (0.93 * r) ** 2 }));
  return (x, y) => {
    const edge = Math.sin((Math.PI * x) / width) ** 2;
    const wave =
      Math.sin((5.2 * x) / width + first + (2.2 * y) / height) +
      0.6 * Math.sin((9.1 * x) / width + second - (3.1 * y) / height);
    let value = y + 14 * edge * wave;
    for (const wall of walls) {
      const across = x - wall.x;
      const down = y - wall.y;
      value -= down / Math.max(1, (across * across + down * down) / wall.square);
    }
    return value;
  };
}

/** The function grows with y: bisection finds where it reaches the level, not far from where it did a stride before. */
function heightOf(
  stream: (x: number, y: number) => number,
  x: number,
  level: number,
  guess: number,
): number {
  let reach = 24;
  let [top, bottom] = [guess - reach, guess + reach];
  while (stream(x, top) > level && reach < FARTHEST) top -= reach *= 2;
  while (stream(x, bottom) < level && reach < FARTHEST) bottom += reach *= 2;
  while (bottom - top > 0.1) {
    const middle = (top + bottom) / 2;
    if (stream(x, middle) < level) top = middle;
    else bottom = middle;
  }
  return (top + bottom) / 2;
}

function smooth(values: readonly number[]): number[] {
  return values.map(
    (value, i) => ((values[i - 1] ?? value) + 2 * value + (values[i + 1] ?? value)) / 4,
  );
}

/** What a cell lets go: beads on the streamlines behind it, ever smaller and further apart, never over words or cells. */
export function beads(
  lines: readonly Point[][],
  cell: Place,
  others: readonly Place[],
  rests: readonly Rest[],
  width: number,
): Bead[] {
  const found: Bead[] = [];
  lines.forEach((line, index) => {
    const leaving = line.findIndex(
      ([x, y]) =>
        x > cell.x && Math.hypot(x - cell.x, y - cell.y) > (1.1 + 0.07 * (index % 3)) * cell.r,
    );
    const start = line[leaving];
    if (!start || Math.abs(start[1] - cell.y) > cell.r) return;
    let size = Math.min(20, 8 + cell.r / 14);
    let step = 2.1 * size;
    for (
      let x = start[0];
      x < width && size >= SMALLEST_BEAD;
      x += step, step *= 1.22, size *= 0.87
    ) {
      const at = line[Math.round(x / STRIDE)];
      if (!at) break;
      if (rests.some((rest) => inside(at, rest)) || others.some((other) => touches(at, other)))
        continue;
      found.push({ at, size });
    }
  });
  return found;
}

function inside([x, y]: Point, { left, top, right, bottom }: Rest): boolean {
  return x > left && x < right && y > top && y < bottom;
}

function touches([x, y]: Point, cell: Place): boolean {
  return Math.hypot(x - cell.x, y - cell.y) < cell.r + 20;
}
