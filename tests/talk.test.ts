import { describe, expect, it } from "vitest";
import { chaptersOf, deskOf, pacesOf, type DeskInput } from "../core/desk.ts";
import { handOn, inOurTime, type Handed } from "../core/handed.ts";
import { plainText } from "../core/plain.ts";
import { compileDeck, type CompiledDeck } from "../core/program.ts";
import type { Running } from "../core/running.ts";
import { adopt, begin, perform, seen, type Command, type Show } from "../core/show.ts";
import { overlayOn, overlaySeen, type Bookmark, type Overlay } from "../core/talk.ts";
import { viewOf } from "../core/view.ts";
import { readTaste, usualTaste } from "../core/taste.ts";

/** A talk, played on a clock that the test moves. */
const FR = `---
title: Les cellules
minutes: 20
---
<!-- .slide: data-timing="90" -->
# Début {#start}

Note: Bonjour.

---
<!-- .slide: class="section" data-timing="30" -->
## Milieu {#middle}

- un {.fragment}
- deux {.fragment}

---
# Fin {#end}

Note: Merci.
`;
const EN = FR.replace("Début", "Start").replace("Milieu", "Middle").replace("Bonjour", "Hello");

function talkOf(fr = FR, en = EN) {
  const decks = [compileDeck("/t.fr.md", fr, { base: "", lang: "fr" })];
  if (en) decks.push(compileDeck("/t.en.md", en, { base: "", lang: "en" }));
  const running: Running = {
    loops: decks.map(({ program: { deck, revision, lang, slides } }) => [
      { deck, revision, lang, slides },
    ]),
  };
  return { decks, running };
}

function speak(running: Running, show: Show, events: [atMs: number, ...Command[]][]): Show {
  return events.reduce(
    (last, [mono, ...commands]) =>
      commands.reduce(
        (each, command) => perform(each, command, running, { mono, wall: 0, zone: "UTC" }),
        last,
      ),
    show,
  );
}
const start = (offer: Bookmark | null = null) =>
  begin("talk", { mono: 0, wall: 0, zone: "UTC" }, offer);
const next: Command = { type: "next" };
const desk = (
  show: Show,
  { decks, running }: { decks: CompiledDeck[]; running: Running },
  mono = 0,
): DeskInput => ({
  show,
  running,
  mono,
  deckOf: (cue) => decks.find(({ program }) => program.deck === cue.deck) ?? null,
  problems: [],
  displays: [],
});

it("what the room sees closer stays over the steps and the languages of a slide, and goes with it", () => {
  const { running } = talkOf();
  const region = { x: 320, y: 180, width: 640, height: 360 };
  const closer = speak(running, start(), [[0, next, { type: "zoom", region }]]);
  expect(closer).toMatchObject({ slide: 1, talk: { zoom: region } });
  const stepped = speak(running, closer, [[10, next, { type: "language" }, { type: "previous" }]]);
  expect(stepped).toMatchObject({ slide: 1, step: 0, talk: { zoom: region } });
  expect(viewOf(stepped, running).zoom).toEqual(region);
  expect(speak(running, stepped, [[20, { type: "previous" }]]).talk?.zoom).toBeNull();
  expect(speak(running, stepped, [[20, { type: "zoom", region: null }]]).talk?.zoom).toBeNull();
});

