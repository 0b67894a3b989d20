import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterSight, unwatched, type Sight } from "../core/watchdog.ts";
import { seenIn } from "../electron/sight.ts";
import { PNG } from "./e2e/png.ts";

const sight = (content: string, picture = content, uniform = false): Sight => ({
  content,
  step: 0,
  picture,
  uniform,
  shift: 0,
});
const judge = (...sights: Sight[]) => {
  let watching = unwatched;
  return sights.map((each) => {
    const judged = afterSight(watching, each);
    ({ watching } = judged);
    return judged.fault;
  });
};

describe("the visual watchdog", () => {
  it("finds a picture that should have changed twice and did not", () => {
    expect(judge(sight("a"), sight("b", "a"), sight("c", "a"))).toEqual([
      null,
      null,
      "screen-still",
    ]);
  });

  it("finds one colour where there was a slide, or in the place of three", () => {
    const black = (content: string) => sight(content, "black", true);
    expect(judge(sight("a"), black("a"), black("a")).at(-1)).toBe("screen-blank");
    expect(judge(black("a"), black("b"), black("c")).at(-1)).toBe("screen-blank");
  });

  it("finds it too where the whole picture was moved meanwhile: of that pair it knows nothing", () => {
    const moved = (content: string, picture: string, shift: number | null) => ({
      ...sight(content, picture),
      shift,
    });
    const still = [
      moved("a", "p", 0),
      moved("b", "p", 0),
      moved("b", "q", null),
      moved("b", "r", 1),
      moved("c", "r", 1),
    ];
    expect(judge(...still)).toEqual([null, null, null, null, "screen-still"]);
    expect(judge(...still.slice(0, 4), moved("c", "s", 1), moved("d", "s", 1))).not.toContain(
      "screen-still",
    );
  });

  it("leaves alone a slide that stays, two that look alike, and a flat colour between others", () => {
    expect(judge(...Array.from({ length: 50 }, () => sight("a")))).not.toContain("screen-still");
    expect(judge(sight("a"), sight("b", "a"), sight("c"), sight("d", "c"))).toEqual([
      null,
      null,
      null,
      null,
    ]);
    const flat = sight("flat", "flat", true);
    const loop = [sight("a"), flat, sight("b")];
    expect(new Set(judge(...loop, ...loop, ...loop))).toEqual(new Set([null]));
    expect(new Set(judge(flat, flat, flat, flat))).toEqual(new Set([null]));
  });

  it("begins afresh after a fault: what was mended is not mended again at once", () => {
    const found = judge(sight("a"), sight("b", "a"), sight("c", "a"), sight("d", "a"), sight("e"));
    expect(found).toEqual([null, null, "screen-still", null, null]);
  });

  it("gives no false alarm in ten thousand changes, whatever the slides look like", () => {
    // Slides of which some look like their neighbour and some are flat, each as it always looks, seen now and then.
    const deck = Array.from({ length: 40 }, (_, index) => {
      const flat = index % 9 === 4;
      return sight(`s${index}`, index % 7 === 3 ? `s${index - 1}` : `s${index}`, flat);
    });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2_000, maxLength: 2_000 }),
        (skips) => {
          let at = 0;
          const seen = skips.map((skip) => deck[(at += skip) % deck.length] ?? sight("none"));
          expect(new Set(judge(...seen))).toEqual(new Set([null]));
        },
      ),
      { numRuns: 10 },
    );
  });

  it("knows one colour from one colour with a speck on it", () => {
    const pixels = Buffer.alloc(1280 * 720 * 4, 32);
    expect(seenIn(PNG(1280, 720, pixels, 9)).uniform).toBe(true);
    pixels[1280 * 400 * 4] = 200;
    expect(seenIn(PNG(1280, 720, pixels, 9)).uniform).toBe(false);
  });
});
