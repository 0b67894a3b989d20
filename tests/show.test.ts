import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cueAt,
  locate,
  slideAt,
  spotAfter,
  type Cue,
  type Mode,
  type Running,
} from "../core/running.ts";
import type { ProgramSlide } from "../core/deck.ts";
import {
  adopt,
  begin,
  due,
  perform,
  VISIT_MS,
  type Command,
  type Now,
  type Show,
} from "../core/show.ts";

const slideArb = fc.record({
  index: fc.nat({ max: 8 }),
  only: fc.constant(null),
  content: fc.string({ minLength: 1, maxLength: 2 }),
  key: fc.string({ minLength: 1, maxLength: 6 }),
  hash: fc.string({ minLength: 4, maxLength: 4 }),
  title: fc.constant("t"),
  steps: fc.nat({ max: 4 }),
  seconds: fc.integer({ min: 1, max: 60 }),
});
const cueArb: fc.Arbitrary<Cue> = fc.record({
  deck: fc.constantFrom("/a.fr.md", "/b.fr.md", "/c.md"),
  revision: fc.constantFrom("1", "2"),
  lang: fc.constantFrom("fr" as const, "en" as const),
  slides: fc.array(slideArb, { minLength: 1, maxLength: 5 }),
});
const runningArb: fc.Arbitrary<Running> = fc.record({
  loops: fc.array(fc.array(cueArb, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 }),
});
const commandArb: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom<Command>(
    { type: "next" },
    { type: "previous" },
    { type: "first" },
    { type: "last" },
    { type: "tick" },
    { type: "follow", key: "nowhere" },
  ),
  fc.record({ type: fc.constant("go" as const), slide: fc.integer({ min: -5, max: 20 }) }),
);
/** A slide of a program, in the order of its deck. */
function plain(index: number, key: string, steps: number, only: Mode | null = null): ProgramSlide {
  return { index, key, hash: key, content: key, title: key, only, steps, seconds: 10 };
}
/** A command, after some time on the steady clock and any jump of the wall clock. */
const eventArb = fc.record({
  command: commandArb,
  after: fc.nat({ max: 120_000 }),
  jump: fc.integer({ min: -4_000_000_000, max: 4_000_000_000 }),
});
const modeArb = fc.constantFrom<Mode>("kiosk", "talk");
type Event = { command: Command; after: number; jump: number };

function play(
  mode: Mode,
  running: Running,
  events: Event[],
  each?: (show: Show, now: Now) => void,
): Show {
  let now: Now = { mono: 0, wall: 1_800_000_000_000, zone: "UTC" };
  let show = begin(mode, now);
  for (const { command, after, jump } of events) {
    now = { mono: now.mono + after, wall: now.wall + after + jump, zone: "UTC" };
    show = perform(show, command, running, now);
    each?.(show, now);
  }
  return show;
}

