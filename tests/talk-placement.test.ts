import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Display } from "../electron/displays.ts";
import { known } from "../electron/placement.ts";
import {
  deskDisplaysOf,
  placeTalk,
  swapped,
  type Seating,
  type SeatsKept,
} from "../electron/talk-placement.ts";

const display = (label: string, left: number, more: Partial<Display> = {}): Display => ({
  id: `${label} ${left}`,
  label,
  primary: false,
  internal: false,
  left,
  top: 0,
  width: 1920,
  height: 1080,
  ...more,
});
const laptop = display("Laptop", 0, { internal: true, primary: true });
const projector = display("Projector", 1920);
const monitor = display("Monitor", 3840);
const seats = (displays: Display[], wanted: string | null = null, kept: SeatsKept = {}) => {
  const placed = placeTalk(known(displays), wanted, kept);
  return placed && [placed.audience.left, placed.speaker.left];
};

describe("a talk's two windows", () => {
  it("share the only display", () => {
    expect(seats([])).toBeNull();
    expect(seats([laptop])).toBeNull();
  });

  it("find the external display for the audience, wherever it stands and whichever is the main one", () => {
    expect(seats([laptop, projector])).toEqual([1920, 0]);
    const main = { ...projector, primary: true };
    expect(seats([main, { ...laptop, primary: false }])).toEqual([1920, 0]);
  });

  it("take the main display for the laptop's where none says that it is built in", () => {
    const [one, two] = [display("", 0), display("", 1920, { primary: true })];
    expect(seats([one, two])).toEqual([0, 1920]);
  });

  it("go where it is asked, and leave a third display alone", () => {
    expect(seats([laptop, projector, monitor], "monitor")).toEqual([3840, 0]);
    expect(seats([laptop, projector, monitor], "1")).toEqual([0, 1920]);
    expect(seats([laptop, projector, monitor])).toEqual([1920, 0]);
  });

  it("change places, and keep to it in the same room, even when the displays stand otherwise", () => {
    const kept = swapped(known([laptop, projector]), null, {});
    expect(seats([laptop, projector], null, kept)).toEqual([0, 1920]);
    const moved = [
      { ...projector, left: 0 },
      { ...laptop, left: 1920 },
    ];
    expect(seats(moved, null, kept)).toEqual([1920, 0]);
    // Another projector is another room.
    expect(seats([laptop, monitor], null, kept)).toEqual([3840, 0]);
  });

  it("change places between two displays that are the very same", () => {
    const twins = [display("Twin", 0), display("Twin", 1920)];
    const [audience, speaker] = seats(twins) ?? [];
    const kept = swapped(known(twins), null, {});
    expect(seats(twins, null, kept)).toEqual([speaker, audience]);
    expect(seats(twins, null, swapped(known(twins), null, kept))).toEqual([audience, speaker]);
  });

  it("never share one of several, and are where they were after any unplug and replug", () => {
    const displays = fc
      .uniqueArray(fc.nat({ max: 5 }), { minLength: 2, maxLength: 5 })
      .map((all) =>
        all.map((left) =>
          display(left % 2 ? "A" : "B", left * 1920, { internal: left === 3, primary: left === 0 }),
        ),
      );
    fc.assert(
      fc.property(displays, fc.nat({ max: 3 }), (all, swaps) => {
        let kept: SeatsKept = {};
        for (let done = 0; done < swaps; done += 1) kept = swapped(known(all), null, kept);
        const before = seats(all, null, kept);
        expect(new Set(before).size).toBe(2);
        // Something else is plugged in meanwhile, and swapped there.
        kept = swapped(known([...all, monitor]), null, kept);
        expect(seats(all, null, kept)).toEqual(before);
      }),
    );
  });
});

describe("the numbers of the displays", () => {
  const held = (displays: Display[], more: Partial<Seating> = {}) =>
    deskDisplaysOf({
      displays: known(displays),
      wanted: null,
      windowed: false,
      kept: {},
      front: null,
      ...more,
    }).map(({ number, holds }) => [number, holds]);

  it("are said by the windows that hold them", () => {
    expect(held([laptop, projector, monitor])).toEqual([
      [1, "speaker"],
      [2, "audience"],
      [3, null],
    ]);
  });

  it("are said on the only display by the window in front", () => {
    expect(held([laptop])).toEqual([[1, "speaker"]]);
    expect(held([laptop], { front: "audience" })).toEqual([[1, "audience"]]);
    expect(held([laptop], { windowed: true, front: "audience" })).toEqual([[1, "speaker"]]);
  });

  it("are said on every display where nobody knows which window lies on which", () => {
    expect(held([laptop, projector], { windowed: true })).toEqual([
      [1, null],
      [2, null],
    ]);
  });
});

it("of two displays that are the very same, the one that stays is no other for that", () => {
  const recalled = new Map();
  const twins = [
    { ...projector, id: "5" },
    { ...projector, id: "7", left: 3840 },
  ];
  const names = (displays: Display[]) => known(displays, recalled).map((each) => each.fingerprint);
  const both = names(twins);
  expect(new Set(both).size).toBe(2);
  expect(names(twins.slice(1))).toEqual(both.slice(1));
  // In another socket it has another number.
  expect(names([{ ...projector, id: "9" }, ...twins.slice(1)])).toEqual(both);
  expect(names(twins.toReversed())).toEqual(both.toReversed());
});
