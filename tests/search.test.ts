import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../core/fold.ts";
import { indexSlides, search } from "../core/search.ts";

const deck = [
  { title: "Le cœur de l’École", text: "À Nancy, depuis 2020" },
  { title: "Deux façons de faire", text: "Un médicament : la cellule, la molécule" },
  { title: "Cellules", text: "" },
  { title: "La famille des cellules", text: "" },
  { title: "Microcellules", text: "" },
];
const index = indexSlides(deck);
const find = (query: string) => search(index, query).map(({ slide }) => slide);

describe("a search", () => {
  it("minds neither accents nor capitals, nor ligatures, nor the kind of apostrophe", () => {
    for (const query of ["coeur", "CŒUR", "l'ecole", "L’ÉCOLE", "a nancy", "  école  cœur "]) {
      expect(find(query), query).toEqual([0]);
    }
  });

  it("puts what begins with the words before what holds them, and titles before texts", () => {
    expect(find("cellule")).toEqual([2, 3, 4, 1]);
  });

  it("wants every word, in the title or in the text", () => {
    expect(find("façons molécule")).toEqual([1]);
    expect(find("façons nancy")).toEqual([]);
  });

  it("finds a slide by its number first", () => {
    expect(find("2")).toEqual([1, 0]);
    expect(find("999")).toEqual([]);
  });

  it("says where in the text, in the author's own units", () => {
    const [found] = search(index, "molecule");
    expect(deck[1]?.text.slice(found?.at ?? 0)).toBe("molécule");
    expect(search(index, "facons")[0]?.at).toBeNull();
  });

  it("finds nothing for nothing, and never more than a hundred", () => {
    expect(find("  … ")).toEqual([]);
    const many = indexSlides(
      Array.from({ length: 2_000 }, (_, n) => ({ title: `cellule ${n}`, text: "" })),
    );
    expect(search(many, "cellule").map(({ slide }) => slide)).toEqual(
      Array.from({ length: 100 }, (_, n) => n),
    );
  });

  it("finds every word of any text, and keeps to the deck's order among equals", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 8 }),
        (texts) => {
          const all = indexSlides(texts.map((text) => ({ title: "", text })));
          for (const [slide, text] of texts.entries()) {
            const found = search(all, text).map((each) => each.slide);
            if (fold(text).text !== "" && !/^\d+$/.test(text.trim()))
              expect(found).toContain(slide);
          }
        },
      ),
    );
  });
});

describe("a folded text", () => {
  it("knows where each unit came from", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { text: folded, from } = fold(text);
        expect(from).toHaveLength(folded.length);
        expect(from.toSorted((a, b) => a - b)).toEqual(from);
        expect(from.every((offset) => offset < text.length)).toBe(true);
        expect(fold(folded).text).toBe(folded);
      }),
    );
  });
});
