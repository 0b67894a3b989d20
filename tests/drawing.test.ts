import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as v from "valibot";
import {
  draw,
  drawCommand,
  LIMITS,
  noInk,
  strokesOf,
  type DrawCommand,
  type Ink,
} from "../core/drawing.ts";
import { readDrawings, withInk, writeDrawings } from "../core/drawings.ts";
import { LANDSCAPE, PORTRAIT, type Sheet } from "../core/look.ts";

const begin = (x: number, y: number): DrawCommand & { type: "begin" } => ({
  type: "begin",
  kind: "pen",
  at: [x, y],
});
const erase = (x: number, y: number, fresh = true): DrawCommand & { type: "erase" } => ({
  type: "erase",
  at: [x, y],
  fresh,
});
const all = (commands: DrawCommand[], ink: Ink = noInk) => commands.reduce(draw, ink);

describe("a drawing", () => {
  it("grows by strokes and by points, to half a pixel", () => {
    const ink = all([begin(10, 10.2), { type: "extend", points: [20, 20.3, 30, 30] }]);
    expect(ink.strokes).toEqual([{ kind: "pen", points: [10, 10, 20, 20.5, 30, 30] }]);
  });

  it("loses the stroke an eraser touches, anywhere along its line, and no other", () => {
    const ink = all([begin(0, 0), { type: "extend", points: [400, 0] }, begin(0, 300)]);
    expect(draw(ink, erase(200, 10)).strokes.map(({ points }) => points)).toEqual([[0, 300]]);
    expect(draw(ink, erase(200, 100))).toBe(ink);
  });

  it("made on a standing slide lies on no other, and neither is rubbed out on the other", () => {
    const both = all([begin(0, 0), { ...begin(5, 5), upright: true }]);
    const places = (ink: Ink, sheet: Sheet) =>
      strokesOf(ink.strokes, sheet).map((each) => each.points);
    expect([places(both, LANDSCAPE), places(both, PORTRAIT)]).toEqual([[[0, 0]], [[5, 5]]]);
    for (const command of [erase(0, 0), { type: "clear" }] satisfies DrawCommand[]) {
      expect(places(draw(both, command), PORTRAIT)).toEqual([[5, 5]]);
      const stands = draw(both, { ...command, upright: true });
      expect([places(stands, LANDSCAPE), places(stands, PORTRAIT)]).toEqual([[[0, 0]], []]);
    }
    const file = writeDrawings(withInk(new Map(), "a", both));
    expect(readDrawings(file)?.get("a")?.strokes).toEqual(both.strokes);
  });

  it("undoes strokes, a whole sweep of the eraser, and a clearing", () => {
    const two = all([begin(0, 0), begin(500, 0)]);
    const swept = all([erase(0, 0), erase(250, 0, false), erase(500, 0, false)], two);
    expect(swept.strokes).toEqual([]);
    expect(draw(swept, { type: "undo" }).strokes).toEqual(two.strokes);
    expect(all([{ type: "clear" }, { type: "undo" }], two).strokes).toEqual(two.strokes);
    expect(all([{ type: "undo" }, { type: "undo" }, { type: "undo" }], two).strokes).toEqual([]);
  });

  it("stays within its limits, and what it holds can be written and read again", () => {
    const at = fc.tuple(
      fc.integer({ min: -4_000, max: 8_000 }),
      fc.integer({ min: -4_000, max: 8_000 }),
    );
    const command = fc.oneof(
      fc.record({
        type: fc.constant("begin" as const),
        kind: fc.constantFrom("pen" as const, "highlighter" as const),
        at,
      }),
      fc.record({
        type: fc.constant("extend" as const),
        points: fc.array(at).map((each) => each.flat()),
      }),
      fc.record({ type: fc.constant("erase" as const), at, fresh: fc.boolean() }),
      fc.constant({ type: "undo" as const }),
      fc.constant({ type: "clear" as const }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 120 }), (commands) => {
        for (const each of commands) expect(v.is(drawCommand, each)).toBe(true);
        const ink = all(commands);
        expect(ink.past.length).toBeLessThanOrEqual(LIMITS.undo);
        const file = writeDrawings(withInk(new Map(), "a", ink));
        expect(readDrawings(file)?.get("a")?.strokes ?? []).toEqual(ink.strokes);
      }),
    );
    const endless = all(
      Array.from({ length: 40 }, (): DrawCommand => ({
        type: "extend",
        points: Array(512).fill(1),
      })),
      draw(noInk, begin(0, 0)),
    );
    expect(endless.strokes[0]?.points).toHaveLength(2 * LIMITS.points);
    const crowded = all(Array.from({ length: LIMITS.strokes + 5 }, () => begin(0, 0)));
    expect(crowded.strokes).toHaveLength(LIMITS.strokes);
  });

  it("refuses coordinates that are none, and an odd point is dropped", () => {
    expect(v.is(drawCommand, begin(Number.NaN, 0))).toBe(false);
    expect(v.is(drawCommand, begin(1e9, 0))).toBe(false);
    expect(all([begin(0, 0), { type: "extend", points: [1, 2, 3] }]).strokes[0]?.points).toEqual([
      0, 0, 1, 2,
    ]);
  });
});

describe("the drawings of a deck", () => {
  it("are kept by slide key, and forgotten without ink", () => {
    const some = withInk(
      withInk(new Map(), "a", draw(noInk, begin(0, 0))),
      "b",
      draw(noInk, begin(1, 1)),
    );
    expect([...some.keys()]).toEqual(["a", "b"]);
    expect([...withInk(some, "a", noInk).keys()]).toEqual(["b"]);
  });

  it("are refused when the file is damaged or not ours", () => {
    const damaged = [
      "",
      "{",
      "[]",
      '{"version":2,"slides":{}}',
      '{"version":1,"slides":{"a":[{"kind":"pen","points":["x"]}]}}',
    ];
    for (const text of damaged) expect(readDrawings(text), text).toBeNull();
    expect(readDrawings(writeDrawings(new Map()))?.size).toBe(0);
  });
});
