import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outline, slideNamed, type Outline } from "../core/outline.ts";

function cut(source: string): Outline {
  return outline(source, { base: "" });
}

/** The Markdown of each slide. */
function slides(source: string): string[] {
  return cut(source).slides.map((slide) => slide.source);
}

function codes(source: string): string[] {
  return cut(source).problems.map(({ code, line }) => `${line} ${code}`);
}

describe("slides are separated", () => {
  it("by three dashes alone on a line, also straight after text", () => {
    expect(slides("one\n---\ntwo\n\n---  \n\nthree")).toEqual(["one", "two", "three"]);
  });

  it("by two or four dashes, for a slide below", () => {
    const { slides } = cut("a\n--\nb\n----\nc\n---\nd");
    expect(slides.map(({ source, below }) => [source, below])).toEqual([
      ["a", false],
      ["b", true],
      ["c", true],
      ["d", false],
    ]);
  });

  it("not by dashes that are indented, part of a table, or more than four", () => {
    const source = "- a\n  ---\n\n| a |\n|---|\n| b |\n\n-----\n\nend";
    expect(slides(source)).toEqual([source]);
  });

  it.each([
    ["a fence", "```yaml\n---\na: b\n---\n```"],
    ["a fence of tildes longer than the one inside", "~~~~\n~~~\n---\n~~~\n~~~~"],
    ["an indented fence", "   ```\n---\n   ```"],
    ["a comment", "<!--\n---\n-->"],
    ["a comment that starts after text", "text <!-- a\n---\n--> more"],
    ["a pre element", "<pre>\n---\n</pre>"],
  ])("not inside %s", (_, source) => {
    expect(slides(`${source}\n\n---\n\nnext`)).toEqual([source, "next"]);
  });

  it("again after code that only looks like a fence or a comment", () => {
    expect(slides("`<!--` and ``` inline\n\n---\n\nb")).toHaveLength(2);
    expect(slides("```a`b\n\n---\n\nb")).toHaveLength(2);
  });

  it("also after a comment that is code by its indentation", () => {
    expect(slides("a\n\n    <!-- code\n\n---\n\nb <!-- c --> d")).toHaveLength(2);
  });

  it("even when a fence or a comment is never closed, and says where it opened", () => {
    const fence = "a\n\n```js\ncode\n\n---\n\nb";
    expect(slides(fence)).toEqual(["a\n\n```js\ncode", "b"]);
    expect(codes(fence)).toEqual(["3 fence-open"]);
    const comment = "a\n\n---\n\nb <!-- c\n\n---\n\nd";
    expect(slides(comment)).toEqual(["a", "b <!-- c", "d"]);
    expect(codes(comment)).toEqual(["5 comment-open"]);
  });

  it("whatever the line ends and the mark at the start of the file", () => {
    expect(slides("\ufeff---\r\ntitle: A\r\n---\r\na\r\n---\r\nb\r---\rc")).toEqual([
      "a",
      "b",
      "c",
    ]);
  });

  it("without blank slides at both ends, and with a hint for one in between", () => {
    const source = "---\n# A\n\n---\n\n---\n\n# B\n\n---\n";
    expect(slides(source)).toEqual(["# A", "", "# B"]);
    expect(codes(source)).toEqual(["5 slide-empty"]);
  });

  it("with the line of each one's first character", () => {
    const { slides } = cut("---\ntitle: A\n---\n\n\n# A\n\n---\n# B\n---\n\n# C");
    expect(slides.map(({ line }) => line)).toEqual([6, 9, 12]);
  });

  it("and none is hidden by Reveal's own attribute", () => {
    const source = '# A\n---\n<!-- .slide: data-visibility="hidden" -->\n# B\n---\n# C';
    expect(slides(source)).toEqual(["# A", "# C"]);
  });

  it("without losing a word, whatever they hold", () => {
    const line = fc.constantFrom("---", "--", "text", "", "# h", "> q", "- i", "    code", "| a |");
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const kept = slides(`x\n${lines.join("\n")}\ny`).join("\n");
        const words = (text: string) => text.match(/[a-z]+/g);
        expect(words(kept)).toEqual(words(`x ${lines.join(" ")} y`));
      }),
    );
  });

  it("so that an empty file is a problem and no slide", () => {
    expect(codes(" \n\n")).toEqual(["1 deck-empty"]);
    expect(codes("---\ntitle: A\n---\n")).toEqual(["1 deck-empty"]);
  });
});

describe("notes", () => {
  it.each(["Note: mine", "notes: mine", "NOTE : mine", "Note\u202f: mine"])(
    "start with %s",
    (line) => {
      const [slide] = cut(`# A\n\ntext\n\n${line}\nmore`).slides;
      expect(slide).toMatchObject({ source: "# A\n\ntext", notes: "mine\nmore", notesLine: 5 });
    },
  );

  it("do not start in the middle of a line, in code or in a word", () => {
    const source = "a Note: b\n\n```\nNote: c\n```\n\nNoted: d";
    expect(slides(source)).toEqual([source]);
  });

  it("end with their slide", () => {
    const [, second] = cut("# A\nNote: n\n---\n# B").slides;
    expect(second).toMatchObject({ source: "# B", notes: "" });
  });
});

