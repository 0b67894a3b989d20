import { describe, expect, it } from "vitest";
import { compileDeck } from "../core/program.ts";

const SIZE = 100_000;
/**
 * How often the work of plain words a deck of 100 kB may cost. The machine that runs this test may be busy, so the work is
 * counted; and it may be slow, so that plain words say what work costs there. Below a second there is nothing to see.
 */
const MOST = 20;
const UNSEEN_SECONDS = 1;

function repeat(text: string, size = SIZE): string {
  return text.repeat(Math.ceil(size / text.length)).slice(0, size);
}

function numbered(count: number, one: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => one(index)).join("");
}

/** Each aims at something that costs more than its length: in the cutter, the parser, the wall, or a library under them. */
const decks: Record<string, string> = {
  "one line": repeat("mot "),
  "spaces in a heading": `# a${repeat(" ")}b`,
  brackets: repeat("["),
  "links without end": repeat("[a]("),
  "pictures in pictures": repeat("!["),
  "definitions without end": repeat("[a]:\n"),
  "emphasis without end": repeat("*a **a "),
  "emphasis on both sides": repeat("a**b"),
  "runs of backticks": numbered(440, (index) => `${"`".repeat(index)}a`),
  "fences without end": repeat("```a\n"),
  "ever shorter fences": numbered(440, (index) => `${"`".repeat(443 - index)}\n`),
  "quotes in quotes": repeat("> "),
  "lists in lists": repeat("- "),
  "ever deeper lists": numbered(440, (index) => `${" ".repeat(index * 2)}- a\n`),
  "a table of many columns": `${repeat("|a", SIZE / 2)}|\n${repeat("|-", SIZE / 2)}|\n`,
  "half tags": repeat("<a"),
  "open tags": `<div>${repeat("<b><i><u><p>")}`,
  "tags that multiply": `<div><p>${numbered(3_000, (index) => `<b id=${index}>`)}${repeat("<p>x", SIZE / 2)}`,
  "tables in tables": `<div>${repeat("<table>")}`,
  "many attributes": `<div ${numbered(10_000, (index) => `a${index}=b `)}>x</div>`,
  "a long style": `<div style="${repeat("a:b;")}">x</div>`,
  "a long name in a style": `<div style="color:${repeat("a")}">x</div>`,
  "a long set of pictures": `<img srcset="a${repeat(" ")}b">`,
  "comments on a line": repeat("<!-- a -->"),
  "comments without end": repeat("<!--"),
  "a directive of spaces": `x <!-- .element: a${repeat(" ")}b -->`,
  braces: repeat("*a*{.b}"),
  "containers without end": repeat("::: a\n"),
  "fences in a container": `::: a\n${repeat("```a\n")}`,
  "many abbreviations": `${numbered(3_000, (index) => `*[A${index}]: b\n`)}\n${repeat("A1 A2 ")}`,
  separators: repeat("---\n"),
  "slides below": repeat("a\n--\n"),
  "the same heading": repeat("# a\n---\n"),
  "wrong links between slides": numbered(
    1_500,
    (index) => `# a${index}\n\n[a](#/b${index})\n---\n`,
  ),
  underlines: repeat("a\n=a\n"),
  "combining marks": `# e${repeat("\u0301")}`,
  "lowered without end": repeat("~a "),
  "raised without end": repeat("^a"),
  "footnotes in place without end": repeat("^[a"),
  "footnotes in footnotes": `${repeat("^[a", SIZE / 2)}${repeat("]", SIZE / 2)}`,
  "calls of unknown footnotes": numbered(10_000, (index) => `[^a${index}] `),
  "many footnotes": numbered(3_000, (index) => `b[^a${index}]\n\n[^a${index}]: c\n\n`),
  "definitions in definitions": repeat("a\n: "),
  "terms and definitions": repeat("a\n: b\n\n"),
  "formulas without end": repeat("$$a\n"),
  "formulas without end in a line": repeat("$a "),
  money: repeat("5 $ "),
  "code of many steps": `\`\`\`js [${repeat("1|", 20_000)}1]\n${repeat("let a = 1;\n", 60_000)}\`\`\``,
  "code of empty lines": `\`\`\`js [1]\n${repeat("\n")}\`\`\``,
  "much short code": repeat("```js\nlet a = 1\n```\n\n"),
  ...Object.fromEntries(
    ["js", "python", "css", "xml", "markdown", "bash", "perl", "sql", "yaml", "cpp"].map((name) => [
      `code that puzzles ${name}`,
      `\`\`\`${name}\n${repeat("<a {[( \"'/*\\#:@$", 18_000)}\n\`\`\``,
    ]),
  ),
  "addresses without end": `${repeat("a@", SIZE / 2)}${repeat("a", SIZE / 2)}`,
  "letters before an address": `${repeat("a", SIZE)}@b.c://`,
  "spaces before a mark": `x${repeat(" ")}?`,
  "marks after a space": repeat(" ?;:!"),
  guillemets: repeat("« "),
  "quotation marks": `---\nlang: en\n---\n${repeat("\"'")}`,
  hyphens: `---\nlang: en\n---\n${repeat("a---- ")}`,
  thousands: `${repeat("1 000 ")}0`,
  ordinals: repeat("1er XXIe "),
  "Roman figures": repeat("IVX"),
  NULs: repeat("\0"),
  "halves of characters": repeat("\ud800"),
  "reading directions": repeat("\u202e\n"),
  "a deep setting": `---\na: ${repeat("[", 19_000)}\n---\n# a`,
  "many settings": `---\n${numbered(2_000, (index) => `k${index}: 1\n`)}---\n# a`,
  "an expression that explodes": `---\nseparator: '(a+)+$'\n---\n${repeat("a")}b`,
  "an expression that looks far": `---\nseparator: '^\\s*---\\s*$'\n---\n${repeat("\n")}`,
};

function workOf(source: string) {
  const before = process.cpuUsage();
  const { slides } = compileDeck("deck.md", source, { base: "" });
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, slides };
}

describe("a deck made to be slow", () => {
  const plain = workOf(repeat("Un mot puis un autre.\n\n")).seconds;

  it.each(Object.entries(decks))("with %s costs no more than its length", (_, source) => {
    const allowed = Math.max(UNSEEN_SECONDS, MOST * plain) * Math.max(1, source.length / SIZE);
    const { seconds, slides } = workOf(source);
    expect(seconds).toBeLessThan(allowed);
    const written = slides.reduce((total, { html }) => total + html.length, 0);
    expect(written).toBeLessThan(20 * source.length);
  });

  it("has all its slides, fifty thousand of them, and a line of ten megabytes", () => {
    const many = compileDeck("deck.md", "a\n---\n".repeat(50_000), { base: "" });
    expect(many.slides).toHaveLength(50_000);
    expect(many.problems.map(({ code }) => code)).toEqual(["deck-long"]);
    const long = compileDeck("deck.md", repeat("mot ", 10_000_000), { base: "" });
    expect(long.slides[0]?.words).toBe(2_500_000);
  }, 60_000);
});
