/**
 * Where the picture of a display lies that shows the same for weeks: it moves by a few pixels each minute, so that none of
 * them ages before its neighbours. It is drawn larger than the display by as much: no edge ever shows, and what is cut off
 * is less than the margin that every slide has. The time of day alone decides, so that a new page, the next browser and a
 * display beside this one agree.
 */

/** How far a picture reaches beyond each edge of its display, and where it lies: right and down from the middle. In pixels. */
export interface Reach {
  readonly x: number;
  readonly y: number;
}

export const STEP_MS = 60_000;
/** How long a step takes, in milliseconds: nobody sees it. */
export const GLIDE_MS = 2_000;
/** From one end to the other: a share of the display's side, and no more than these pixels. */
export const MOST_SHARE = 0.015;
const MOST_PIXELS = 24;
/** Places of the picture; both in all are twice as many as divide an hour. The columns are even: the way through all closes. */
const COLUMNS = 6;
const ROWS = 5;
/** Of the way, from its beginning in the corner: the middle, where it is at midnight. */
const MIDDLE = 15;

/** @param display its size in pixels */
export function reachOf(display: { width: number; height: number }): Reach {
  const half = (side: number) => Math.floor(Math.min(side * MOST_SHARE, MOST_PIXELS) / 2);
  return { x: half(display.width), y: half(display.height) };
}

/** Where the picture lies, within `reach`. @param wall milliseconds of the epoch */
export function shiftAt(wall: number, reach: Reach): Reach {
  const [column, row] = cellAt(Math.floor(wall / STEP_MS) + MIDDLE);
  const along = (at: number, cells: number, most: number) =>
    Math.round(((2 * at) / (cells - 1) - 1) * most) || 0;
  return { x: along(column, COLUMNS, reach.x), y: along(row, ROWS, reach.y) };
}

/** Which step it is, for who compares two pictures; null while it moves. @param wall milliseconds of the epoch */
export function shiftStep(wall: number): number | null {
  return wall % STEP_MS < GLIDE_MS + LATE_MS ? null : Math.floor(wall / STEP_MS);
}
/** A page may be late for its step. */
const LATE_MS = 1_000;

/** Through every cell once and back, by neighbours: along the first row, then up and down the columns. */
function cellAt(step: number): [column: number, row: number] {
  const cells = COLUMNS * ROWS;
  const at = ((step % cells) + cells) % cells;
  if (at < COLUMNS) return [at, 0];
  const back = Math.floor((at - COLUMNS) / (ROWS - 1));
  const way = (at - COLUMNS) % (ROWS - 1);
  return [COLUMNS - 1 - back, back % 2 === 0 ? 1 + way : ROWS - 1 - way];
}
