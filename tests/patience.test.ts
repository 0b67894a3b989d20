import fc from "fast-check";
import { expect, it } from "vitest";
import { waitAfter } from "../core/patience.ts";

const waits = Array.from({ length: 40 }, (_, deaths) => waitAfter(deaths));
const sum = (some: number[]) => some.reduce((all, each) => all + each, 0);

it("the first deaths are answered at once: five in a row cost less than four seconds", () => {
  expect(waits[0]).toBe(0);
  expect(sum(waits.slice(0, 5))).toBeLessThan(4_000);
});

it("what comes within the first minute, as a display that is late, is met within a quarter of a minute", () => {
  const begun = waits.filter((_, index) => sum(waits.slice(0, index)) < 60_000);
  expect(Math.max(...begun)).toBe(15_000);
});

it("what keeps dying is started again after one, two, four and then every fifteen minutes", () => {
  const minutes = waits.filter((ms) => ms >= 60_000).map((ms) => ms / 60_000);
  expect(minutes.slice(0, 5)).toEqual([1, 2, 4, 15, 15]);
  // A day of it: no more than a hundred starts and a few.
  const day = 24 * 60 * 60_000;
  let starts = 0;
  for (let at = 0; at < day; at += waitAfter(starts)) starts += 1;
  expect(starts).toBeLessThan(115);
});

it("is never given up, and never less patient than before", () => {
  fc.assert(
    fc.property(fc.nat(), (deaths) => {
      expect(waitAfter(deaths)).toBeLessThanOrEqual(15 * 60_000);
      expect(waitAfter(deaths + 1)).toBeGreaterThanOrEqual(waitAfter(deaths));
    }),
  );
});
