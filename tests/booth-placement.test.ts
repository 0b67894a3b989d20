import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeBooth, type BoothHome } from "../electron/booth-placement.ts";
import { known, type KnownDisplay } from "../electron/placement.ts";

const labels = ["A", "B", "C", "TV", "TV"];
/** Some of the displays, in any order, two of which are the very same; the first is the main one. */
const plugged = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 1 }).map(on);
function on(all: number[]) {
  return all.map((which, place) => ({
    id: `${which}`,
    label: labels[which] ?? "",
    primary: place === 0,
    internal: false,
    left: place * 1920,
    top: 0,
    width: 1920,
    height: 1080,
  }));
}
const wishes = fc.option(fc.constantFrom("a", "C", "1", "3", "nowhere"));

describe("a booth's display", () => {
  it("is one and the same whatever comes and goes; else the main one, or none beside another show", () => {
    fc.assert(
      fc.property(
        wishes,
        fc.array(fc.tuple(plugged, fc.boolean()), { minLength: 1 }),
        (wanted, turns) => {
          const recalled = new Map<string, KnownDisplay>();
          // The twins were seen side by side: one that comes later could be the first in another socket.
          known(on([0, 1, 2, 3, 4]), recalled);
          let home: BoothHome | null = null;
          for (const [there, alone] of turns) {
            const displays = known(there, recalled);
            const before: BoothHome | null = home;
            const placed = placeBooth(displays, {
              wanted,
              windowed: false,
              home,
              alone: () => alone,
            });
            ({ home } = placed);
            if (before) expect(home).toBe(before);
            const own = displays.find(({ id }) => id === home?.id);
            if (own) expect(placed.aim).toEqual({ display: own, as: "full" });
            else if (alone) expect(placed.aim).toEqual({ display: displays[0], as: "full" });
            else expect(placed.aim).toBe("away");
          }
        },
      ),
    );
  });

  it("is known by its socket when it comes back with another size", () => {
    const [one, two] = known(on([0, 1]));
    if (!one || !two) throw new Error("two displays");
    const wish = { wanted: "2", windowed: true, alone: () => false };
    const { home } = placeBooth([one, two], { ...wish, home: null });
    const [, smaller] = known([one, { ...two, width: 1280, height: 720 }]);
    if (!smaller) throw new Error("two displays");
    expect(placeBooth([one, smaller], { ...wish, home }).aim).toEqual({
      display: smaller,
      as: "window",
    });
    expect(placeBooth([one], { ...wish, home }).aim).toBe("away");
    expect(placeBooth([], { ...wish, home }).aim).toBeNull();
  });
});
