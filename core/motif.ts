import { cell, type Place, type Random } from "./motif-cell.ts";
import { beads, streamlines, type Rest } from "./motif-current.ts";
import { open, thinned, type Point } from "./motif-path.ts";

/** What a layout shows behind its words, on one shape of screen. The current flows along the slide's longer side. */
interface Scene {
  /** The cell at work; the others only live there. */
  cells: readonly [Place, ...Place[]];
  rests: readonly Rest[];
  gap: number;
}

/** In flow coordinates: 1280 × 720 on a lying screen, 1920 × 1080 (x and y swapped) on a standing one. */
const SIZE = { wide: { width: 1280, height: 720 }, tall: { width: 1920, height: 1080 } } as const;
type Shape = keyof typeof SIZE;

/** Layouts with scenery of their own: far away, close by, and a visitor at the edge. */
const SCENES: Readonly<Record<string, Readonly<Record<Shape, Scene>>>> = {
  title: {
    wide: {
      cells: [
        { x: 872, y: 280, r: 216 },
        { x: 604, y: 72, r: 34 },
        { x: 1216, y: 92, r: 28 },
        { x: 1120, y: 560, r: 52 },
      ],
      rests: [{ left: 0, top: 90, right: 560, bottom: 640 }],
      gap: 24,
    },
    tall: {
      cells: [
        { x: 390, y: 590, r: 320 },
        { x: 130, y: 975, r: 52 },
        { x: 640, y: 196, r: 48 },
        { x: 660, y: 980, r: 54 },
      ],
      rests: [{ left: 830, top: 0, right: 1920, bottom: 1080 }],
      gap: 34,
    },
  },
  section: {
    wide: {
      cells: [
        { x: 1180, y: 330, r: 290 },
        { x: 850, y: 90, r: 40 },
      ],
      rests: [{ left: 0, top: 90, right: 800, bottom: 640 }],
      gap: 24,
    },
    tall: {
      cells: [
        { x: 290, y: 850, r: 410 },
        { x: 210, y: 250, r: 52 },
      ],
      rests: [{ left: 780, top: 0, right: 1920, bottom: 1080 }],
      gap: 34,
    },
  },
  quiz: {
    wide: {
      cells: [{ x: 1196, y: 320, r: 190 }],
      rests: [{ left: 0, top: 60, right: 960, bottom: 660 }],
      gap: 24,
    },
    tall: {
      cells: [{ x: 210, y: 900, r: 250 }],
      rests: [{ left: 480, top: 100, right: 1920, bottom: 1080 }],
      gap: 34,
    },
  },
};

/**
 * The scenery of a layout as SVG, for both shapes of screen: the current that parts around cells, and the cells. Pure:
 * the same layout and seed give the same picture. Empty for a layout that has none. Decorative, so hidden from readers.
 */
export function motif(layout: string, seed: string): string {
  const scenes = Object.hasOwn(SCENES, layout) ? SCENES[layout] : undefined;
  if (!scenes) return "";
  return (Object.keys(SIZE) as Shape[])
    .map((shape) => draw(shape, scenes[shape], randomFrom(`${layout} ${seed}`)))
    .join("");
}

function draw(shape: Shape, { cells, rests, gap }: Scene, random: Random): string {
  const size = SIZE[shape];
  const onto = shape === "wide" ? (point: Point) => point : ([x, y]: Point): Point => [y, x];
  const lines = streamlines(random, size, cells, gap);
  const current = lines.map((line) => open(thinned(line.map(onto), 0.8))).join("");
  const [worker, ...others] = cells;
  const product = beads(lines, worker, others, rests, size.width)
    .map(({ at, size: wide }) => {
      const [x, y] = onto(at).map(Math.round);
      return `<path class="product" stroke-width="${Math.round(wide)}" d="M${x} ${y}h0"/>`;
    })
    .join("");
  const drawn = cells.map((place) => cell(random, place, onto)).join("");
  return `${svg(`current ${shape}`, shape, `<path class="streamline" d="${current}"/>`)}${svg(shape, shape, product + drawn)}`;
}

function svg(classes: string, shape: Shape, inner: string): string {
  const { width, height } = SIZE[shape];
  const box = shape === "wide" ? `0 0 ${width} ${height}` : `0 0 ${height} ${width}`;
  return `<svg class="motif ${classes}" viewBox="${box}" aria-hidden="true">${inner}</svg>`;
}

/** Mulberry32, seeded with the text: small, fast, and the same everywhere. */
function randomFrom(text: string): Random {
  let state = 0x9e3779b9;
  for (let i = 0; i < text.length; i++)
    state = Math.imul(state ^ text.charCodeAt(i), 0x85ebca6b) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296;
  };
}
