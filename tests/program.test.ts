import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { align } from "../core/align.ts";
import { compileDeck } from "../core/program.ts";

function compile(...slides: string[]) {
  return compileDeck("deck.fr.md", slides.join("\n\n---\n\n"), { base: "/d/" });
}

describe("a compiled deck", () => {
  it("tells the player its slides, and nobody else more than that", () => {
    const { program } = compile("# A", "- x {.fragment}\n- y {.fragment}");
    expect(program).toMatchObject({ deck: "deck.fr.md", lang: "fr", title: "A", minutes: null });
    expect(program.slides.map(({ key, steps, seconds }) => [key, steps, seconds])).toEqual([
      ["a", 0, 8],
      ["slide-2", 2, 8],
    ]);
    expect(Object.keys(program.slides[0] ?? {})).toEqual([
      "index",
      "key",
      "hash",
      "content",
      "title",
      "only",
      "steps",
      "seconds",
    ]);
  });

  it("has a new revision when anything that shows changes, and only then", () => {
    const revision = (source: string) => compileDeck("d", source, { base: "" }).program.revision;
    const all = [
      "# A",
      "# B",
      "# A\n\nx",
      "# A\n\nNote: n",
      "---\nlang: en\n---\n# A",
      "# A\n---\n# B",
      '<!-- .slide: class="x" -->\n# A',
    ];
    expect(new Set(all.map(revision)).size).toBe(all.length);
    expect(revision("# A\n\n\n")).toBe(revision("# A"));
  });

  it("lists all its problems in the order of the file", () => {
    const { problems } = compile(
      "---\ntitel: x\n---\n# A <blink>b</blink>",
      "",
      "# B\n\n<marquee>",
    );
    expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual([
      "2 front-matter-unknown",
      "4 element-unwrapped",
      "7 slide-empty",
      "14 element-unwrapped",
    ]);
  });
});

it("tells which mode plays a slide, by the slide's own word, else the deck's", () => {
  const only = (source: string) => compileDeck("d", source, { base: "" }).program;
  const slides = '<!-- .slide: data-only="kiosk" -->\n# A\n---\n# B';
  expect(only(slides).slides.map((slide) => slide.only)).toEqual(["kiosk", null]);
  const whole = only(`---\nonly: talk\n---\n${slides}`);
  expect(whole.slides.map((slide) => slide.only)).toEqual(["kiosk", "talk"]);
  expect(whole.revision).not.toBe(only(`---\nonly: kiosk\n---\n${slides}`).revision);
});

it("warns of a link to a slide that the other mode does not play", () => {
  const said = (from: string, to: string) =>
    compileDeck("d", `${from}\n[x](#/b)\n---\n${to}\n# B`, { base: "" }).problems.map(
      ({ line, code }) => `${line} ${code}`,
    );
  const only = (mode: string) => `<!-- .slide: data-only="${mode}" -->`;
  expect(said("# A", only("kiosk"))).toEqual(["2 link-mode"]);
  expect(said(only("talk"), only("kiosk"))).toEqual(["2 link-mode"]);
  expect(said(only("kiosk"), only("kiosk"))).toEqual([]);
  expect(said(only("kiosk"), "")).toEqual([]);
  const before = compileDeck("d", "[x](#/b)\n---\n# B", { base: "" });
  const after = compileDeck("d", `[x](#/b)\n---\n# B\n${only("talk")}`, { base: "" }, before);
  expect(after.problems.map(({ code }) => code)).toEqual(["link-mode"]);
});

