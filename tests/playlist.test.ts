import { describe, expect, it } from "vitest";
import type { Lang, Program } from "../core/deck.ts";
import { playlistOfDecks, readPlaylist, run, type Playlist } from "../core/playlist.ts";

function read(source: string): Playlist {
  const playlist = readPlaylist(source);
  if (!("items" in playlist)) throw new Error(playlist.message.en);
  return playlist;
}

function program(deck: string, lang: Lang, seconds: number[]): Program {
  const slides = seconds.map((each, index) => ({
    index,
    key: `${index}`,
    hash: `${deck}${index}`,
    content: `${index}`,
    title: "",
    only: null,
    steps: 0,
    seconds: each,
  }));
  return { deck, revision: "1", lang, title: "", minutes: null, slides };
}

describe("a playlist", () => {
  it("names decks in order, with range, language and seconds", () => {
    const playlist = read(
      "title: Stand\nscheme: dark\nlang: [fr, en]\nseconds: 9\nmin: 5\nmax: 30\ndecks:\n  - one\n  - deck: two.md\n    slides: 2-3\n    lang: en\n    seconds: auto\n",
    );
    expect(playlist).toEqual({
      title: "Stand",
      scheme: "dark",
      langs: ["fr", "en"],
      items: [
        { deck: "one", range: null, langs: null, when: null, seconds: 9, min: 5, max: 30 },
        {
          deck: "two.md",
          range: [2, 3],
          langs: ["en"],
          when: null,
          seconds: "auto",
          min: 5,
          max: 30,
        },
      ],
      hours: null,
      closed: "black",
      shift: true,
      zone: null,
    });
  });

  it("names pictures, films and folders of them, which no maximum of the slides cuts", () => {
    const { items } = read(
      "max: 30\ndecks:\n  - plan.png\n  - picture: a b.jpg\n    seconds: 4\n  - video: labo.mp4\n  - video: long.webm\n    max: 60\n  - folder: photos",
    );
    expect(items.map(({ deck, seconds, max }) => [deck, seconds, max])).toEqual([
      ["plan.png", "auto", 86_400],
      ["a b.jpg", 4, 86_400],
      ["labo.mp4", "auto", 86_400],
      ["long.webm", "auto", 60],
      ["photos/", "auto", 86_400],
    ]);
  });

  it("plays one language a loop, in turn", () => {
    const running = run(read("lang: [fr, en]\ndecks: [one]"), "kiosk", ({ deck }, lang) =>
      program(`${deck}.${lang}`, lang, [10]),
    );
    expect(running?.loops.map((loop) => loop.map((cue) => cue.deck))).toEqual([
      ["one.fr"],
      ["one.en"],
    ]);
  });

  it("holds the deck's own seconds between min and max, and takes fixed seconds as they are", () => {
    const auto = run(read("min: 8\nmax: 20\ndecks: [one]"), "kiosk", ({ deck }, lang) =>
      program(deck, lang, [2, 12, 90]),
    );
    expect(auto?.loops[0]?.[0]?.slides.map((slide) => slide.seconds)).toEqual([8, 12, 20]);
    const fixed = run(read("seconds: 3\ndecks: [one]"), "kiosk", ({ deck }, lang) =>
      program(deck, lang, [2, 12, 90]),
    );
    expect(fixed?.loops[0]?.[0]?.slides.map((slide) => slide.seconds)).toEqual([3, 3, 3]);
  });

  it("plays a range counted from 1 and remembers where each slide is in its deck", () => {
    const cue = run(read("decks:\n  - deck: one\n    slides: 2-3"), "kiosk", ({ deck }, lang) =>
      program(deck, lang, [9, 9, 9, 9]),
    )?.loops[0]?.[0];
    expect(cue?.slides.map(({ index, key }) => [index, key])).toEqual([
      [1, "1"],
      [2, "2"],
    ]);
  });

  it("counts a range in the whole deck, also when a slide of it can't be played", () => {
    const all = program("one", "fr", [9, 9, 9, 9]);
    const cut = { ...all, slides: all.slides.filter(({ index }) => index !== 1) };
    const playlist = read("decks:\n  - deck: one\n    slides: 2-3");
    expect(
      run(playlist, "kiosk", () => cut)?.loops[0]?.[0]?.slides.map(({ index }) => index),
    ).toEqual([2]);
  });

  it("leaves out what can't be played: a deck, a range beyond it, a whole language", () => {
    const playlist = read(
      "lang: [fr, en]\ndecks:\n  - gone\n  - one\n  - deck: one\n    slides: 50",
    );
    const running = run(playlist, "kiosk", ({ deck }, lang) =>
      deck === "one" && lang === "fr" ? program(deck, lang, [10, 10]) : null,
    );
    expect(running?.loops.map((loop) => loop.map((cue) => cue.deck))).toEqual([["one"]]);
  });

  it("leaves out the slides that are for the other mode, within the range that the author counted", () => {
    const all = program("one", "fr", [9, 9, 9, 9, 9]);
    const modes = [null, "talk", null, "kiosk", null] as const;
    const slides = all.slides.map((slide, index) => ({ ...slide, only: modes[index] ?? null }));
    const deck = { ...all, slides };
    const played = (mode: "kiosk" | "talk", source = "decks: [one]") =>
      run(read(source), mode, () => deck)?.loops[0]?.[0]?.slides.map(({ index }) => index);
    expect(played("kiosk")).toEqual([0, 2, 3, 4]);
    expect(played("talk")).toEqual([0, 1, 2, 4]);
    expect(played("kiosk", "decks:\n  - deck: one\n    slides: 2-4")).toEqual([2, 3]);
    const alone = { ...deck, slides: deck.slides.slice(1, 2) };
    expect(run(read("decks: [one]"), "kiosk", () => alone)).toBeNull();
  });

  it("is null when nothing is left", () => {
    expect(run(playlistOfDecks(["a.md"], ["fr"]), "kiosk", () => null)).toBeNull();
  });

  it.each([
    ["decks: [", 1, /YAML/],
    ["lang: fr\ndecks: []", 2, /decks/],
    ["title: x\nlang: de\ndecks: [one]", 2, /lang/],
    ["decks:\n  - one\n  - deck: two\n    seconds: 0", 4, /decks\.1\.seconds/],
    ["decks:\n  - one\ncolour: red", 3, /colour/],
    ["decks:\n  - deck: one\n    slides: 3-2", 3, /decks\.0\.slides/],
    ["decks:\n  - picture: a.png\n    deck: a", 2, /"decks\.0" says once/],
    ["decks:\n  - seconds: 3", 2, /"decks\.0" says once/],
    ["- one", 1, /playlist/],
    ["", 1, /playlist/],
  ])("refuses %j whole, naming line %i", (source, line, words) => {
    const fault = readPlaylist(source);
    if ("items" in fault) throw new Error("it was read");
    expect(fault.line).toBe(line);
    expect(fault.message.en).toMatch(words);
    expect(fault.message.fr).not.toBe("");
  });

  it("refuses a YAML bomb in no time", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ndecks: [*d,*d,*d,*d,*d,*d,*d,*d,*d]`;
    expect("items" in readPlaylist(bomb)).toBe(false);
  });
});
