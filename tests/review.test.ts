import { describe, expect, it } from "vitest";
import { lookProblem, SHEETS } from "../core/look.ts";
import type { Lang } from "../core/deck.ts";
import { compileDeck } from "../core/program.ts";
import { reviewPair } from "../core/parity.ts";
import { reviewSlides } from "../core/review.ts";

function read(source: string, lang: Lang = "fr") {
  const { slides } = compileDeck("deck.md", source, { base: "", lang });
  const lines = source.split("\n");
  return slides.map((slide, index) => ({
    slide,
    source: lines.slice(slide.line - 1, (slides[index + 1]?.line ?? Infinity) - 1).join("\n"),
  }));
}

function review(source: string) {
  return reviewSlides(read(source), "fr")
    .flat()
    .map(({ code, line, column }) => `${line}:${column} ${code}`);
}

function pair(fr: string, en: string) {
  return reviewPair(read(fr), read(en, "en"), "en")
    .flat()
    .map(({ code, line, column }) => `${line}:${column} ${code}`);
}

describe("a slide, read again", () => {
  it.each([
    ["a picture without words", "# Titre\n\n![](cellule.png)", ["3:5 picture-unnamed"]],
    ["a picture with words", "# Titre\n\n![Une cellule](cellule.png)", []],
    ["a picture that decorates", '<img src="fond.png" alt="" aria-hidden="true">', []],
    ["a drawing without words", '# T\n\n<svg><path d="M0 0h9"/></svg>', ["3:1 drawing-unnamed"]],
    [
      "the second of two drawings, beside one shown as code",
      '```html\n<svg></svg>\n```\n\n<svg aria-label="Une cellule"></svg>\n\nmot <svg><g></g></svg>',
      ["7:5 drawing-unnamed"],
    ],
    ["a drawing with a title", "# T\n\n<svg><title>Une cellule</title><g></g></svg>", []],
    ["a drawing that decorates", '<svg aria-hidden="true"><g></g></svg>', []],
    ["a drawing in what decorates", '<div aria-hidden="true"><svg></svg></div>', []],
    ["drawings of ours", "$\\sqrt{x}$\n\n```chart bar\n| a | b |\n|--|--|\n| c | 1 |\n```", []],
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
      "7:1 pair-missing",
    ]);
  });
  it("differ by their order", () => {
    const fr = deck(slide("a", "Un"), slide("b", "Deux"));
    expect(pair(fr, deck(slide("b", "Two"), slide("a", "One")))).toEqual(["7:1 pair-order"]);
  });
  it("share a title of several words only when it was forgotten", () => {
    expect(pair(slide("a", "Une longue histoire"), slide("a", "Une longue histoire"))).toEqual([
      "1:1 pair-untranslated",
    ]);
    expect(pair(slide("a", "MTInov"), slide("a", "MTInov"))).toEqual([]);
  });
  it.each([
    ["a slide left as it was", "Une usine vivante", "Une usine vivante", ["5:1"]],
    [
      "a list left as it was",
      "- un lot\n- une usine\n- des cellules",
      "- un lot\n- une usine\n- des cellules",
      ["6:3"],
    ],
    [
      "one paragraph of a translated slide",
      "Des cellules.\n\nElles fabriquent **la substance** active du médicament.",
      "Cells.\n\nElles fabriquent **la substance** active du médicament.",
      ["7:1"],
    ],
    [
      "its notes",
      "Un\n\nNote: Laisser le public deviner.",
      "One\n\nNote: Laisser le public deviner.",
      [],
    ],
    [
      "its longer notes",
      "Un\n\nNote: Laisser le public deviner la troisième réponse.",
      "One\n\nNote: Laisser le public deviner la troisième réponse.",
      ["7:7"],
    ],
    ["a picture alone", "![Une cellule vivante](c.png)", "![A living cell](c.png)", []],
    [
      "names",
      "CHRU, Unité de Thérapie Cellulaire et Banque de Tissus",
      "CHRU, Unité de Thérapie Cellulaire et Banque de Tissus",
      [],
    ],
    ["numbers", "12 kg, 37 °C, 40 min, 3 jours", "12 kg, 37 °C, 40 min, 3 days", []],
    ["measures", "- 12 kg\n- 40 min\n- 3 cm", "- 12 kg\n- 40 min\n- 3 cm", []],
    ["code", "```js\nlet une = autre + chose;\n```", "```js\nlet une = autre + chose;\n```", []],
    [
      "a quotation that says its language",
      '<p lang="fr">Ils ne savaient pas que c’était impossible.</p>',
      '<p lang="fr">Ils ne savaient pas que c’était impossible.</p>',
      [],
    ],
    ["a translated slide", "Une usine vivante", "A living factory", []],
  ])("have, or have not, forgotten %s", (_, fr, en, expected) => {
    const one = `${slide("a", "Un")}\n\n${fr}`;
    const other = `${slide("a", "One")}\n\n${en}`;
    expect(pair(one, other)).toEqual(expected.map((place) => `${place} pair-untranslated-text`));
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
  it("has its size named when it is a picture larger than any screen", () => {
    const look = { kind: "vast", text: "photo.jpg", pixels: 40_960_000 } as const;
    const found = lookProblem(look, SHEETS[0], "# Titre\n\n![Une photo](photo.jpg)\n", 1);
    expect(found).toMatchObject({ code: "picture-vast", line: 3, column: 14 });
    expect(found.message.fr).toContain("41 millions de pixels, plus que le plus grand écran (33)");
  });
  it("is placed at the slide when its words are not in the source", () => {
    const look = { kind: "small", text: "Ailleurs", pixels: 11.9 } as const;
    const found = lookProblem(look, SHEETS[1], source, 10);
    expect(found).toMatchObject({ code: "look-small", line: 10, column: 1 });
    expect(found.message.en).toContain("11 px");
  });
});