describe("a recompiled deck", () => {
  const slides = ["# A", "# B\n\n<blink>b</blink>", "# C [c](#/a)", "# D\n\n[d][ref]"];

  it("takes what has not changed from the revision before", () => {
    const before = compile(...slides);
    const source = slides.with(0, "# A\n\nmore\n\ntext").join("\n\n---\n\n");
    const after = compileDeck("deck.fr.md", source, { base: "/d/" }, before);
    expect(after.slides[3]?.html).toBe(before.slides[3]?.html);
    expect(after.slides[1]).toEqual({
      ...before.slides[1],
      line: 9,
      problems: [expect.objectContaining({ line: 11 })],
    });
  });

  it("is what compiling it anew gives, whatever was edited", () => {
    const slide = fc.constantFrom(
      "# A",
      "# B",
      "# A\n\nx",
      "text",
      "[l](#/b)",
      "[l][ref]",
      "[ref]: https://r.example",
      "*[B]: b",
      "<b>x</b><blink>",
      "",
      "Note: n",
      "a\n--\nb",
    );
    const deck = fc.array(slide, { maxLength: 12 });
    fc.assert(
      fc.property(deck, deck, (one, two) => {
        const anew = compile(...two);
        const before = compile(...one);
        expect(compileDeck("deck.fr.md", two.join("\n\n---\n\n"), { base: "/d/" }, before)).toEqual(
          anew,
        );
      }),
    );
  });

  it("reads again what a new separator of the notes changes", () => {
    const deck = (notes: string) => `---\nnotesSeparator: "${notes}"\n---\nx\n\nA: a\n\nB: b`;
    const before = compileDeck("d", deck("^A:"), { base: "" });
    const after = compileDeck("d", deck("^B:"), { base: "" }, before);
    expect(after.slides[0]).toMatchObject({ html: "<p>x</p><p>A: a</p>", notes: "<p>b</p>" });
  });

  it("compiles again the slides that another one's change shows on", () => {
    const before = compile("[l](#/b)", "# B");
    const after = compileDeck("deck.fr.md", "[l](#/b)\n\n---\n\n# C", { base: "/d/" }, before);
    expect(after.problems.map(({ code }) => code)).toEqual(["link-target"]);
  });
});

describe("a position in the next revision", () => {
  const program = (...slides: string[]) => compile(...slides).program;
  const steps = "- x {.fragment}\n- y {.fragment}";
  const before = program("# A", `# B\n\n${steps}`, "# C", "# D");

  it("follows the slide's content", () => {
    const after = program("# New", "# A", `# B\n\n${steps}`, "# C", "# D");
    expect(align(before, after, { slide: 1, step: 2 })).toEqual({ slide: 2, step: 2 });
  });

  it("else its key, with the steps it still has", () => {
    const after = program("# A", "# B\n\n- x {.fragment}", "# C", "# D");
    expect(align(before, after, { slide: 1, step: 2 })).toEqual({ slide: 1, step: 1 });
  });

  it("stays where a slide was rewritten, its heading too", () => {
    const rewritten = program("# A", `# B, better\n\n${steps}`, "# C", "# D");
    expect(align(before, rewritten, { slide: 1, step: 2 })).toEqual({ slide: 1, step: 2 });
    expect(
      align(before, program("# New", "# A", "# X", "# Y", "# D"), { slide: 2, step: 0 }).slide,
    ).toBe(3);
    expect(align(before, program("# A", "# B", "# C", "# E"), { slide: 3, step: 0 }).slide).toBe(3);
    expect(align(before, program("# Z", "# B", "# C", "# D"), { slide: 0, step: 0 }).slide).toBe(0);
  });

  it("else its place in the order", () => {
    expect(align(before, program("# A", "# C", "# D"), { slide: 1, step: 1 })).toEqual({
      slide: 1,
      step: 0,
    });
    expect(
      align(before, program("# X", "# Y", "# A", "# C", "# D"), { slide: 1, step: 0 }).slide,
    ).toBe(3);
    expect(align(before, program("# A"), { slide: 3, step: 0 })).toEqual({ slide: 0, step: 0 });
  });

  it("follows the content of a slide without a name, whose key is its number", () => {
    const after = program("one", "# A", `${steps}`, "three");
    expect(align(program("# A", steps, "three"), after, { slide: 1, step: 2 })).toEqual({
      slide: 2,
      step: 2,
    });
  });

  it("tells twins apart by their place", () => {
    const twins = program("x", "# A", "x", "# B", "x");
    const after = program("x", "# A", "x", "x");
    expect(align(twins, after, { slide: 2, step: 0 }).slide).toBe(2);
  });

  it("is always one that exists", () => {
    const slide = fc.constantFrom("# A", "# B", "# C", steps, "x");
    const deck = fc.array(slide, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(deck, deck, fc.nat(7), fc.nat(3), (one, two, at, step) => {
        const [from, to] = [program(...one), program(...two)];
        const found = align(from, to, { slide: Math.min(at, from.slides.length - 1), step });
        expect(to.slides[found.slide]?.steps).toBeGreaterThanOrEqual(found.step);
      }),
    );
  });
});