describe("the clock of a talk", () => {
  const talk = talkOf();
  const at = (show: Show, mono: number) => deskOf(desk(show, talk, mono)).clock;

  it("starts with the first move, is held for a question, and goes on", () => {
    const moved = speak(talk.running, start(), [[5_000, next]]);
    expect(at(start(), 4_000)).toEqual({ running: false, elapsedMs: 0 });
    expect(at(moved, 8_000)).toEqual({ running: true, elapsedMs: 3_000 });
    const asked = speak(talk.running, moved, [[8_000, { type: "clock", clock: "hold" }]]);
    expect(at(asked, 60_000)).toEqual({ running: false, elapsedMs: 3_000 });
    const answered = speak(talk.running, asked, [[60_000, { type: "clock", clock: "start" }]]);
    expect(at(answered, 61_000)).toEqual({ running: true, elapsedMs: 4_000 });
    const reset = speak(talk.running, answered, [[62_000, { type: "clock", clock: "reset" }]]);
    expect(at(reset, 70_000)).toEqual({ running: false, elapsedMs: 0 });
  });

  it("shares its time among the slides, without the questions", () => {
    const show = speak(talk.running, start(), [
      [0, { type: "clock", clock: "start" }],
      [10_000, next],
      [25_000, { type: "clock", clock: "hold" }],
      [90_000, { type: "clock", clock: "start" }],
      [95_000, { type: "last" }],
    ]);
    const spent = pacesOf(desk(show, talk, 102_000)).map(({ key, minutes, spentMs }) => [
      key,
      minutes,
      spentMs,
    ]);
    expect(spent).toEqual([
      ["start", 1.5, 10_000],
      ["middle", 0.5, 20_000],
      ["end", null, 7_000],
    ]);
  });

  it("goes on in a process whose own clock began at another moment", () => {
    const moved = speak(talk.running, start(), [[5_000, next]]);
    const later = inOurTime(moved, 7_000, 1_000);
    expect(at(later, 1_000)).toEqual({ running: true, elapsedMs: 3_000 });
    // The time of day jumped back in between: nothing is taken for the future.
    expect(at(inOurTime(moved, 0, 1_000), 1_000)).toEqual({ running: true, elapsedMs: 0 });
  });
});

describe("the curtain", () => {
  const { running } = talkOf();

  it.each(["black", "white", "frozen"] as const)(
    "%s falls, and opens when asked again",
    (curtain) => {
      const fallen = speak(running, start(), [[0, { type: "curtain", curtain }]]);
      expect(fallen.talk?.curtain).toBe(curtain);
      const opened = speak(running, fallen, [[0, { type: "curtain", curtain }]]);
      expect(opened.talk).toMatchObject({ curtain: "open", frozen: null });
    },
  );

  it("lets the speaker browse while it is frozen, then shows where they are, or comes back", () => {
    const frozen = speak(running, start(), [
      [0, next, { type: "curtain", curtain: "frozen" }, next, { type: "last" }],
    ]);
    expect(frozen.slide).toBe(2);
    expect(seen(frozen)).toMatchObject({ slide: 1, step: 0 });
    const shown = speak(running, frozen, [[0, { type: "curtain", curtain: "open" }]]);
    expect(seen(shown)).toMatchObject({ slide: 2, step: 0 });
    const back = speak(running, frozen, [[0, { type: "return" }]]);
    expect(back).toMatchObject({ slide: 1, step: 0, talk: { curtain: "open" } });
  });

  it("keeps the frozen slide where it has gone in an edited deck", () => {
    const frozen = speak(running, start(), [[0, next, { type: "curtain", curtain: "frozen" }]]);
    const edited = talkOf(FR.replace("# Début", "# Neuf\n\n---\n# Début")).running;
    expect(seen(adopt(frozen, running, edited)).slide).toBe(2);
  });
});

describe("the language", () => {
  it("changes on the same slide and step, and back, and no move crosses into the other", () => {
    const { running } = talkOf();
    const there = speak(running, start(), [[0, next, next, { type: "language" }]]);
    expect(there).toMatchObject({ turn: 1, slide: 1, step: 1 });
    expect(speak(running, there, [[0, { type: "language" }]])).toMatchObject({
      turn: 0,
      slide: 1,
      step: 1,
    });
    const first = speak(running, there, [[0, { type: "first" }, { type: "previous" }]]);
    expect(first).toMatchObject({ turn: 1, slide: 0, step: 0 });
    const last = speak(running, there, [[0, { type: "last" }, next]]);
    expect(last).toMatchObject({ turn: 1, slide: 2 });
  });

  it("stays the only one of a deck that has no other", () => {
    const { running } = talkOf(FR, "");
    const show = speak(running, start(), [[0, next]]);
    expect(speak(running, show, [[0, { type: "language" }]])).toBe(show);
  });
});

