import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cornerOf, gridOf, nearCells, stepIn } from "../core/grid.ts";

const look = { room: 1_140, narrowest: 196, gap: 20, under: 40, tall: 600 };

describe("a long grid", () => {
  it("fills its width with cells that are wide enough", () => {
    const { columns, width, height, pitch } = gridOf(12, look);
    expect(columns).toBe(5);
    expect(columns * width + 4 * look.gap).toBeCloseTo(look.room);
    expect(height).toBeCloseTo(3 * pitch - look.gap);
    expect(gridOf(12, { ...look, room: 90 }).columns).toBe(1);
  });

  it("has wider cells when all of them are in sight, and no overview of two slides fills the room", () => {
    const wide = { ...look, room: 1_800, tall: 900 };
    const columns = (count: number) => gridOf(count, wide).columns;
    expect([2, 9, 12, 17, 30, 2_000].map(columns)).toEqual([3, 4, 4, 6, 8, 8]);
    for (let count = 1; count < 40; count += 1) {
      const { columns: few, height } = gridOf(count, wide);
      if (few < 8) expect(height).toBeLessThanOrEqual(wide.tall);
    }
  });

  it("holds every cell in sight and no more of them for more cells", () => {
    const places = fc.tuple(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 0, max: 1e6 }));
    fc.assert(
      fc.property(places, ([count, scrolled]) => {
        const grid = gridOf(count, look);
        const height = 600;
        const top = Math.min(scrolled, Math.max(0, grid.height - height));
        const [from, to] = nearCells(grid, count, { top, height });
        expect(to - from).toBeLessThanOrEqual(
          (Math.ceil((3 * height) / grid.pitch) + 1) * grid.columns,
        );
        for (const cell of [0, count - 1, Math.trunc(count / 2)]) {
          const corner = cornerOf(grid, cell, look.gap);
          const seen = corner.top < top + height && corner.top + grid.pitch > top;
          if (seen) expect(cell >= from && cell < to).toBe(true);
        }
      }),
    );
  });

  it("is walked by arrows, pages and ends, never out of it", () => {
    const grid = gridOf(12, look);
    const from = (cell: number, key: string) => stepIn(grid, 12, cell, key, 2.5 * grid.pitch);
    expect(from(3, "ArrowRight")).toBe(4);
    expect(from(3, "ArrowDown")).toBe(8);
    expect(from(3, "ArrowUp")).toBe(0);
    expect(from(1, "PageDown")).toBe(11);
    expect(from(11, "PageUp")).toBe(1);
    expect([from(5, "Home"), from(5, "End"), from(11, "End")]).toEqual([0, 11, 11]);
    expect(from(5, "x")).toBeNull();
  });
});
