import { describe, expect, it } from "vitest";
import type { Slide } from "../core/deck.ts";
import { outline } from "../core/outline.ts";
import { compileSlide } from "../core/slide.ts";

function slide(source: string): Slide {
  return compileSlide(outline(source, { base: "" }), 0);
}

/** The lines of each block of code, those that are marked in capitals. */
function steps(source: string): string[] {
  const blocks = slide(source).html.match(/<code.*?<\/code>/gs) ?? [];
  return blocks.map((block) =>
    [...block.matchAll(/<span class="line( highlight-line)?">(.*?)\n<\/span>/gs)]
      .map(([, marked, line = ""]) => (marked ? line.toUpperCase() : line))
      .join("|"),
  );
}

const LETTERS = "a\nb\nc\nd\n";

describe("code", () => {
  it("is coloured in its language, by classes alone", () => {
    expect(slide("```js\nconst a = 1 < 2;\n```").html).toBe(
      '<pre><code class="language-js hljs"><span class="hljs-keyword">const</span> a = ' +
        '<span class="hljs-number">1</span> &lt; <span class="hljs-number">2</span>;\n</code></pre>',
    );
  });

  it("written as HTML is coloured, too, and comes to rest", () => {
    const { html, problems } = slide(
      '<pre><code class="language-python">def f(): pass</code></pre>',
    );
    expect(html).toContain('<span class="hljs-keyword">def</span>');
    expect(problems).toEqual([]);
  });

  it("without a language is left alone", () => {
    expect(slide("```\nconst a\n```").html).toBe("<pre><code>const a\n</code></pre>");
    expect(slide("    const a").html).toBe("<pre><code>const a\n</code></pre>");
  });

  it("in an unknown language says which is near", () => {
    const { problems, html } = slide("# a\n\n```pyton\nx\n```");
    expect(problems).toMatchObject([{ code: "code-language", line: 3, column: 4 }]);
    expect(problems[0]?.message.en).toContain("python");
    expect(html).toContain("x\n");
    expect(slide("```text\nx\n```").problems).toEqual([]);
  });

  it("marks lines, one step after the other", () => {
    expect(steps(`\`\`\`text [1|3-4|2,4]\n${LETTERS}\`\`\``)).toEqual([
      "A|b|c|d",
      "a|b|C|D",
      "a|B|c|D",
    ]);
    const made = slide(`\`\`\`text [1|3-4|2,4]\n${LETTERS}\`\`\``);
    expect(made).toMatchObject({ steps: 2, words: 4 });
    expect(made.html.match(/class="[^"]*fragment[^"]*"/g)).toHaveLength(2);
  });

  it("marks all lines alike when a step names none", () => {
    expect(steps(`\`\`\`text [|2]\n${LETTERS}\`\`\``)).toEqual(["a|b|c|d", "a|B|c|d"]);
    const [whole, second] =
      slide(`\`\`\`text [|2]\n${LETTERS}\`\`\``).html.match(/<code[^>]*>/g) ?? [];
    expect(whole).not.toContain("has-highlights");
    expect(second).toContain("has-highlights");
  });

  it("takes `all` for no line in particular", () => {
    expect(steps(`\`\`\`text [1|all]\n${LETTERS}\`\`\``)).toEqual(["A|b|c|d", "a|b|c|d"]);
  });

  it("numbers its lines from where it is told", () => {
    const { html } = slide(`\`\`\`text [5: 1]\n${LETTERS}\`\`\``);
    expect(html).toContain('data-ln-start-from="5"');
    expect(slide("```js [] {.wide}\na\n```").html).toContain(
      '<pre class="wide"><code data-line-numbers=""',
    );
  });

  it("numbers the steps from the index it is given", () => {
    const source =
      '<pre><code class="language-js" data-line-numbers="1|2" data-fragment-index="3">a\nb</code></pre>';
    const [, copy] = slide(source).html.match(/<code[^>]*>/g) ?? [];
    expect(copy).toMatch(/ fragment[ "]/);
    expect(copy).toContain('data-fragment-index="3"');
    expect(slide(source).steps).toBe(1);
  });

  it("keeps what is open over a line break coloured on both lines", () => {
    const { html } = slide("```js []\n/* a\nb */\n```");
    expect(html).toContain(
      '<span class="line"><span class="hljs-comment">/* a</span>\n</span>' +
        '<span class="line"><span class="hljs-comment">b */</span>\n</span>',
    );
  });
});
