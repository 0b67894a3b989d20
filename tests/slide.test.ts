import { describe, expect, it } from "vitest";
import { outline } from "../core/outline.ts";
import { compileSlide } from "../core/slide.ts";

/** The only slide of a deck. */
function slide(source: string) {
  return compileSlide(outline(source, { base: "/d/x/" }), 0);
}

describe("a slide", () => {
  it("becomes finished HTML, notes apart", () => {
    const { html, notes, title, key } = slide("# Bonjour *à tous*\n\nTexte\n\nNote: pour moi");
    expect(html).toBe("<h1>Bonjour <em>à tous</em></h1><p>Texte</p>");
    expect(notes).toBe("<p>pour moi</p>");
    expect([title, key]).toEqual(["Bonjour à tous", "bonjour-a-tous"]);
  });

  it("counts steps as Reveal groups fragments", () => {
    const list =
      '- a {.fragment}\n- b <!-- .element: class="fragment" data-fragment-index="1" -->\n- c <!-- .element: class="fragment" data-fragment-index="1" -->';
    expect(slide(list).steps).toBe(2);
  });

  it("takes its pictures from the deck's folder", () => {
    const { html, assets } = slide("![Une cellule](images/cellule%20été.png)");
    expect(assets).toEqual(["images/cellule été.png"]);
    expect(html).toContain('src="/d/x/images/cellule%20%C3%A9t%C3%A9.png"');
  });
});