describe("a show, whatever happens", () => {
  it("always names a slide and a step that exist", () => {
    fc.assert(
      fc.property(
        modeArb,
        runningArb,
        fc.array(eventArb, { maxLength: 80 }),
        (mode, running, events) => {
          play(mode, running, events, (show) => {
            const slide = slideAt(running, show);
            expect(show.step).toBeGreaterThanOrEqual(0);
            expect(show.step).toBeLessThanOrEqual(slide.steps);
            expect(Number.isSafeInteger(show.turn) && show.turn >= 0).toBe(true);
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is the same for two windows that are fed the same events", () => {
    fc.assert(
      fc.property(
        modeArb,
        runningArb,
        fc.array(eventArb, { maxLength: 40 }),
        (mode, running, events) => {
          expect(play(mode, running, events)).toEqual(play(mode, structuredClone(running), events));
        },
      ),
    );
  });

  it("does not care for the wall clock", () => {
    fc.assert(
      fc.property(
        modeArb,
        runningArb,
        fc.array(eventArb, { maxLength: 40 }),
        (mode, running, events) => {
          const still = events.map((event) => ({ ...event, jump: 0 }));
          expect(play(mode, running, events)).toEqual(play(mode, running, still));
        },
      ),
    );
  });

  it("comes back with previous to where next left, wherever next moved", () => {
    fc.assert(
      fc.property(
        modeArb,
        runningArb,
        fc.array(eventArb, { maxLength: 40 }),
        (mode, running, events) => {
          const now = { mono: 1e9, wall: 0, zone: "UTC" };
          const before = play(mode, running, events);
          const after = perform(before, { type: "next" }, running, now);
          const { turn, cue, slide, step } = before;
          if (
            mode === "talk" &&
            step === slideAt(running, before).steps &&
            !spotAfter(mode, before, running)
          ) {
            expect(after).toMatchObject({ turn, cue, slide, step });
            return;
          }
          expect(after).not.toMatchObject({ turn, cue, slide, step });
          expect(perform(after, { type: "previous" }, running, now)).toMatchObject({
            turn,
            cue,
            slide,
            step,
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("never stops looping: left alone, a kiosk goes through every slide of every language and starts again", () => {
    fc.assert(
      fc.property(runningArb, fc.array(eventArb, { maxLength: 20 }), (running, events) => {
        let show = play("kiosk", running, events);
        const from = show.turn;
        const seen = new Set<string>();
        let mono = 1e9;
        const total = running.loops
          .flat()
          .reduce(
            (sum, cue) => sum + cue.slides.reduce((steps, slide) => steps + slide.steps + 1, 0),
            0,
          );
        for (
          let ticks = 0;
          ticks < 3 * total + 3 && show.turn < from + 2 * running.loops.length + 1;
          ticks += 1
        ) {
          const moment = due(show, running);
          expect(moment).not.toBeNull();
          mono = Math.max(mono, moment ?? 0);
          show = perform(show, { type: "tick" }, running, { mono, wall: 0, zone: "UTC" });
          seen.add(`${show.turn % running.loops.length}/${show.cue}/${show.slide}/${show.step}`);
        }
        expect(show.turn).toBeGreaterThan(from);
        expect(seen.size).toBe(total);
      }),
    );
  });

  it("keeps its slide when the running order changes and the slide is still there", () => {
    fc.assert(
      fc.property(runningArb, fc.array(eventArb, { maxLength: 20 }), (running, events) => {
        const show = play("kiosk", running, events);
        const again = adopt(show, running, structuredClone(running));
        const before = cueAt(running, show);
        const after = cueAt(running, again);
        expect([after.deck, after.lang]).toEqual([before.deck, before.lang]);
        expect(slideAt(running, again)).toBeDefined();
      }),
    );
  });

  it("survives a running order of which nothing is left", () => {
    fc.assert(
      fc.property(
        runningArb,
        runningArb,
        fc.array(eventArb, { maxLength: 20 }),
        (before, after, events) => {
          const show = adopt(play("kiosk", before, events), before, after);
          expect(slideAt(after, show).steps).toBeGreaterThanOrEqual(show.step);
        },
      ),
    );
  });
});

describe("another running order", () => {
  const cue = (...slides: ProgramSlide[]): Cue => ({
    deck: "a",
    revision: "1",
    lang: "fr",
    slides,
  });
  const at = (running: Running, spot: Partial<Show>): Show => ({
    ...begin("talk", { mono: 0, wall: 0, zone: "UTC" }),
    ...spot,
    ...(spot.turn === undefined && { turn: running.loops.length }),
  });
  const [one, loop, talk, last] = [
    plain(0, "one", 2),
    plain(1, "loop", 1, "kiosk"),
    plain(2, "talk", 1, "talk"),
    plain(3, "last", 2),
  ];
  const kiosk: Running = { loops: [[cue(one, loop, last)]] };
  const talks: Running = { loops: [[cue(one, talk, last)]] };

  it("of the other mode keeps the slide by its key, and its step", () => {
    const carried = adopt(at(kiosk, { slide: 2, step: 2 }), kiosk, talks);
    expect(carried).toMatchObject({ slide: 2, step: 2 });
    expect(locate(talks, { deck: "a", lang: "fr", key: "last", slide: 3 })?.slide).toBe(2);
  });

  it("of the other mode takes up near a slide that it leaves out, and never beyond the next", () => {
    expect(adopt(at(talks, { slide: 1 }), talks, kiosk)).toMatchObject({ slide: 1, step: 0 });
    expect(locate(kiosk, { deck: "a", lang: "fr", key: "talk", slide: 2 })?.slide).toBe(2);
    expect(locate(talks, { deck: "a", lang: "fr", key: "loop", slide: 1 })?.slide).toBe(1);
  });

  it("keeps the text in sight when slides without a name have moved", () => {
    const before: Running = { loops: [[cue(plain(0, "slide-1", 0), plain(1, "slide-2", 2))]] };
    const moved = { ...plain(2, "slide-3", 2), content: "slide-2" };
    const other = { ...plain(1, "slide-2", 2), content: "new" };
    const after: Running = { loops: [[cue(plain(0, "slide-1", 0), other, moved)]] };
    expect(adopt(at(before, { slide: 1, step: 2 }), before, after)).toMatchObject({
      slide: 2,
      step: 2,
    });
  });

  it("that plays several parts of a deck keeps to the part in which the slide is", () => {
    const parts: Running = { loops: [[cue(one), cue(last)]] };
    expect(adopt(at(parts, { cue: 1 }), parts, parts)).toMatchObject({ cue: 1, slide: 0 });
    const twice: Running = { loops: [[cue(one, last), cue(last)]] };
    expect(adopt(at(parts, { cue: 1 }), parts, twice)).toMatchObject({ cue: 1, slide: 0 });
    const turned: Running = { loops: [[cue(last), cue(one)]] };
    expect(adopt(at(parts, { cue: 1 }), parts, turned)).toMatchObject({ cue: 0, slide: 0 });
  });

  it("leads no link to a slide that it leaves out", () => {
    const show = at(talks, {});
    const followed = perform(show, { type: "follow", key: "loop" }, talks, {
      mono: 1,
      wall: 0,
      zone: "UTC",
    });
    expect(followed).toBe(show);
  });
});

describe("time", () => {
  const slide = plain(0, "a", 1);
  const running: Running = {
    loops: [
      [
        {
          deck: "/a.md",
          revision: "1",
          lang: "fr",
          slides: [slide, plain(1, "b", 0)],
        },
      ],
    ],
  };

  it("shares a slide's seconds between its steps, to the millisecond", () => {
    let show = begin("kiosk", { mono: 0, wall: 0, zone: "UTC" });
    show = perform(show, { type: "tick" }, running, { mono: 4_999, wall: 0, zone: "UTC" });
    expect(show).toMatchObject({ slide: 0, step: 0 });
    show = perform(show, { type: "tick" }, running, { mono: 5_000, wall: 0, zone: "UTC" });
    expect(show).toMatchObject({ slide: 0, step: 1, since: 5_000 });
    show = perform(show, { type: "tick" }, running, { mono: 10_000, wall: 0, zone: "UTC" });
    expect(show).toMatchObject({ slide: 1, step: 0 });
    show = perform(show, { type: "tick" }, running, { mono: 20_000, wall: 0, zone: "UTC" });
    expect(show).toMatchObject({ turn: 1, slide: 0 });
  });

  it("waits for a visitor who has touched, then starts the loop afresh", () => {
    let show = perform(
      begin("kiosk", { mono: 0, wall: 0, zone: "UTC" }),
      { type: "last" },
      running,
      {
        mono: 100,
        wall: 0,
        zone: "UTC",
      },
    );
    expect(show).toMatchObject({ slide: 1, visit: 100 });
    show = perform(show, { type: "tick" }, running, { mono: 99 + VISIT_MS, wall: 0, zone: "UTC" });
    expect(show).toMatchObject({ slide: 1, visit: 100 });
    show = perform(show, { type: "tick" }, running, { mono: 100 + VISIT_MS, wall: 0, zone: "UTC" });
    expect(show).toMatchObject({ turn: 1, cue: 0, slide: 0, step: 0, visit: null });
  });

  it("leaves a talk to its speaker", () => {
    const show = begin("talk", { mono: 0, wall: 0, zone: "UTC" });
    expect(due(show, running)).toBeNull();
    expect(perform(show, { type: "tick" }, running, { mono: 1e12, wall: 0, zone: "UTC" })).toBe(
      show,
    );
  });
});

describe("a link of the deck", () => {
  const at = { mono: 0, wall: 0, zone: "UTC" };
  const cue = (deck: string, lang: "fr" | "en", keys: string[]) => ({
    deck,
    lang,
    revision: "1",
    slides: keys.map((key, index) => plain(index, key, 2)),
  });
  const running: Running = {
    loops: [
      [
        cue("a", "en", ["one", "two"]),
        cue("b", "en", ["two", "three"]),
        cue("a", "fr", ["four"]),
        cue("a", "en", ["one", "five"]),
      ],
    ],
  };
  const follow = (show: Show, key: string) =>
    perform(show, { type: "follow", key }, running, { mono: 7, wall: 0, zone: "UTC" });
  const stepped = perform(begin("kiosk", at), { type: "next" }, running, at);

  it("leads to its slide, at the first step, and counts as a visit", () => {
    expect(follow(stepped, "two")).toMatchObject({ turn: 0, cue: 0, slide: 1, step: 0, visit: 7 });
    const back = follow({ ...stepped, turn: 5, slide: 1, step: 2 }, "one");
    expect(back).toMatchObject({ turn: 5, cue: 0, slide: 0, step: 0, since: 7 });
  });

  it("leads to another stretch of the same deck in the same language, and nowhere else", () => {
    expect(follow(stepped, "five")).toMatchObject({ cue: 3, slide: 1, step: 0 });
    for (const key of ["three", "four", "none", "__proto__"]) {
      expect(follow(stepped, key)).toEqual({ ...stepped, visit: 7 });
    }
  });
});
