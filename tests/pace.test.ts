import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sayDuration, sayTimer } from "../core/duration.ts";
import { paceOf, sayPace } from "../core/pace.ts";
import { placeAt, plannedFor, planTalk } from "../core/plan.ts";

const start = { slide: 0, step: 0, steps: 0 };

describe("the plan of a talk", () => {
  it("shares what is left between the slides without a time of their own", () => {
    expect(planTalk(10, [60, null, null, 60]).starts).toEqual([0, 60e3, 300e3, 540e3, 600e3]);
  });

  it("leaves the end for questions when less is planned than there is time for", () => {
    const plan = planTalk(20, [60, 120]);
    expect(plan.total).toBe(1_200_000);
    expect([0, 1].map((slide) => plannedFor(plan, slide))).toEqual([60_000, 120_000]);
  });

  it("squeezes what is planned into the time there is", () => {
    expect(planTalk(1, [60, 60]).starts).toEqual([0, 30_000, 60_000]);
  });

  it("is the sum of the slides' times when the deck has no minutes, and none when that is not known", () => {
    expect(planTalk(null, [30, 60]).total).toBe(90_000);
    expect(planTalk(null, [30, null])).toEqual({ total: null, starts: [] });
    expect(planTalk(null, [])).toEqual({ total: null, starts: [] });
    expect(plannedFor(planTalk(null, [null]), 0)).toBeNull();
  });

  it("never goes backwards and never beyond its minutes", () => {
    const timing = fc.option(fc.integer({ min: 1, max: 600 }));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.array(timing, { minLength: 1 }),
        (minutes, all) => {
          const { starts } = planTalk(minutes, all);
          expect(starts).toHaveLength(all.length + 1);
          expect(starts.toSorted((a, b) => a - b)).toEqual(starts);
          expect(starts.at(-1)).toBeLessThanOrEqual(minutes * 60_000 + 1);
        },
      ),
    );
  });

  it("says which slide is due", () => {
    const plan = planTalk(null, [10, 30]);
    expect([0, 5_000, 10_000, 25_000, 40_000, 99_000].map((ms) => placeAt(plan, ms))).toEqual([
      0, 0.5, 1, 1.5, 2, 2,
    ]);
    expect(placeAt(planTalk(null, []), 1_000)).toBeNull();
  });
});

describe("the pace", () => {
  const plan = planTalk(10, [120, 120, 120, 120, 120]);
  const at = (slide: number, ms: number, step = 0, steps = 0) =>
    paceOf(plan, { slide, step, steps }, ms);

  it("stands still while the speaker is within the slide's time", () => {
    for (const ms of [0, 60_000, 119_000])
      expect(at(0, ms)).toMatchObject({ level: "on", behind: 0 });
    expect(sayPace(at(0, 60_000), "fr")).toEqual({
      fact: "Dans les temps",
      advice: "Gardez ce rythme",
    });
  });

  it("says how far ahead or behind, in words and as a level", () => {
    expect(sayPace(at(2, 192_000), "fr").fact).toBe("48\u00a0s d’avance");
    expect(sayPace(at(2, 192_000), "en").fact).toBe("48\u00a0s ahead");
    expect(at(2, 192_000).level).toBe("ahead");
    expect(at(0, 150_000)).toMatchObject({ level: "behind", behind: 30_000 });
    expect(sayPace(at(0, 200_000), "fr").fact).toBe("1\u00a0min\u00a020 de retard");
    expect(at(0, 200_000).level).toBe("late");
    expect(sayPace(at(4, 630_000), "en")).toEqual({ fact: "30\u00a0s over", advice: "Conclude" });
    expect(at(4, 630_000)).toMatchObject({ level: "over", remaining: -30_000 });
  });

  it("gives each step its part of the slide", () => {
    expect(at(0, 60_000, 0, 3).behind).toBe(30_000);
    expect(at(0, 60_000, 3, 3).behind).toBe(-30_000);
    expect(at(0, 60_000, 2, 3).behind).toBe(0);
    expect(at(1, 0, 1, 3).here).toBe(1.25);
  });

  it("has nothing to say without a plan", () => {
    const none = paceOf(planTalk(null, [null]), start, 5_000);
    expect(none).toEqual({ level: "none", behind: 0, remaining: null, here: 0, due: null });
    expect(sayPace(none, "fr")).toEqual({ fact: "Rythme libre", advice: "Durée non prévue" });
  });
});

describe("a duration", () => {
  it("is said in the largest units that matter", () => {
    const said = [900, 48_000, 60_000, 80_000, 3_900_000].map((ms) => sayDuration(ms, "fr"));
    expect(said.map((text) => text.replaceAll("\u00a0", " "))).toEqual([
      "0 s",
      "48 s",
      "1 min",
      "1 min 20",
      "1 h 05",
    ]);
    expect(sayDuration(80_000, "en")).toBe("1\u00a0min\u00a020\u00a0s");
  });

  it("shows on a timer, over time too", () => {
    expect([0, 999, 504_000, 3_723_000, -1, -1_000, -30_000].map(sayTimer)).toEqual([
      "00:00",
      "00:00",
      "08:24",
      "1:02:03",
      "00:00",
      "−00:01",
      "−00:30",
    ]);
  });
});
