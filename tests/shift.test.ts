import { describe, expect, it } from "vitest";
import { reachOf, shiftAt, shiftStep, STEP_MS, type Reach } from "../core/shift.ts";

const DISPLAYS = [
  [640, 360],
  [1280, 720],
  [1366, 768],
  [1920, 1080],
  [1920, 1200],
  [1080, 1920],
  [3840, 2160],
  [7680, 4320],
] as const;
const noon = Date.UTC(2027, 6, 1, 12, 0, 30);
const hour = (reach: Reach) =>
  Array.from({ length: 60 }, (_, minute) => shiftAt(noon + minute * STEP_MS, reach));

describe("the shift of a picture", () => {
  it.each(DISPLAYS)(
    "on %d × %d is 1.5 % of each side and 24 pixels at most, and whole pixels",
    (width, height) => {
      const reach = reachOf({ width, height });
      const all = hour(reach);
      for (const [axis, side] of [
        ["x", width],
        ["y", height],
      ] as const) {
        const places = all.map((each) => each[axis]);
        const travel = Math.max(...places) - Math.min(...places);
        expect(travel).toBe(2 * reach[axis]);
        expect(travel).toBeLessThanOrEqual(Math.min(side * 0.015, 24));
        expect(travel).toBeGreaterThan(0);
        // The picture reaches beyond each edge by as much: no ground is ever seen beside it.
        expect(Math.max(...places.map(Math.abs))).toBe(reach[axis]);
        expect(places.every(Number.isInteger)).toBe(true);
      }
    },
  );

  it("is in every place of its way equally often within an hour, whenever that begins", () => {
    for (const start of [0, 7, 1_234_567]) {
      const counts = new Map<string, number>();
      for (let minute = 0; minute < 60; minute += 1) {
        const { x, y } = shiftAt(noon + (start + minute) * STEP_MS, { x: 12, y: 8 });
        counts.set(`${x} ${y}`, (counts.get(`${x} ${y}`) ?? 0) + 1);
      }
      expect(counts.size).toBe(30);
      expect(new Set(counts.values())).toEqual(new Set([2]));
    }
  });

  it("moves by one place at a time, along one side", () => {
    const all = hour({ x: 12, y: 8 });
    for (const [index, { x, y }] of all.entries()) {
      const next = all[(index + 1) % all.length] ?? { x, y };
      const moved = [Math.abs(next.x - x), Math.abs(next.y - y)].toSorted((a, b) => a - b);
      expect(moved[0]).toBe(0);
      expect(moved[1]).toBeGreaterThanOrEqual(4);
      expect(moved[1]).toBeLessThanOrEqual(5);
    }
  });

  it("stays for a minute, is about the middle at midnight, and is nowhere else before 1970", () => {
    const reach = { x: 12, y: 8 };
    expect(shiftAt(noon, reach)).toEqual(shiftAt(noon + 29_999, reach));
    expect(shiftAt(noon, reach)).not.toEqual(shiftAt(noon + 30_001, reach));
    expect(shiftAt(0, reach)).toEqual({ x: 2, y: 0 });
    expect(shiftAt(-STEP_MS * 30, reach)).toEqual(shiftAt(0, reach));
  });

  it("tells two pictures of one step from those between which it moved, and those while it does", () => {
    const minute = Math.ceil(noon / STEP_MS) * STEP_MS;
    expect(shiftStep(minute + 3_000)).toBe(shiftStep(minute + 59_999));
    expect(shiftStep(minute - 1)).not.toBe(shiftStep(minute + 3_000));
    for (const moving of [0, 1_000, 2_500]) expect(shiftStep(minute + moving)).toBeNull();
  });
});
