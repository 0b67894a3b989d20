import { describe, expect, it } from "vitest";
import type { Slide } from "../core/deck.ts";
import { outline } from "../core/outline.ts";
import { compileSlide } from "../core/slide.ts";

function slide(source: string, lang: "fr" | "en" = "fr"): Slide {
  return compileSlide(outline(source, { base: "", lang }), 0);
}

function fence(kind: string, rows: string): string {
  return `\`\`\`chart ${kind}\n${rows}\n\`\`\``;
}

const PATIENTS = `title: Patients traités
unit: %
source: Exemple inventé
| Année | Un | Deux |
|---|--:|--:|
| 2021 | 12 | 1 000 |
| 2022 | 25,5 | -3 |`;

/** The drawing for a screen that lies; numbers in its attributes as numbers. */
function drawing(html: string): string {
  return /<svg.*?<\/svg>/s.exec(html)?.[0] ?? "";
}

function attributes(html: string, tag: string, name: string): number[] {
  return [...html.matchAll(new RegExp(`<${tag} class="series[^>]* ${name}="([^"]*)"`, "g"))].map(
    ([, value]) => Number(value),
  );
}

describe("a chart", () => {
  it("is drawn for both orientations, with its title, its source and its numbers as a table", () => {
    const { html, problems } = slide(fence("bar", PATIENTS));
    expect(problems).toEqual([]);
    expect(html.match(/<svg[^>]*role="img" aria-label="Patients traités"/g)).toHaveLength(2);
    expect(html).toContain("<figcaption>Exemple inventé</figcaption>");
    expect(html).toContain(
      '<table class="chart-data"><caption>Patients traités</caption><thead><tr><th scope="col">Année</th><th scope="col">Un</th><th scope="col">Deux</th></tr></thead>' +
        '<tbody><tr><th scope="row">2021</th><td>12\u00a0%</td><td>1\u202f000\u00a0%</td></tr>' +
        '<tr><th scope="row">2022</th><td>25,5\u00a0%</td><td>−3\u00a0%</td></tr></tbody></table>',
    );
    expect(slide(fence("bar", PATIENTS), "en").html).toContain("<td>1,000%</td>");
  });

  it("of bars has bars as high as its numbers, on the zero line", () => {
    const svg = drawing(slide(fence("bar", "| a | b |\n| x | 10 |\n| y | 20 |\n| z | -10 |")).html);
    const heights = attributes(svg, "rect", "height");
    const [first = 0, second = 0, third = 0] = heights;
    expect(second / first).toBeCloseTo(2, 1);
    expect(third / first).toBeCloseTo(1, 1);
    const tops = attributes(svg, "rect", "y");
    expect((tops[0] ?? 0) + first).toBeCloseTo((tops[1] ?? 0) + second, 0);
    expect(tops[2]).toBeCloseTo((tops[0] ?? 0) + first, 0);
  });

  it("of lines and areas has a point for each number", () => {
    const line = drawing(slide(fence("line", PATIENTS)).html);
    expect(line.match(/<circle/g)).toHaveLength(4);
    expect(line).not.toContain("under");
    expect(drawing(slide(fence("area", PATIENTS)).html).match(/under/g)).toHaveLength(2);
  });

  it("of a ring has a part for each number, the whole one too", () => {
    const parts = "| a | b |\n| x | 1 |\n| y | 3 |";
    const svg = drawing(slide(fence("donut", parts)).html);
    expect(svg.match(/<path/g)).toHaveLength(2);
    expect(svg).toContain("x\u00a0: 1");
    expect(drawing(slide(fence("donut", "| a | b |\n| x | 1 |")).html)).toMatch(/<path[^>]* d="M/);
  });

  it("is of bars when it does not say, and takes attributes", () => {
    const { html } = slide("```chart {.fragment}\n| a | b |\n| x | 1 |\n```");
    expect(html).toContain('<figure class="chart bar fragment">');
  });

  it("counts its words once", () => {
    const { words } = slide(fence("bar", "| a | b |\n| mot | 1 |"));
    const twice = slide(fence("bar", "| a | b |\n| mot | 1 |\n| mots | 1 |"));
    expect(twice.words - words).toBeLessThanOrEqual(4);
  });

  it.each([
    ["pie", "| a | b |\n| x | 1 |", "chart-kind", 1],
    ["bar", "rien", "chart-table", 1],
    ["bar", "| a | b |\n| x | beaucoup |", "chart-value", 3],
  ])("%s that is wrong says so: %s", (kind, rows, code, line) => {
    const { problems, html } = slide(fence(kind, rows));
    expect(problems).toMatchObject([{ code, line }]);
    expect(html).not.toBe("");
  });

  it("of nothing but zeros, of one number, of many rows and of hostile names is drawn all the same", () => {
    for (const kind of ["bar", "line", "area", "donut"]) {
      for (const rows of [
        "| a | b |\n| x | 0 |",
        "| a | b |\n| x | 999999999999999 |",
        `| a | b | c | d | e | f | g | h |\n${"| <b>x</b> | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n".repeat(500)}`,
        '| <img src=x onerror=alert(1)> | "><script> |\n| </svg><script>alert(1)</script> | 0.1 |',
      ]) {
        const { html } = slide(fence(kind, rows));
        expect(html).not.toMatch(/NaN|Infinity|undefined|<script|<img/);
        expect(html.length).toBeLessThan(100_000);
      }
    }
  });
});
