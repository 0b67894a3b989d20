import { describe, expect, it } from "vitest";
import type { Slide } from "../core/deck.ts";
import { outline } from "../core/outline.ts";
import { compileSlide } from "../core/slide.ts";

function slide(source: string): Slide {
  return compileSlide(outline(source, { base: "" }), 0);
}

/** The text that is drawn, and the formulas that a screen reader reads. */
function read(source: string): { text: string; formulas: string[] } {
  const { html } = slide(source);
  const text = html.replace(/<[^>]*>/g, "").replaceAll("\u200b", "");
  return {
    text,
    formulas: [...html.matchAll(/role="math" aria-label="([^"]*)"/g)].map((m) => m[1] ?? ""),
  };
}

describe("formulas", () => {
  it("stand in a line or are displayed, and are read as they were written", () => {
    const { formulas, text } = read("Soit $x^2$ et $$y$$\n\n$$\nz\n+ 1\n$$");
    expect(formulas).toEqual(["x^2", "y", "z\n+ 1"]);
    expect(text).toBe("Soit x2 et yz+1");
    expect(slide("$$\nz\n$$").html).toContain("katex-display");
    expect(slide("$z$").html).not.toContain("katex-display");
  });

  it("hold chemistry", () => {
    const { html, problems } = slide("$\\ce{2H2 + O2 -> 2H2O}$");
    expect(problems).toEqual([]);
    expect(html).toContain("katex");
  });

  it("pass the wall whole: roots, matrices, accents, colours", () => {
    const source =
      "$\\sqrt[3]{x}$ $\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}$ $\\widehat{abc}$ $\\color{red}x$ $\\overbrace{x}^{n}$ $\\cancel{x}$ $\\int_0^\\infty$";
    const { html, problems } = slide(source);
    expect(problems).toEqual([]);
    expect(html).toContain("<svg");
  });

  it("leave no MathML, whose source would be read as text", () => {
    expect(slide("$x$").html).not.toMatch(/<math|annotation/);
  });

  it.each(["5 $ et 10 $", "de $5 à $10", "\\$x\\$", "`$x$`", "$ x $", "un $ seul"])(
    "are not what is written %s",
    (source) => {
      expect(read(source).formulas).toEqual([]);
    },
  );

  it("are left alone by typography", () => {
    expect(read("Soit $a : b ?$ !").formulas).toEqual(["a : b ?"]);
    expect(slide("Soit $a$ !").html).toContain("</span>\u202f!");
  });

  it("count no words", () => {
    expect(slide("Soit $x + y + z$ ici").words).toBe(2);
  });

  it("that are wrong show their source, and say where", () => {
    const { html, problems } = slide("# a\n\nun\ndeux $\\frac{a$ x");
    expect(html).toContain("<code>\\frac{a</code>");
    expect(problems).toMatchObject([{ code: "formula-invalid", line: 4, column: 7 }]);
  });

  it.each([
    ["a macro", "\\def\\a{aa}\\a"],
    ["a macro in LaTeX", "\\newcommand{\\a}{aa}\\a"],
    ["a macro of another kind", "\\gdef\\a{a}\\xdef\\b{\\a\\a}\\let\\c=\\b"],
    ["a command that leads elsewhere", "\\href{javascript:alert(1)}{x}\\includegraphics{x"],
    ["too many levels", "\\sqrt{".repeat(300) + "x" + "}".repeat(300)],
    ["too many characters", "x".repeat(3_000)],
  ])("that are hostile are not drawn: %s", (_, tex) => {
    const { html, problems } = slide(`$$\n${tex}\n$$`);
    expect(problems.length).toBeGreaterThan(0);
    expect(html).not.toMatch(/href=|src=/);
    expect(html.length).toBeLessThan(10_000);
  });

  it.each([
    ["sums", "\\sum".repeat(490)],
    ["arrays", "\\begin{matrix}" + "a&".repeat(900) + "\\end{matrix}"],
    ["chemistry", `\\ce{${"H2O -> ".repeat(250)}}`],
    ["roots", "\\sqrt{x}".repeat(240)],
    ["built-in macros", "\\TeX\\LaTeX\\KaTeX".repeat(120)],
    ["a huge size", "\\rule{9999em}{9999em}"],
  ])("that are large cost little: %s", (_, tex) => {
    const before = process.cpuUsage();
    const { html } = slide(`$$\n${tex}\n$$`);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(1);
    expect(html.length).toBeLessThan(500_000);
    expect(html).not.toContain(": 9999em");
  });
});
