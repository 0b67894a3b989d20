import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diagramsIn } from "../core/diagram.ts";
import { compileDeck, type CompiledDeck } from "../core/program.ts";

/**
 * The manual shows what it explains: for each feature, how it is written in the manual's source, and what it becomes on
 * the slide of that name.
 */
const FEATURES: [feature: string, slide: string, written: RegExp, shown: RegExp][] = [
  ["a slide below", "below", /\n--\n/, /<h2>/],
  ["front matter", "slides", /minutes: 20/, /minutes/],
  ["bold and italics", "text", /\*\*.+\*\*/, /<strong>.*<em>/s],
  ["struck out", "text", /~~/, /<del>/],
  ["lowered text", "text", /H~2~O/, /<sub>2<\/sub>/],
  ["raised text", "text", /CD4\^\+\^/, /<sup>\+<\/sup>/],
  ["a link by key", "text", /\]\(#\/end\)/, /<a href="#\/end">/],
  ["tasks", "lists", /- \[x\]/, /✓.*□/s],
  ["definitions", "lists", /\n: /, /<dl><dt>.*<dd>/s],
  ["steps", "steps", /\{\.fragment\}/, /class="fragment"/],
  ["tables with alignment", "tables", /\|:-+:\|/, /text-align: center/],
  ["footnotes", "footnotes", /\n\[\^s\]:/, /<ol class="footnotes"><li>/],
  ["footnotes in place", "footnotes", /\^\[/, /<sup class="footnote">2<\/sup>/],
  ["abbreviations", "abbreviations", /\n\*\[\w+\]:/, /<abbr title=/],
  ["figures", "pictures", /::: figure/, /<figcaption>/],
  ["a drawing with steps", "pictures", /<svg/, /<g class="fragment">/],
  [
    "films with poster and captions",
    "films",
    /\.webm\)\{poster=\S+ autoplay loop\}/,
    /<video src="[^"]+" poster="[^"]+" [^>]*aria-label="[^"]+" muted=""><track kind="captions"/,
  ],
  ["sounds", "films", /!\[[^\]]+\]\(\w+\.mp3\)/, /mp3/],
  ["columns", "columns", /::: columns/, /<div class="column"><h3>/],
  ["comparison", "comparison", /::: comparison/, /<div class="comparison">/],
  ["timeline", "timeline", /::: timeline/, /<div class="timeline"><ul>/],
  ["quotation", "quote", /::: quote/, /<figure class="quote"><blockquote>/],
  ["callout", "callout", /::: callout \{\.warning\}/, /<aside class="callout warning"/],
  ["sources", "callout", /::: sources/, /<footer class="sources">/],
  ["quiz", "quiz", /::: quiz/, /<li class="answer right">/],
  ["code in colours", "code", /```js/, /hljs-keyword/],
  ["stepped lines", "code", /\[1\|2-3\|all\]/, /highlight-line.*<code [^>]*fragment/s],
  ["formulas", "maths", /\$x\^2/, /role="math" aria-label="x\^2/],
  ["displayed formulas", "maths", /\n\$\$\n/, /katex-display/],
  ["chemistry", "maths", /\\ce\{/, /aria-label="\\ce/],
  ...["bar", "line", "area", "donut"].map((kind): (typeof FEATURES)[number] => [
    `chart: ${kind}`,
    `chart-${kind}`,
    new RegExp(`\`\`\`chart ${kind}`),
    new RegExp(`<figure class="chart ${kind}"><svg.*<table class="chart-data">.*<figcaption>`, "s"),
  ]),
  ["diagrams", "diagrams", /```mermaid\n/, /<code .*```mermaid.*<figure class="diagram"><svg /s],
  [
    "an included file",
    "included",
    /\n<!-- include: parts\/include\.\w\w\.md -->\n\n---/,
    /<h2>.*parts\//s,
  ],
  ["included slides by number and key", "includes", /#2-5 -->.*#\S+\.\.\S+ -->/s, /include:/],
  ["a theme and a logo", "themes", /theme: \w+\/\w+\.css/, /--saffron.*data-scheme/s],
  ["settings of a folder", "defaults", /`deck\.yaml`/, /transition/],
  ["slides for one mode", "modes", /id="modes" data-only="talk"/, /data-only="kiosk"/],
  ["attributes in braces", "attributes", /\{\.fragment style=/, /class="fragment" style="color/],
];

const LANGS = ["fr", "en"] as const;
/** The caption files of the manual's folder. */
const captions = LANGS.map((lang) => `films/cell.${lang}.vtt`);

function slidesFile(name: string): string {
  return readFileSync(new URL(`../slides/${name}`, import.meta.url), "utf8");
}

function source(lang: string): string {
  return slidesFile(`welcome.${lang}.md`);
}

/** What the manual includes. */
const files = new Map(
  LANGS.map((lang) => `parts/include.${lang}.md`).map((name) => [name, slidesFile(name)]),
);

/** The manual's diagrams as if a browser had drawn them. */
function drawn(lang: string) {
  const svg = '<svg viewBox="0 0 9 9"></svg>';
  return new Map(diagramsIn(source(lang)).map(({ name }) => [name, { svg }]));
}

const decks: Record<string, CompiledDeck> = Object.fromEntries(
  LANGS.map((lang) => [
    lang,
    compileDeck("welcome.md", source(lang), {
      base: "/d/x/",
      lang,
      captions,
      files,
      diagrams: drawn(lang),
    }),
  ]),
);

describe.each(LANGS)("the manual in %s", (lang) => {
  it("compiles without a problem", () => {
    expect(decks[lang]?.problems).toEqual([]);
  });

  it.each(FEATURES)("shows %s, on the slide “%s”", (_, key, written, shown) => {
    expect(source(lang)).toMatch(written);
    expect(decks[lang]?.slides.find((slide) => slide.key === key)?.html).toMatch(shown);
  });

  it("explains every slide in its notes", () => {
    expect(decks[lang]?.slides.filter(({ notes }) => notes === "")).toEqual([]);
  });
});

describe("the manual", () => {
  it("is one deck in two languages", () => {
    const [fr, en] = LANGS.map((lang) =>
      decks[lang]?.slides.map(({ key, steps }) => ({ key, steps })),
    );
    expect(en).toEqual(fr);
  });

  it("has typography that its language alone has", () => {
    const text = (lang: string) =>
      decks[lang]?.slides.find(({ key }) => key === "typography")?.html ?? "";
    expect(text("fr")).toContain("«\u202fVraiment\u202f?\u202f»");
    expect(text("fr")).toContain("XXI<sup>e</sup>");
    expect(text("en")).toContain("“Really?” – it’s");
  });

  it("is in no playlist that comes with the application", () => {
    expect(
      readFileSync(new URL("../slides/stand.playlist.yaml", import.meta.url), "utf8"),
    ).not.toContain("welcome");
  });
});
