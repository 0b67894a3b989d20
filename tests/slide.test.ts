import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Slide } from "../core/deck.ts";
import { outline } from "../core/outline.ts";
import { compileSlide } from "../core/slide.ts";

/** The first slide of a deck. */
function slide(source: string, base = ""): Slide {
  return compileSlide(outline(source, { base }), 0);
}

function html(source: string): string {
  return slide(source).html;
}

function problems(source: string): string[] {
  return slide(source).problems.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

describe("a slide", () => {
  it("becomes finished HTML, notes apart", () => {
    const made = slide("# Bonjour *à tous*\n\nTexte\n\nNote: pour **moi**");
    expect(made).toMatchObject({
      key: "bonjour-a-tous",
      title: "Bonjour à tous",
      html: "<h1>Bonjour <em>à tous</em></h1><p>Texte</p>",
      notes: "<p>pour <strong>moi</strong></p>",
      problems: [],
    });
  });

  it("has no heading underlined with dashes, but one underlined with equal signs", () => {
    expect(html("Titre\n===\n\ntexte\n - - -")).toBe("<h1>Titre</h1><p>texte</p><hr>");
  });

  it("is a pure function of its outline, and of what the deck shares", () => {
    const deck = outline("[MTI][m] {.a}\n\n---\n\n[m]: https://m.example\n*[MTI]: sigle", {
      base: "",
    });
    const first = compileSlide(deck, 0);
    expect(first.html).toBe(
      '<p class="a"><a href="https://m.example"><abbr title="sigle">MTI</abbr></a></p>',
    );
    compileSlide(deck, 1);
    expect(compileSlide(deck, 0)).toEqual(first);
  });

  it("that the deck does not have is empty", () => {
    expect(compileSlide(outline("# A", { base: "" }), 7)).toMatchObject({
      html: expect.any(String),
      steps: 0,
    });
  });

  it("keeps code as it is written", () => {
    const code = "``` {.wide}\nif (a < b && c) { }\n\n---\n```";
    expect(html(code)).toBe(
      '<pre class="wide"><code>if (a &lt; b &amp;&amp; c) { }\n\n---\n</code></pre>',
    );
    expect(html("<pre>\n\nx</pre>")).toBe("<pre>\n\nx</pre>");
  });

  it("never throws and always has a text for each problem, whatever it is made of", () => {
    const part = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "\n",
        "\n\n",
        "---",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        ".element:",
        "{.a}",
        "::: a",
        "```",
        "> ",
        "- ",
        "|",
        "[a]: ",
        "*[A]: b",
        "Note:",
        "<svg>",
        "\0",
        "\ud800",
        "![",
        "](",
        "</",
        "&#x3c;",
        "<style>",
        "\u202e",
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const deck = outline(parts.join(""), { base: "/d/x/" });
        const made = deck.slides.map((_, index) => compileSlide(deck, index));
        for (const { message, line, column } of [
          ...deck.problems,
          ...made.flatMap((one) => one.problems),
        ]) {
          expect(message.fr && message.en && line > 0 && column > 0).toBe(true);
        }
        expect(
          made.some(({ problems: found }) => found.some(({ code }) => code === "slide-failed")),
        ).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe("comments set attributes, as in Reveal,", () => {
  it.each([
    ["the element they are in", 'text <!-- .element: class="a" -->', '<p class="a">text </p>'],
    [
      "an element before them in it",
      '**b** x <!-- .element: class="a" -->',
      '<p><strong class="a">b</strong> x </p>',
    ],
    ["but no line break", 'b\\\nx <!-- .element: class="a" -->', '<p class="a">b<br>\nx </p>'],
    [
      "a heading",
      '## t <!-- .element: class="a" data-id="x" -->',
      '<h2 class="a" data-id="x">t </h2>',
    ],
    ["an item", '- i <!-- .element: class="a" -->', '<ul><li class="a">i </li></ul>'],
    [
      "the last item of a list before them",
      '- i\n- j\n<!-- .element: class="a" -->',
      '<ul><li>i</li><li class="a">j</li></ul>',
    ],
    [
      "the list, after a blank line",
      '- i\n- j\n\n<!-- .element: class="a" -->',
      '<ul class="a"><li>i</li><li>j</li></ul>',
    ],
    [
      "a block before them",
      '> q\n\n<!-- .element: class="a" -->',
      '<blockquote class="a"><p>q</p></blockquote>',
    ],
    [
      "raw HTML before them",
      '<img src="a.png" alt="">\n\n<!-- .element: class="a" -->',
      '<img src="a.png" alt="" class="a">',
    ],
    [
      "a raw list's last item",
      '<ul><li>i</li></ul><!-- .element: class="a" -->',
      '<ul><li class="a">i</li></ul>',
    ],
    ["without colon, with single quotes", "x <!-- .element class='a' -->", '<p class="a">x </p>'],
    [
      "several times, and classes add up",
      'x <!-- .element: class="a" --> <!-- .element: class="b" -->',
      '<p class="a b">x  </p>',
    ],
  ])("of %s", (_, source, expected) => {
    expect(
      html(source)
        .replace(/\n+/g, "\n")
        .replace(/\n(?=<)|\n$/g, ""),
    ).toBe(expected.replace(/\n(?=<)/g, ""));
  });

  it("of the section", () => {
    const { attributes, html: rest } = slide(
      '<!-- .slide: data-background-color="#fff" class="deep" data-transition="zoom" -->\nx',
    );
    expect(attributes).toEqual({
      class: "deep",
      "data-background-color": "#fff",
      "data-transition": "zoom",
    });
    expect(rest).toBe("<p>x</p>");
  });

  it("of the section, from the settings of the deck, unless it has its own", () => {
    const deck = outline(
      '---\nscheme: dark\ntransition: fade\n---\n# A\n---\n<!-- .slide: data-scheme="light" -->\n# B\n',
      { base: "" },
    );
    const transition = { "data-transition": "fade" };
    expect(compileSlide(deck, 0).attributes).toEqual({ ...transition, "data-scheme": "dark" });
    expect(compileSlide(deck, 1).attributes).toEqual({ ...transition, "data-scheme": "light" });
  });

  it("of a background, in Reveal's short form", () => {
    const background = (value: string) =>
      slide(`<!-- .slide: data-background="${value}" -->\nx`, "/d/").attributes;
    expect(background("#abc")).toEqual({ "data-background-color": "#abc" });
    expect(background("fond.png")).toEqual({ "data-background-image": "/d/fond.png" });
    expect(background("linear-gradient(red, blue)")).toEqual({
      "data-background-gradient": "linear-gradient(red, blue)",
    });
  });

  it("and vanish when they say something else", () => {
    expect(html("a <!-- facts: F6 --> b")).toBe("<p>a  b</p>");
  });

  it("or say that they are not understood", () => {
    expect(problems("text\n\nx <!-- .element: fragment -->")).toEqual(["3:18 directive-syntax"]);
  });
});

describe("braces set attributes", () => {
  it.each([
    ["of a block", "## t {.a #b title='c d'}", '<h2 class="a" id="b__b" title="c d">t</h2>'],
    ["of an item", "- i {.fragment}", '<ul><li class="fragment">i</li></ul>'],
    ["of what is right before them", "*e*{.a} x", '<p><em class="a">e</em> x</p>'],
    ["of a picture", "![p](p.png){width=40%}", '<p><img src="p.png" alt="p" width="40%"></p>'],
    ["of a list, on a line of their own", "- i\n{.a}", '<ul class="a"><li>i\n</li></ul>'],
  ])("%s", (_, source, expected) => {
    expect(html(source)).toBe(expected);
  });

  it("but remain text when they hold anything else, or are escaped", () => {
    expect(html("f(x) = {a, b}")).toBe("<p>f(x) = {a, b}</p>");
    expect(html("un ensemble {.a b}")).toBe("<p>un ensemble {.a b}</p>");
    expect(html("caf&eacute;{.a}")).toBe("<p>café{.a}</p>");
    expect(html("un ensemble \\{.a}")).toBe("<p>un ensemble {.a}</p>");
    expect(html("`{.a}`")).toBe("<p><code>{.a}</code></p>");
  });
});

describe("containers", () => {
  it("become boxes with their name, inside each other", () => {
    expect(html("::: columns\n::: column {.wide}\na\n:::\n::: column\nb\n:::\n:::")).toBe(
      '<div class="columns"><div class="column wide"><p>a</p></div><div class="column"><p>b</p></div></div>',
    );
  });

  it("hold code that looks like their end, and end by themselves with the slide", () => {
    expect(html("::: a\n```\n:::\n```\n:::\nb")).toBe(
      '<div class="a"><pre><code>:::\n</code></pre></div><p>b</p>',
    );
    expect(problems("x\n\n::: note\nnever closed")).toEqual(["3:1 container-open"]);
  });
});

describe("notes", () => {
  it("come from the marker, the element and the attribute", () => {
    const source =
      '<!-- .slide: data-notes="one < two" -->\n<aside class="notes">*two*</aside>\n\nx\n\nNotes: three';
    expect(slide(source)).toMatchObject({
      notes: "*two*\n<p>one &lt; two</p>\n<p>three</p>",
      html: "<p>x</p>",
    });
  });

  it("are sanitised, and their problems are on the right line", () => {
    const made = slide("# A\n\nNote:\n\n<script>x</script>");
    expect(made.notes).toBe("");
    expect(made.problems).toMatchObject([{ code: "element-removed", line: 5 }]);
  });
});

describe("steps", () => {
  it("are Reveal's fragment groups: equal indexes together, the others one by one", () => {
    const item = (index: string) => `- x <!-- .element: class="fragment" ${index} -->\n`;
    expect(slide(item("") + item("")).steps).toBe(2);
    expect(slide(item('data-fragment-index="1"') + item('data-fragment-index="1"')).steps).toBe(1);
    expect(
      slide(item('data-fragment-index="9"') + item("") + item('data-fragment-index="01"')).steps,
    ).toBe(3);
  });

  it("count nothing in the notes, nor in what is removed", () => {
    expect(
      slide(
        '<aside class="notes"><b class="fragment">x</b></aside><style class="fragment"></style>',
      ).steps,
    ).toBe(0);
  });

  it("count fragments of a drawing", () => {
    expect(slide('<svg><g class="fragment"><path d="M0 0"/></g></svg>').steps).toBe(1);
  });
});

describe("seconds", () => {
  const text = (words: number) => Array(words).fill("mot").join(" ");
  const seconds = (source: string) => slide(source).seconds;

  it("follow the words at the reading speed of the language, standing", () => {
    expect(seconds(text(100))).toBe(Math.ceil((100 / (195 * 0.7)) * 60));
    expect(seconds(`---\nlang: en\n---\n${text(100)}`)).toBe(Math.ceil((100 / (228 * 0.7)) * 60));
  });

  it("are never too few, and leave time for steps, pictures and films", () => {
    expect(seconds("mot")).toBe(8);
    const more = (source: string) => seconds(`${text(100)}\n\n${source}`) - seconds(text(100));
    expect(more("x {.fragment}") - more("x")).toBe(1);
    expect(more("![](a.png)")).toBe(2);
    expect(more('<video src="a.mp4"></video>')).toBe(10);
  });

  it("are what the author says, for the slide before the deck", () => {
    const deck = (comment: string) => `---\nseconds: 30\n---\n${comment}\n# A`;
    expect(seconds(deck(""))).toBe(30);
    expect(seconds(deck('<!-- .slide: data-seconds="20" -->'))).toBe(20);
    expect(seconds(deck('<!-- .slide: data-autoslide="5000" -->'))).toBe(5);
    expect(seconds(deck('<!-- .slide: data-autoslide="0" -->'))).toBe(30);
    expect(problems(deck('<!-- .slide: data-seconds="soon" -->'))).toEqual(["4:14 setting-value"]);
    expect(problems(deck('<!-- .slide: data-only="stand" -->'))).toEqual(["4:14 setting-value"]);
  });

  it("count the words that are seen: no notes, no description of a drawing, no punctuation", () => {
    const words = (source: string) => slide(source).words;
    expect(words("L'été « à » Nancy : 3 lots !\n\nNote: rien")).toBe(5);
    expect(words("<svg><title>un deux</title><text>trois</text></svg>")).toBe(1);
  });
});

describe("pictures and films", () => {
  it("are files of the deck's folder, however their name is written", () => {
    const { html: made, assets } = slide(
      '![a](images/cellule%20été.png) ![b](<./images/a b.png>)\n\n<video src="/f.mp4?x#t=1" poster=p.jpg autoplay muted></video>',
      "/d/abc/",
    );
    expect(assets).toEqual(["images/cellule été.png", "images/a b.png", "f.mp4", "p.jpg"]);
    expect(made).toContain('src="/d/abc/images/cellule%20%C3%A9t%C3%A9.png"');
    expect(made).toContain(
      '<video src="/d/abc/f.mp4" poster="/d/abc/p.jpg" data-autoplay="" muted="">',
    );
  });

  it("of a background count too", () => {
    const made = slide('<!-- .slide: data-background-image="f(1).png" -->\nx', "/d/");
    expect(made.assets).toEqual(["f(1).png"]);
    expect(made.attributes).toEqual({ "data-background-image": "/d/f%281%29.png" });
  });

  it.each([
    ["![](https://x.example/a.png)", "url-remote"],
    ["![](//x.example/a.png)", "url-remote"],
    ['<img src="\\\\x.example\\a.png">', "url-remote"],
    ["![](../secret.png)", "url-outside"],
    ["![](a/%2e%2e/%2e%2e/secret.png)", "url-outside"],
    ["![](file:///etc/passwd)", "url-refused"],
    ["![](C:/a.png)", "url-refused"],
    ["![](data:image/svg+xml,<svg/>)", "url-refused"],
    ["![](images\\a.png)", "url-backslash"],
  ])("%s: %s", (source, code) => {
    const made = slide(source);
    expect(made.problems.map((found) => found.code)).toEqual([code]);
    expect(made.html.includes("src=")).toBe(code === "url-backslash");
  });
});

describe("links", () => {
  it("lead to slides by key or by Reveal's numbers, and to the web over https", () => {
    const deck = outline("[a](#/fin) [b](#/1) [c](https://x.example/?a=b&c)\n---\n# Fin", {
      base: "",
    });
    expect(compileSlide(deck, 0).html).toBe(
      '<p><a href="#/fin">a</a> <a href="#/fin">b</a> <a href="https://x.example/?a=b&amp;c">c</a></p>',
    );
  });

  it("lead to the beginning, and to slides at a step, as Reveal writes them", () => {
    const source = "[a](#/) [b](#) [c](#/1/0/2) [d](#/fin/1) [e](#/1/7)\n---\n# Fin";
    const made = compileSlide(outline(source, { base: "" }), 0);
    expect([...made.html.matchAll(/href="(.*?)"/g)].map(([, href]) => href)).toEqual([
      "#/slide-1",
      "#/slide-1",
      "#/fin",
      "#/fin",
    ]);
    expect(made.problems.map(({ code }) => code)).toEqual(["link-target"]);
  });

  it("keep their text when they lead nowhere", () => {
    expect(html("[a](javascript:alert(1)) [b](http://x) [c](autre.md)")).toBe(
      "<p><a>a</a> <a>b</a> <a>c</a></p>",
    );
    const { problems: found } = slide("# Fin\n\n[a](#/fni)");
    expect(found).toMatchObject([
      { code: "link-target", line: 3, message: { en: expect.stringContaining("“fin”") } },
    ]);
  });
});

describe("problems", () => {
  it("are on their exact line and, when it can be found, their column", () => {
    const source = [
      "---",
      "lang: fr",
      "---",
      "",
      "# A",
      "",
      "Un paragraphe",
      "sur deux lignes avec <blink>du HTML</blink>",
      "",
      "- liste",
      "  - profonde ![](http://x/y.png)",
      "",
      "| a | b |",
      "|---|---|",
      "| c | <marquee>d</marquee> |",
      "",
      "<div>",
      "<p>",
      '<b onclick="x()">e</b>',
      "</div>",
    ].join("\n");
    expect(problems(source)).toEqual([
      "8:22 element-unwrapped",
      "11:18 url-remote",
      "15:7 element-unwrapped",
      "19:4 attribute-removed",
    ]);
  });

  it("of attributes are where these are set, not where their element begins", () => {
    expect(problems("un\ndeux {onclick=x}")).toEqual(["2:7 attribute-removed"]);
    expect(problems('- un\n- deux\n\n<!-- .element: onclick="x" -->')).toEqual([
      "4:16 attribute-removed",
    ]);
    expect(problems('<div class="a"\n  onclick="x">b</div>')).toEqual(["2:3 attribute-removed"]);
  });

  it("of the section are where its comment is", () => {
    const source =
      '# A\n\n<!-- .slide: data-state="x"\n  data-background-image="http://x/a.png" -->';
    expect(problems(source)).toEqual(["3:14 attribute-removed", "4:26 url-remote"]);
  });

  it("are no more than somebody may read", () => {
    expect(problems("<b onclick=x>b</b>\n\n".repeat(200)).length).toBeLessThan(60);
  });

  it("say that the nesting is too deep and lose nothing", () => {
    const made = slide(`${"> ".repeat(80)}fin`);
    expect(made.problems.map(({ code }) => code)).toEqual(["nesting-deep"]);
    expect(made.html).toContain("fin");
  });

  it("show the source of HTML that multiplies or is nested without end", () => {
    expect(problems(`<div>${"<div>".repeat(300)}`)).toEqual(["1:1 html-large"]);
    const bomb = `<div><p>${Array.from({ length: 200 }, (_, i) => `<b id=i${i}>`).join("")}${"<p>x".repeat(500)}`;
    const made = slide(bomb);
    expect(made.problems.map(({ code }) => code)).toEqual(["html-large"]);
    expect(made.html).toContain("&lt;b id=i199&gt;");
  });
});
