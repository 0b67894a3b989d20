import { describe, expect, test } from "vitest";
import { compileDeck } from "../core/program.ts";
import { motif } from "../core/motif.ts";

const compile = (source: string) => compileDeck("a.md", source, { base: "", lang: "fr" });
const html = (source: string) => compile(source).slides[0]?.html ?? "";

describe("the scenery of a layout", () => {
  test.each(["title", "section", "quiz"])(
    "%s: the same seed gives the same picture, another seed another",
    (name) => {
      expect(motif(name, "a")).toBe(motif(name, "a"));
      expect(motif(name, "b")).not.toBe(motif(name, "a"));
    },
  );

  test.each(["title", "section", "quiz"])(
    "%s weighs no more than 90 kB for both shapes of screen",
    (name) => {
      for (const seed of ["title", "end", "x"])
        expect(motif(name, seed).length).toBeLessThan(90_000);
    },
  );

  test("is behind the words of a slide that names the layout, in both shapes, and hidden from readers", () => {
    const drawn = html('<!-- .slide: class="title" -->\n# A');
    expect(drawn.match(/<svg class="motif[^>]*aria-hidden="true"/g)).toHaveLength(4);
    expect(drawn.indexOf("<h1>")).toBeGreaterThan(drawn.lastIndexOf("</svg>"));
    expect(html('<!-- .slide: class="other" -->\n# A')).not.toContain("<svg");
  });

  test("is the same in both languages of a deck", () => {
    const scenery = (words: string) =>
      html(`<!-- .slide: id="k" class="quiz" -->\n# ${words}`).split("<h1>")[0];
    expect(scenery("Oui")).toBe(scenery("Yes"));
  });

  test("its streamlines cross the whole slide", () => {
    const path = /class="streamline" d="([^"]+)"/.exec(motif("quiz", "a"))?.[1] ?? "";
    const lines = path
      .split("M")
      .slice(1)
      .map((line) => line.match(/-?[\d.]+|-?\.\d+/g)?.map(Number) ?? []);
    for (const [x = 0, , ...moves] of lines) {
      const across = moves.filter((_, i) => i % 6 === 4).reduce((sum, move) => sum + move, x);
      expect(across).toBeCloseTo(1280, 0);
    }
    expect(lines.length).toBeGreaterThan(20);
  });
});

describe("the link of a deck", () => {
  const deck = (link: string, name = "closing") =>
    `---\nlink: ${link}\n---\n\n<!-- .slide: class="${name}" -->\n# Fin\n`;

  test("is a QR code and an address in letters on closing slides", () => {
    const closing = html(deck("https://example.org/a"));
    expect(closing).toContain('<figure class="qr"><svg viewBox="-4 -4 33 33" role="img">');
    expect(closing).toContain("<figcaption>example.org/a</figcaption>");
  });

  test("is nowhere else, and there is no code without a link", () => {
    expect(html(deck("https://example.org/a", "statement"))).not.toContain("figure");
    expect(html('<!-- .slide: class="closing" -->\n# Fin')).not.toContain("figure");
  });

  test.each([
    "ftp://example.org",
    "javascript:alert(1)",
    "https://a\u0022><b>",
    `https://${"a".repeat(200)}`,
  ])("%s is no web address, and the author is told", (link) => {
    const { problems, slides } = compile(deck(JSON.stringify(link)));
    expect(problems.map(({ code, line }) => [code, line])).toEqual([["front-matter-value", 2]]);
    expect(slides[0]?.html).not.toContain("figure");
  });

  test("a slide changes its name when the link changes", () => {
    const hash = (link: string) => compile(deck(link)).slides[0]?.hash;
    expect(hash("https://example.org/a")).not.toBe(hash("https://example.org/b"));
  });
});
