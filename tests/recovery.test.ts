import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterDeath, allWell, asideFor, readRecovery, type Death } from "../core/recovery.ts";

const death = (at: number, change: Partial<Death> = {}): Death => ({
  deck: "/decks/bad.fr.md",
  files: "f1",
  key: "heavy",
  slide: 3,
  at,
  ...change,
});
const after = (...deaths: Death[]) => deaths.reduce(afterDeath, allWell);
const isAside = (known: ReturnType<typeof after>, files = "f1") =>
  asideFor(known, "/decks/bad.fr.md")?.files === files;

describe("a deck whose slide takes the screen down", () => {
  it("is set aside at the third time within a minute", () => {
    expect(isAside(after(death(0), death(10_000)))).toBe(false);
    const known = after(death(0), death(10_000), death(59_000));
    expect(asideFor(known, "/decks/bad.fr.md")).toMatchObject({ slide: 3, key: "heavy" });
  });

  it("is not when the three are further apart, or of different slides", () => {
    expect(isAside(after(death(0), death(30_000), death(61_000)))).toBe(false);
    expect(isAside(after(death(0), death(1), death(2, { key: "other" })))).toBe(false);
  });

  it("plays again once it is another one, and is set aside anew when that one is as bad", () => {
    const known = after(death(0), death(1), death(2));
    expect(isAside(known, "f2")).toBe(false);
    const again = [3, 4, 5].map((at) => death(at, { files: "f2" })).reduce(afterDeath, known);
    expect(isAside(again, "f2")).toBe(true);
    expect(again.aside).toHaveLength(1);
  });

  it("is not judged by a clock that was set", () => {
    expect(isAside(after(death(10_000_000), death(10_000_001), death(0)))).toBe(false);
  });

  it("is remembered across a restart; a damaged memory is as good as none", () => {
    const known = after(death(0), death(1), death(2), death(3, { key: "other" }));
    expect(readRecovery(JSON.parse(JSON.stringify(known)))).toEqual(known);
    for (const damaged of [null, "", { deaths: [], aside: [{ deck: 1 }] }])
      expect(readRecovery(damaged)).toEqual(allWell);
  });

  it("never fills the disk, whatever dies", () => {
    const any = fc.record({
      deck: fc.integer({ min: 0, max: 500 }).map(String),
      files: fc.constantFrom("a", "b"),
      key: fc.constantFrom("k", "l"),
      slide: fc.nat(),
      at: fc.integer({ min: 0, max: 600_000 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 400 }), (deaths) => {
        const known = after(...deaths.flatMap((each) => [each, each, each]));
        expect(known.deaths.length).toBeLessThanOrEqual(20);
        expect(known.aside.length).toBeLessThanOrEqual(100);
        const decks = known.aside.map(({ deck }) => deck);
        expect(new Set(decks).size).toBe(decks.length);
      }),
      { numRuns: 50 },
    );
  });
});