describe("a talk that was broken off", () => {
  const offer: Bookmark = {
    deck: "/t.fr.md",
    lang: "fr",
    key: "middle",
    slide: 1,
    step: 1,
    ran: 65_000,
    spent: { start: 60_000 },
  };
  const talk = talkOf();

  it("is offered, and taken up on its slide, step and time", () => {
    expect(deskOf(desk(start(offer), talk)).resume).toEqual({
      slide: 1,
      of: 3,
      title: "Milieu",
      step: 1,
      elapsedMs: 65_000,
    });
    const on = speak(talk.running, start(offer), [[2_000, { type: "resume" }]]);
    expect(deskOf(desk(on, talk, 3_000))).toMatchObject({
      slide: 1,
      step: 1,
      resume: null,
      clock: { running: true, elapsedMs: 66_000 },
    });
    expect(pacesOf(desk(on, talk, 3_000))[0]?.spentMs).toBe(60_000);
  });

  it("is forgotten when its speaker begins anew", () => {
    const anew = speak(talk.running, start(offer), [[0, { type: "forget" }]]);
    expect(deskOf(desk(anew, talk))).toMatchObject({ slide: 0, resume: null });
  });
});

describe("the desk", () => {
  const talk = talkOf();

  it("says where the talk is and what next will show, step by step", () => {
    const at = (show: Show) => deskOf(desk(show, talk));
    const first = at(start());
    expect(first).toMatchObject({ title: "Les cellules", minutes: 20, slideMinutes: 1.5, of: 3 });
    expect(first).toMatchObject({ section: null, minutesBefore: 0, langs: ["fr", "en"] });
    expect(first.following).toEqual({ slide: 1, title: "Milieu", steps: 2, minutes: 0.5 });
    const middle = at(speak(talk.running, start(), [[0, next, next]]));
    expect(middle).toMatchObject({
      slide: 1,
      step: 1,
      steps: 2,
      section: "Milieu",
      minutesBefore: 1.5,
    });
    expect(middle.next).toMatchObject({ current: middle.here.current, step: 2 });
    const end = at(speak(talk.running, start(), [[0, { type: "last" }]]));
    expect(end).toMatchObject({
      next: null,
      following: null,
      section: "Milieu",
      slideMinutes: null,
    });
  });

  it("counts no slide that is for the kiosk alone", () => {
    const source = FR.replace(
      "---\n# Fin",
      '---\n<!-- .slide: data-only="kiosk" class="section" -->\n# Stand\n---\n# Fin',
    );
    const { decks } = talkOf(source, "");
    const run = {
      loops: decks.map(({ program }) => [
        { ...program, slides: program.slides.filter(({ only }) => only !== "kiosk") },
      ]),
    };
    const end = desk(speak(run, start(), [[0, { type: "last" }]]), { decks, running: run });
    expect(deskOf(end)).toMatchObject({ slide: 2, of: 3, section: "Milieu", minutesBefore: 2 });
    expect(deskOf(end).notes[0]?.html).toContain("Merci");
    expect(chaptersOf(end).map(({ slide, title, section }) => [slide, title, section])).toEqual([
      [0, "Début", null],
      [1, "Milieu", "Milieu"],
      [2, "Fin", "Milieu"],
    ]);
    expect(deskOf(end).here.slides.at(-1)).toMatchObject({ slide: 3, of: 3, place: "0/0/2" });
  });

  it("has the notes of both languages, the one that plays first", () => {
    const { notes } = deskOf(desk(speak(talk.running, start(), [[0, { type: "language" }]]), talk));
    expect(notes.map(({ lang, html }) => [lang, plainText(html)])).toEqual([
      ["en", "Hello."],
      ["fr", "Bonjour."],
    ]);
  });

  it("lists every slide with its words", () => {
    const chapters = chaptersOf(desk(start(), talk));
    expect(chapters.map(({ slide, key, section }) => [slide, key, section])).toEqual([
      [0, "start", null],
      [1, "middle", "Milieu"],
      [2, "end", "Milieu"],
    ]);
    expect(chapters[1]?.text).toContain("un deux");
  });
});

