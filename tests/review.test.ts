import { describe, expect, it } from "vitest";
import { lookProblem, SHEETS } from "../core/look.ts";
import { compileDeck } from "../core/program.ts";
import { reviewPair, reviewSlides } from "../core/review.ts";

function review(source: string) {
  const { program, slides } = compileDeck("deck.md", source, { base: "" });
  const lines = source.split("\n");
  const read = slides.map((slide, index) => ({
    slide,
    source: lines.slice(slide.line - 1, (slides[index + 1]?.line ?? Infinity) - 1).join("\n"),
  }));
  return reviewSlides(read, program.lang)
    .flat()
    .map(({ code, line, column }) => `${line}:${column} ${code}`);
}

function pair(fr: string, en: string) {
  const one = compileDeck("deck.fr.md", fr, { base: "" });
  const other = compileDeck("deck.en.md", en, { base: "", lang: "en" });
  const lineOf = (index: number) => one.slides[index]?.line ?? 0;
  return reviewPair(one.program, other.program, lineOf).map(({ code, line }) => `${line} ${code}`);
}

describe("a slide, read again", () => {
  it.each([
    ["a picture without words", "# Titre\n\n![](cellule.png)", ["3:5 picture-unnamed"]],
    ["a picture with words", "# Titre\n\n![Une cellule](cellule.png)", []],
    ["a picture that decorates", '<img src="fond.png" alt="" aria-hidden="true">', []],
    ["a level of heading skipped", "# Titre\n\n### Plus bas", ["3:5 heading-order"]],
    ["a level skipped from a slide to the next", "# Un\n\n---\n\n### Deux", ["5:5 heading-order"]],
    ["a deck that begins too low", "### Un\n\n---\n\n### Deux", ["1:5 heading-order"]],
    ["a deck without a first level", "## Un\n\n---\n\n## Deux\n\n### Trois", []],
    ["levels in order over slides", "# Un\n\n---\n\n## Deux\n\n---\n\nTrois\n\n---\n\n### 4", []],
    ["levels in order, and back", "# Titre\n\n## Bas\n\n### Plus bas\n\n## Retour", []],
    [
      "too little time",
      '<!-- .slide: data-seconds="3" -->\n\nTrois mots ici',
      ["1:1 seconds-short"],
    ],
    ["its own time", "Trois mots ici", []],
  ])("%s", (_, source, expected) => {
    expect(review(source)).toEqual(expected);
  });
});

describe("a deck and its twin in the other language", () => {
  const slide = (id: string, title: string) => `<!-- .slide: id="${id}" -->\n\n# ${title}`;
  const deck = (...slides: string[]) => slides.join("\n\n---\n\n");

  it("agree when their keys do, in order", () => {
    expect(
      pair(deck(slide("a", "Un"), slide("b", "Deux")), deck(slide("a", "One"), slide("b", "Two"))),
    ).toEqual([]);
  });
  it("differ by a slide that the other lacks", () => {
    expect(pair(deck(slide("a", "Un"), slide("b", "Deux")), slide("a", "One"))).toEqual([
      "7 pair-missing",
    ]);
  });
  it("differ by their order", () => {
    const fr = deck(slide("a", "Un"), slide("b", "Deux"));
    expect(pair(fr, deck(slide("b", "Two"), slide("a", "One")))).toEqual(["7 pair-order"]);
  });
  it("share a title of several words only when it was forgotten", () => {
    expect(pair(slide("a", "Une longue histoire"), slide("a", "Une longue histoire"))).toEqual([
      "1 pair-untranslated",
    ]);
    expect(pair(slide("a", "MTInov"), slide("a", "MTInov"))).toEqual([]);
  });
});

describe("what a browser found", () => {
  const source = "# Titre\n\nDu texte **très** long\n";

  it("is placed at the words it found, whatever marks stand between them", () => {
    const look = { kind: "overflow", text: "Du texte très long", pixels: 11.2 } as const;
    const found = lookProblem(look, SHEETS[0], source, 10);
    expect(found).toMatchObject({ code: "look-overflow", line: 12, column: 1 });
    expect(found.message.fr).toContain("12 px");
    expect(found.message.fr).toContain("1280 × 720");
  });
  it("is placed at the slide when its words are not in the source", () => {
    const look = { kind: "small", text: "Ailleurs", pixels: 11.9 } as const;
    const found = lookProblem(look, SHEETS[1], source, 10);
    expect(found).toMatchObject({ code: "look-small", line: 10, column: 1 });
    expect(found.message.en).toContain("11 px");
  });
});