describe("keys", () => {
  it("come from the author's id, else from the heading, and are unique", () => {
    const source = [
      '<!-- .slide: id="Départ" -->\n# X',
      "# Qu'est-ce qu'un *biomédicament* ?",
      "# X",
      "# X",
      "text",
      "## Fin {#the-end}",
      "Setext\n======",
      "<h2>Élément</h2>",
    ].join("\n---\n");
    expect(cut(source).slides.map(({ key }) => key)).toEqual([
      "depart",
      "qu-est-ce-qu-un-biomedicament",
      "x",
      "x-2",
      "slide-5",
      "the-end",
      "setext",
      "element",
    ]);
  });

  it("are a problem when the author gives one twice", () => {
    const source = '<!-- .slide: id="a" -->\n# A\n---\n# B\n\n<!-- .slide: id="a" -->';
    expect(codes(source)).toEqual(["6 key-duplicate"]);
    expect(codes("# A\n---\ntext\n\n# B {#a}")).toEqual(["5 key-duplicate"]);
    expect(cut(source).slides.map(({ key }) => key)).toEqual(["a", "a-2"]);
  });

  it("answer to links, as Reveal's numbers do", () => {
    const deck = cut("# A\n--\n# B\n---\n# C");
    expect(["a", "0", "0/1", "1", "nope", "7"].map((name) => slideNamed(deck, name))).toEqual([
      "a",
      "a",
      "b",
      "c",
      null,
      null,
    ]);
  });
});

describe("a deck or a slide for one mode only", () => {
  it("says so", () => {
    const source = '---\nonly: talk\n---\n# A\n---\n<!-- .slide: data-only="kiosk" -->\n# B';
    expect(cut(source).slides.map(({ only }) => only)).toEqual(["talk", "kiosk"]);
    expect(cut("# A").slides[0]?.only).toBeNull();
  });
});

describe("the front matter", () => {
  it("sets the deck", () => {
    const deck = cut("---\ntitle: Soigner\nlang: en\nminutes: 15\nseconds: auto\n---\n# A");
    expect(deck).toMatchObject({ title: "Soigner", lang: "en", minutes: 15 });
  });

  it("wins over the language in the file's name, which wins over French", () => {
    const lang = (source: string) => outline(source, { base: "", lang: "en" }).lang;
    expect([lang("---\nlang: fr\n---\na"), lang("a"), cut("a").lang]).toEqual(["fr", "en", "fr"]);
  });

  it("is not mistaken for a first slide, nor a first slide for it", () => {
    expect(slides("---\n# A\n---\n# B")).toEqual(["# A", "# B"]);
    expect(slides("---\n\n---\n# B")).toEqual(["# B"]);
    expect(slides("---\ntitle: never closed\n\n# A")).toEqual(["title: never closed\n\n# A"]);
  });

  it.each([
    ["titel: A", "2 front-matter-unknown"],
    ["lang: de", "2 front-matter-value"],
    ["minutes: many", "2 front-matter-value"],
    ["title: A\ntitle: B", "3 front-matter-invalid"],
    ["title: 'A\nlang: fr", "2 front-matter-invalid"],
    ["highlightTheme: monokai", "2 front-matter-unused"],
    ["title: [1, 2]", "2 front-matter-value"],
  ])("complains of `%s`", (yaml, expected) => {
    const deck = `---\n${yaml}\n---\n# A`;
    expect(codes(deck)).toEqual([expected]);
    expect(slides(deck)).toEqual(["# A"]);
  });

  it("names the nearest setting it knows", () => {
    expect(cut("---\ntitre: A\n---\n# A").problems[0]?.message.fr).toContain(
      "« title »".replace(/ /g, "\u202f"),
    );
  });

  it("survives a bomb", () => {
    const levels = Array.from({ length: 12 }, (_, i) => {
      const above = i === 0 ? '"ha"' : `*l${i - 1}`;
      return `l${i}: &l${i} [${Array(9).fill(above).join(", ")}]`;
    });
    const deck = cut(`---\n${levels.join("\n")}\ntitle: *l11\n---\n# A`);
    expect(deck.slides).toHaveLength(1);
    expect(deck.problems.map(({ code }) => code)).toContain("front-matter-value");
    expect(codes(`---\na: ${"[".repeat(9_000)}\n---\n# A`)).toHaveLength(1);
  });
});

describe("link references and abbreviations", () => {
  it("hold for the whole deck", () => {
    const deck = cut(
      "[one][a]\n\n---\n\n[A]: https://a.example\n[b]: b.png 'B'\n\n*[MTI]: médicament",
    );
    expect(Object.keys(deck.references)).toEqual(["A", "B"]);
    expect([...deck.abbreviations]).toEqual([["MTI", "médicament"]]);
  });

  it("may follow a heading, but not stand in a paragraph or in code", () => {
    const deck = cut("# A\n[a]: a.png\n\ntext\n[b]: b.png\n\n```\n\n[c]: c.png\n```");
    expect(Object.keys(deck.references)).toEqual(["A"]);
  });
});

describe("odd characters", () => {
  it("are reported where they are", () => {
    expect(codes("ab\n\ncd\u202edc")).toEqual(["3 characters-bidi"]);
    expect(codes("a\n\0b\n\ud800")).toEqual(["2 characters-replaced", "3 characters-replaced"]);
  });
});