describe("the words of a slide", () => {
  it("are without tags, styles and the source of formulas", () => {
    const html =
      "<p>a&nbsp;&amp; <b>b</b></p><style>p{}</style><annotation>x^2</annotation>&#233;&#x1F600;&odd;";
    expect(plainText(html)).toBe("a & b é😀&odd;");
  });
});

describe("what lies over the slides", () => {
  const { running } = talkOf();
  const at = (x: number): Command => ({
    type: "draw",
    key: "middle",
    command: { type: "begin", kind: "pen", at: [x, 0] },
  });
  const region = { x: 0, y: 0, width: 640, height: 360 };
  const drawn = () =>
    speak(running, start(), [
      [0, next, at(10), { type: "zoom", region }, { type: "point", at: [7, 8] }],
    ]);

  it("is the show's, by the key of the slide; the light and the closer look go out with it", () => {
    const { talk } = speak(running, drawn(), [[0, at(20), { type: "last" }]]);
    expect(talk?.drawings.get("middle")?.strokes).toHaveLength(2);
    expect(talk).toMatchObject({ light: null, zoom: null });
    const undo: Command = { type: "draw", key: "middle", command: { type: "undo" } };
    const undone = speak(running, drawn(), [[0, undo, undo]]);
    expect(undone.talk?.drawings.get("middle")).toBeUndefined();
    // A kiosk has none of it.
    const kiosk = begin("kiosk", { mono: 0, wall: 0, zone: "UTC" });
    expect(perform(kiosk, at(1), running, { mono: 0, wall: 0, zone: "UTC" })).toBe(kiosk);
  });

  it("stays for a frozen audience as it was, and is shown as it is once it follows again", () => {
    const frozen = speak(running, drawn(), [
      [
        0,
        { type: "curtain", curtain: "frozen" },
        at(20),
        { type: "point", at: null },
        { type: "zoom", region: null },
      ],
    ]);
    const { talk } = frozen;
    if (!talk) throw new Error("no talk");
    const xs = (over: Overlay) => over.strokes.map(({ points }) => points[0]);
    expect(overlaySeen(talk, "middle")).toMatchObject({ zoom: region, light: [7, 8] });
    expect(xs(overlaySeen(talk, "middle"))).toEqual([10]);
    expect(viewOf(seen(frozen), running).zoom).toEqual(region);
    expect(xs(overlayOn(talk, "middle"))).toEqual([10, 20]);
    const open = speak(running, frozen, [[0, { type: "curtain", curtain: "open" }]]);
    expect(open.talk && xs(overlaySeen(open.talk, "middle"))).toEqual([10, 20]);
    const back = speak(running, frozen, [[0, { type: "last" }, { type: "return" }]]);
    expect(back).toMatchObject({ slide: 1, talk: { zoom: region } });
  });

  it("is read from its file by the next process of the app, but for what a frozen audience sees", () => {
    const frozen = speak(running, drawn(), [[0, { type: "curtain", curtain: "frozen" }]]);
    const handed = JSON.parse(JSON.stringify(handOn(frozen))) as Handed;
    expect(handed.talk).not.toHaveProperty("drawings");
    const taken = inOurTime(handed, 0, 0);
    expect(taken.talk?.drawings.size).toBe(0);
    expect(taken.talk && overlaySeen(taken.talk, "middle").strokes).toHaveLength(1);
    const left = frozen.talk?.drawings ?? new Map();
    const recalled = speak(running, taken, [[0, { type: "recall", drawings: left }]]);
    expect(recalled.talk?.drawings).toEqual(left);
  });
});

describe("how a speaker likes the console", () => {
  it("is kept though an older console wrote something else with it, and usual when it is damaged", () => {
    const older = { ...usualTaste("fr-FR"), notes: 48, otherNotes: true };
    expect(readTaste(older, "fr-FR")).toEqual({ ...usualTaste("fr-FR"), notes: 48 });
    for (const damaged of [null, "x", { notes: 9_000 }, { notesIn: "xx" }])
      expect(readTaste(damaged, "en-GB")).toEqual(usualTaste("en-GB"));
  });
});
