/** Where the cells of a long grid lie, and which of them are near enough to be drawn: never more for a longer grid. */
export interface Grid {
  columns: number;
  /** Of a cell, in pixels; `pitch` is the height of a row with the gap under it. */
  width: number;
  pitch: number;
  /** Height of all rows. */
  height: number;
}

export interface GridLook {
  /** Inner width, narrowest cell, gap between cells, and what a cell has under its 16:9 picture, in pixels. */
  room: number;
  narrowest: number;
  gap: number;
  under: number;
  /** Height in sight, in pixels. */
  tall: number;
}

/** Wider cells than those of so many columns are no overview. */
const FEWEST = 3;

/** Cells of the least width that the room allows, or wider when all of them are in sight then too. */
export function gridOf(count: number, look: GridLook): Grid {
  const { room, narrowest, gap, tall } = look;
  let grid = inColumns(Math.max(1, Math.floor((room + gap) / (narrowest + gap))), count, look);
  while (grid.columns > FEWEST) {
    const wider = inColumns(grid.columns - 1, count, look);
    if (wider.height > tall) break;
    grid = wider;
  }
  return grid;
}

function inColumns(columns: number, count: number, { room, gap, under }: GridLook): Grid {
  const width = (room - gap * (columns - 1)) / columns;
  const pitch = (width * 9) / 16 + under + gap;
  return { columns, width, pitch, height: Math.max(0, Math.ceil(count / columns) * pitch - gap) };
}

/** The cells in sight, with those of one screen on either side: from the first to before the last. */
export function nearCells(
  { columns, pitch }: Grid,
  count: number,
  { top, height }: { top: number; height: number },
): [from: number, to: number] {
  const first = Math.max(0, Math.floor((top - height) / pitch));
  const last = Math.ceil((top + 2 * height) / pitch);
  return [Math.min(first * columns, count), Math.min(last * columns, count)];
}

/** The corner of a cell. */
export function cornerOf(
  { columns, width, pitch }: Grid,
  cell: number,
  gap: number,
): { left: number; top: number } {
  return {
    left: (cell % columns) * (width + gap),
    top: Math.floor(cell / columns) * pitch,
  };
}

/** The cell that an arrow, a page or an end leads to; null for a key that leads nowhere. */
export function stepIn(
  { columns, pitch }: Grid,
  count: number,
  from: number,
  key: string,
  height: number,
): number | null {
  const page = Math.max(1, Math.floor(height / pitch)) * columns;
  const by: Record<string, number> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: page,
    PageUp: -page,
    Home: -count,
    End: count,
  };
  const step = by[key];
  if (step === undefined) return null;
  return Math.max(0, Math.min(count - 1, from + step));
}
