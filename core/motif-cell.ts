import { closed, open, type Point } from "./motif-path.ts";

/** A source of numbers from 0 to 1, the same for the same seed. */
export type Random = () => number;

/** Where a cell lies and how large it is, in pixels of the slide. */
export interface Place {
  x: number;
  y: number;
  r: number;
}

/** How a point of the motif lands on the slide. */
export type Onto = (point: Point) => Point;

/** The distance of a contour from its centre at an angle, in pixels. */
type Contour = (angle: number) => number;

const TURN = 2 * Math.PI;

/**
 * A cell as SVG paths, in the classes of the drawings: double membrane, folds that echo the current, nucleus. The
 * numbers are those of the art direction's recipe.
 */
export function cell(random: Random, { x, y, r }: Place, onto: Onto): string {
  const outer = contour(random, r, r > 600 ? 0.035 : 0.075);
  const wall = clamp(0.05 * r, 3.5, 12);
  const inner: Contour = (angle) => outer(angle) - wall;
  const size = r * (0.33 + 0.07 * random());
  const side = random() * TURN;
  const heart: Point = [x + 0.16 * r * Math.cos(side), y + 0.16 * r * Math.sin(side)];
  const nucleus = contour(random, size, 0.06);
  const at = (from: Point, shape: Contour, angle: number): Point =>
    onto([from[0] + shape(angle) * Math.cos(angle), from[1] + shape(angle) * Math.sin(angle)]);
  const ring = (from: Point, shape: Contour) =>
    closed(Array.from({ length: 40 }, (_, i) => at(from, shape, (i / 40) * TURN)));

  const folds = foldsOf(random, r, wall, size, (share, angle) => {
    const near = at(heart, nucleus, angle);
    const far = at([x, y], inner, angle);
    return [near[0] + share * (far[0] - near[0]), near[1] + share * (far[1] - near[1])];
  });
  const eye = random() * TURN;
  const [dotX, dotY] = at(heart, () => 0.55 * size, eye);
  return [
    `<path class="cell" d="${ring([x, y], outer)}"/>`,
    `<path class="membrane" d="${ring([x, y], inner)}"/>`,
    folds && `<path class="fold" d="${folds}"/>`,
    `<path class="nucleus" d="${ring(heart, nucleus)}"/>`,
    size > 12 && `<path class="nucleus-line" d="${marks(random, size, heart, at)}"/>`,
    `<circle class="nucleolus" cx="${Math.round(dotX)}" cy="${Math.round(dotY)}" r="${Math.round(0.13 * size)}"/>`,
  ]
    .filter(Boolean)
    .join("");
}

function contour(random: Random, radius: number, amount: number): Contour {
  const waves = [2, 3, 4].map((k) => ({
    k,
    height: ((amount * (0.35 + 0.65 * random())) / k) * 2,
    phase: random() * TURN,
  }));
  return (angle) =>
    radius *
    (1 +
      waves.reduce((sum, { k, height, phase }) => sum + height * Math.cos(k * angle + phase), 0));
}

/** One to three arcs a turn, over 42 to 72 % of it. `between` mixes nucleus and membrane. */
function foldsOf(
  random: Random,
  radius: number,
  wall: number,
  nucleus: number,
  between: (share: number, angle: number) => Point,
): string {
  const count = Math.round((radius - wall - nucleus) / clamp(0.085 * radius, 8, 26)) - 1;
  let path = "";
  for (let k = 1; k <= count; k++) {
    const arcs = 1 + Math.floor(random() * 3);
    const length = ((0.42 + 0.3 * random()) / arcs) * TURN;
    const start = random() * TURN;
    for (let arc = 0; arc < arcs; arc++) {
      const from = start + (arc / arcs) * TURN;
      const points = Math.max(3, Math.ceil(length / 0.22));
      path += open(
        Array.from({ length: points + 1 }, (_, i) =>
          between(k / (count + 1), from + (i / points) * length),
        ),
      );
    }
  }
  return path;
}

/** Two curved lines in a nucleus. */
function marks(
  random: Random,
  size: number,
  heart: Point,
  at: (from: Point, shape: Contour, angle: number) => Point,
): string {
  return [0.42, 0.68]
    .map((share) => {
      const from = random() * TURN;
      const length = 1.2 + 0.7 * random();
      return open(
        Array.from({ length: 6 }, (_, i) => at(heart, () => share * size, from + (i / 5) * length)),
      );
    })
    .join("");
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
