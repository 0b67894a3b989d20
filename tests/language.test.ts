import { describe, expect, it } from "vitest";
import type { Slide } from "../core/deck.ts";
import { outline } from "../core/outline.ts";
import { compileSlide } from "../core/slide.ts";

function slide(source: string, lang: "fr" | "en" = "fr"): Slide {
  return compileSlide(outline(source, { base: "/d/x/", lang }), 0);
}

/** The slide's HTML, which must come without a problem. */
function html(source: string, lang: "fr" | "en" = "fr"): string {
  const made = slide(source, lang);
  expect(made.problems).toEqual([]);
  return made.html;
}

describe("lowered and raised text", () => {
  it.each([
    ["H~2~O", "H<sub>2</sub>O"],
    ["CD4^+^ et 10^-3^", "CD4<sup>+</sup> et 10<sup>-3</sup>"],
    ["H₂O et CD4⁺", "H<sub>2</sub>O et CD4<sup>+</sup>"],
    ["10⁻³", "10<sup>−3</sup>"],
    ["a^deux\\ mots^", "a<sup>deux mots</sup>"],
    ["~~barré~~ et ~ici ou là~", "<del>barré</del> et ~ici ou là~"],
    ["2^8 et x~1, \\^a^ et `H~2~O`", "2^8 et x~1, ^a^ et <code>H~2~O</code>"],
    ["**m^2^**", "<strong>m<sup>2</sup></strong>"],
  ])("%s", (written, shown) => {
    expect(html(written)).toBe(`<p>${shown}</p>`);
  });
});

describe("footnotes", () => {
  it("are numbered as they are called, and stand at the end of their slide", () => {
    expect(
      html("Un[^b] deux[^a] un[^b].\n\n[^a]: la *seconde*\n[^b]: la première\nsuite\n\nfin"),
    ).toBe(
      '<p>Un<sup class="footnote">1</sup> deux<sup class="footnote">2</sup> un<sup class="footnote">1</sup>.</p>' +
        '<p>fin</p><ol class="footnotes"><li>la première\nsuite</li><li>la <em>seconde</em></li></ol>',
    );
  });

  it("may be written in place", () => {
    expect(html("Un^[ici **même**].")).toBe(
      '<p>Un<sup class="footnote">1</sup>.</p><ol class="footnotes"><li>ici <strong>même</strong></li></ol>',
    );
  });

  it("belong to one slide: the next one begins at 1, and does not know them", () => {
    const deck = outline("a[^n]\n\n[^n]: x\n\n---\n\nb^[y]\n\n---\n\nc[^n]", { base: "" });
    const [, second, third] = deck.slides.map((_, index) => compileSlide(deck, index));
    expect(second?.html).toContain('<sup class="footnote">1</sup>');
    expect(third?.html).toBe("<p>c[^n]</p>");
    expect(third?.problems).toMatchObject([{ code: "footnote-unknown", line: 11, column: 2 }]);
  });

  it("that nothing calls are shown all the same", () => {
    expect(html("a\n\n[^n]: perdue")).toBe('<p>a</p><ol class="footnotes"><li>perdue</li></ol>');
  });
});

describe("lists and tables", () => {
  it("of definitions", () => {
    expect(html("MTI\n: médicament *innovant*\n: autre sens")).toBe(
      "<dl><dt>MTI</dt><dd>médicament <em>innovant</em></dd><dd>autre sens</dd></dl>",
    );
  });

  it("of tasks", () => {
    expect(html("- [x] fait\n- [ ] à faire")).toBe("<ul><li>✓ fait</li><li>□ à faire</li></ul>");
  });

  it("with columns aligned", () => {
    const made = html("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |");
    expect(made).toContain(
      '<tr><td style="text-align: left">1</td><td style="text-align: center">2</td><td style="text-align: right">3</td></tr>',
    );
  });
});

describe("containers with a meaning", () => {
  it("figure: its last paragraph is the caption", () => {
    expect(html("::: figure\n![une cellule](a.png)\n\nUne *cellule*.\n:::")).toBe(
      '<figure class="figure"><p><img src="/d/x/a.png" alt="une cellule"></p><figcaption>Une <em>cellule</em>.</figcaption></figure>',
    );
  });

  it("quote: its last paragraph, after a dash, is its author", () => {
    expect(html("::: quote\nLe vivant.\n\n— Claude Bernard\n:::")).toBe(
      '<figure class="quote"><blockquote><p>Le vivant.</p></blockquote><figcaption>— Claude Bernard</figcaption></figure>',
    );
    expect(html("::: quote\nLe vivant.\n:::")).toBe(
      '<figure class="quote"><blockquote><p>Le vivant.</p></blockquote></figure>',
    );
  });

  it("callout and sources", () => {
    expect(html("::: callout {.warning}\nFroid.\n:::\n::: sources\nINSERM\n:::")).toBe(
      '<aside class="callout warning" role="note"><p>Froid.</p></aside><footer class="sources"><p>INSERM</p></footer>',
    );
  });

  it.each(["columns", "comparison"])("%s: each heading begins a column", (name) => {
    expect(html(`::: ${name}\n### A\na\n### B\nb\n:::`)).toBe(
      `<div class="${name}"><div class="column"><h3>A</h3><p>a</p></div><div class="column"><h3>B</h3><p>b</p></div></div>`,
    );
  });

  it("timeline: a box around its list", () => {
    expect(html("::: timeline\n- **2021** Début\n:::")).toBe(
      '<div class="timeline"><ul><li><strong>2021</strong> Début</li></ul></div>',
    );
  });

  it("quiz: one more step says which answer is right, in the language of the deck", () => {
    const source = "::: quiz\nQui ?\n\n- [ ] Un robot\n- [x] Une cellule\n:::";
    const verdict = (text: string) =>
      `<span class="fragment verdict" data-fragment-index="90">${text}</span>`;
    expect(slide(source)).toMatchObject({ steps: 1, problems: [] });
    expect(html(source)).toContain(
      `<li class="answer wrong">Un robot ${verdict("× Faux")}</li><li class="answer right">Une cellule ${verdict("✓ Juste")}</li>`,
    );
    expect(html(source, "en")).toContain(verdict("✓ Right"));
  });

  it("any other name is a box", () => {
    expect(html("::: source\na\n:::")).toBe('<div class="source"><p>a</p></div>');
    expect(html("::: constructor\na\n:::")).toBe('<div class="constructor"><p>a</p></div>');
  });
});
