import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outline } from "../core/outline.ts";
import { proposeTimings } from "../core/rehearsal.ts";
import { timesTable } from "../core/times.ts";
import { removeFolder } from "./remove-folder.mjs";

describe("the table of a talk's times", () => {
  const slides = [
    { key: "a", title: "Début ; fin", planned: 60_000 },
    { key: "b", title: '=HYPERLINK("x")', planned: 30_000 },
  ];

  it("opens in a spreadsheet of its language, and no title becomes a formula", () => {
    expect(timesTable(slides, { a: 75_400 }, "fr")).toBe(
      '\ufeffdiapositive;clé;titre;prévu (s);réel (s);écart (s)\r\n1;a;"Début ; fin";60;75;15\r\n' +
        `2;b;"'=HYPERLINK(""x"")";30;;\r\ntotal;;;90;75;-15\r\n`,
    );
    expect(timesTable(slides, { a: 30_000, b: 1 }, "en").split("\r\n")[1]).toBe(
      '1,a,"Début ; fin",60,30,-30',
    );
  });

  it("has no total planned when a slide has no plan, and takes no key for an object's own", () => {
    const table = timesTable([{ key: "constructor", title: "t", planned: null }], {}, "en");
    expect(table.split("\r\n").slice(1, 3)).toEqual(["1,constructor,t,,,", "total,,,,0,"]);
  });
});

describe("a rehearsal", () => {
  const deck = `---
title: T
minutes: 12 # with questions
---
<!-- .slide: id="one" data-timing="35" -->
# One

---

# Two

\`\`\`md
<!-- .slide: data-timing="1" -->
\`\`\`

---
<!-- .slide: class="figure" -->
# Three
`;
  const times = { one: 52_000, two: 61_000, three: 3_000 };

  it("proposes the times as a change of the source, which reads as before but for them", () => {
    const { source } = proposeTimings(deck, "t.fr.md", times);
    expect(source).toContain('<!-- .slide: id="one" data-timing="50" -->\n# One');
    expect(source).toContain('---\n\n<!-- .slide: data-timing="60" -->\n# Two');
    expect(source).toContain('<!-- .slide: class="figure" data-timing="5" -->');
    expect(source).toContain('```md\n<!-- .slide: data-timing="1" -->');
    expect(source).toContain("minutes: 2 # with questions");
  });

  it("is a patch that `patch` takes", () => {
    const folder = mkdtempSync(join(tmpdir(), "mtinov-patch-"));
    try {
      writeFileSync(join(folder, "t.fr.md"), deck);
      const { patch, source } = proposeTimings(deck, "t.fr.md", times);
      execFileSync("git", ["apply", "--unsafe-paths", "-"], { cwd: folder, input: patch });
      expect(readFileSync(join(folder, "t.fr.md"), "utf8")).toBe(source);
    } finally {
      removeFolder(folder);
    }
  });

  it("proposes nothing for slides that were not shown, and no minutes then", () => {
    const { source, patch } = proposeTimings(deck, "t.fr.md", { one: 35_000 });
    expect([source, patch]).toEqual([deck, ""]);
    expect(proposeTimings(deck, "t.fr.md", { two: 20_000 }).source).toContain("minutes: 12 ");
  });

  it("keeps line ends, and gives a deck without front matter its minutes", () => {
    const { source } = proposeTimings("# A\r\n\r\n---\r\n\r\n# B\r\n", "t.md", {
      a: 60_000,
      b: 60_000,
    });
    expect(source.replaceAll("\r\n", "")).not.toContain("\n");
    expect(outline(source, { base: "" }).minutes).toBe(2);
  });

  it("changes no slide, whatever the deck", () => {
    const slide = fc.constantFrom(
      "# A",
      "text\n\n- x",
      "<!-- .slide: id=q -->\nq",
      "```\n---\n```",
      "  \n# Ž\n\nNote: n",
      "<!-- c -->\n# C",
    );
    fc.assert(
      fc.property(
        fc.array(slide, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (slides, front) => {
          const source = (front ? "---\nlang: en\n---\n" : "") + slides.join("\n\n---\n\n") + "\n";
          const before = outline(source, { base: "" });
          const spent = Object.fromEntries(before.slides.map(({ key }) => [key, 42_000]));
          const after = outline(proposeTimings(source, "t.md", spent).source, { base: "" });
          const told = (all: typeof before) =>
            all.slides.map(({ key, title, notes }) => ({ key, title, notes }));
          expect(told(after)).toEqual(told(before));
          expect(after.slides.every((each) => each.source.includes('data-timing="40"'))).toBe(true);
        },
      ),
    );
  });
});
