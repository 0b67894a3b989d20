import fc from "fast-check";
import * as v from "valibot";
import { expect, it } from "vitest";
import { SHEETS } from "../core/look.ts";
import { region, regionOf } from "../core/region.ts";

it.each(SHEETS)(
  "a closer look has the shape of a slide of $width × $height and lies within it",
  (sheet) => {
    const corner = fc.tuple(
      fc.double({ min: -500, max: 2_500, noNaN: true }),
      fc.double({ min: -500, max: 2_500, noNaN: true }),
    );
    fc.assert(
      fc.property(corner, corner, (from, to) => {
        const found = regionOf(from, to, sheet);
        expect(found.width / found.height).toBeCloseTo(sheet.width / sheet.height);
        expect(found.x).toBeGreaterThanOrEqual(0);
        expect(found.y).toBeGreaterThanOrEqual(0);
        expect(found.x + found.width).toBeLessThanOrEqual(sheet.width + 0.001);
        expect(found.y + found.height).toBeLessThanOrEqual(sheet.height + 0.001);
        expect(v.is(region, found)).toBe(true);
      }),
    );
  },
);

it("a click looks twice as close around its place", () => {
  const [, standing] = SHEETS;
  expect(regionOf([540, 960], [541, 961], standing)).toEqual({
    x: 270,
    y: 480,
    width: 540,
    height: 960,
  });
});
