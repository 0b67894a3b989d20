import { describe, expect, it } from "vitest";
import { diagramName, diagramsIn, type DrawnDiagram } from "../core/diagram.ts";
import { compileDeck } from "../core/program.ts";
import { startArtist } from "../electron/artist.ts";
import { drawnOf, dropUnused, keepDrawn } from "../electron/diagrams.ts";
import { mkdtempSync, readdirSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeFolder } from "./remove-folder.mjs";

const SOURCE = "flowchart LR\n  A --> B";
const DECK = `# A diagram\n\n\`\`\`mermaid\n${SOURCE}\n\`\`\`\n\n---\n\n# Another slide\n`;

function compiled(drawing?: DrawnDiagram, source = DECK) {
  const diagrams = new Map(drawing ? [[diagramName(SOURCE), drawing]] : []);
  return compileDeck("deck.en.md", source, { base: "", lang: "en", diagrams });
}

describe("a diagram", () => {
  it("shows its source until it is drawn, without a problem", () => {
    const { slides, problems } = compiled();
    expect(slides[0]?.html).toContain('<code class="language-mermaid');
    expect(slides[0]?.html).toContain("A --&gt; B");
    expect(problems).toEqual([]);
  });

  it("is its drawing then, and only its slide is another", () => {
    const before = compiled();
    const after = compiled({
      svg: '<svg viewBox="0 0 9 9"><path d="M0 0h9" stroke="var(--ink)"/></svg>',
    });
    expect(after.slides[0]?.html).toContain(
      '<figure class="diagram"><svg viewBox="0 0 9 9"><path d="M0 0h9" stroke="var(--ink)"></path></svg></figure>',
    );
    expect(after.slides[0]?.html).not.toContain("language-mermaid");
    expect(after.slides[0]?.hash).not.toBe(before.slides[0]?.hash);
    expect(after.slides[1]?.hash).toBe(before.slides[1]?.hash);
    expect(after.problems).toEqual([]);
  });

  it("passes the wall like any drawing of a deck", () => {
    const svg =
      '<svg onload="alert(1)"><style>*{fill:url(//x)}</style><script>alert(1)</script><a href="javascript:1"><path id="p" fill="url(https://x)"/></a></svg>';
    const { slides } = compiled({ svg });
    expect(slides[0]?.html).not.toMatch(/onload|style|script|javascript|https/);
  });

  it("that cannot be drawn shows its source, and the line that is wrong", () => {
    const { slides, problems } = compiled({ fault: "Mermaid: got 'NEWLINE'", line: 2 });
    expect(slides[0]?.html).toContain("language-mermaid");
    expect(problems.map(({ code, line, column }) => `${line}:${column} ${code}`)).toEqual([
      "5:3 diagram-invalid",
    ]);
    expect(problems[0]?.message.fr).toContain("got 'NEWLINE'");
  });
});

describe("the diagrams of a text", () => {
  it.each([
    ["a fence", "```mermaid\npie\n```", ["pie"]],
    ["another fence, with attributes", "~~~~mermaid {.wide}\npie\n~~~\n~~~~", ["pie\n~~~"]],
    ["several", "```mermaid\na\n```\n\ntext\n\n```mermaid\nb\n```", ["a", "b"]],
    ["other code", "```mermaids\na\n```\n\n```js\nmermaid\n```", []],
    ["an empty one", "```mermaid\n\n```", []],
    ["one that never ends", "```mermaid\npie", []],
  ])("%s", (_, text, expected) => {
    expect(diagramsIn(text).map(({ source }) => source)).toEqual(expected);
  });

  it("have the name under which the compiler looks for them", () => {
    const [found] = diagramsIn(DECK);
    expect(found?.name).toBe(diagramName(`${SOURCE}\n`));
  });
});

describe("the artist", () => {
  it("draws what is not drawn yet once, keeps it and tells of it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mtinov-diagrams-"));
    const [wanted] = diagramsIn(DECK);
    const asked: string[] = [];
    const told: string[] = [];
    const look = startArtist({
      draw: async (diagrams) => {
        asked.push(...diagrams.map(({ name }) => name));
        return new Map(diagrams.map(({ name }) => [name, { svg: "<svg></svg>" }]));
      },
      folder,
      undrawn: () => new Map([["deck.md", wanted ? [wanted] : []]]),
      onDrawn: (file) => told.push(file),
      onFailed: (reason) => told.push(reason),
    });
    await Promise.all([look(), look()]);
    expect(asked).toEqual([diagramName(SOURCE)]);
    expect(told).toEqual(["deck.md"]);
    const kept = await drawnOf(folder, wanted ? [wanted] : []);
    expect(kept.get(diagramName(SOURCE))).toEqual({ svg: "<svg></svg>" });
    removeFolder(folder);
  });

  it("says why it could not, and does not try the same for ever", async () => {
    const told: string[] = [];
    const look = startArtist({
      draw: () => Promise.reject(new Error("The browser has ended.")),
      folder: "/nowhere",
      undrawn: () => new Map([["deck.md", diagramsIn(DECK)]]),
      onDrawn: (file) => told.push(file),
      onFailed: (reason) => told.push(reason),
    });
    await look();
    await look();
    expect(told).toEqual(["The browser has ended."]);
  });
});

describe("the drawings kept", () => {
  const DAY_S = 86_400;

  /** A folder with a drawing of each name, last used so many days ago. */
  async function keptFor(days: Record<string, number>, svg = "<svg></svg>") {
    const folder = mkdtempSync(join(tmpdir(), "mtinov-diagrams-"));
    await keepDrawn(folder, new Map(Object.keys(days).map((name) => [name, { svg }])));
    const now = Date.now() / 1_000;
    for (const [name, ago] of Object.entries(days))
      utimesSync(join(folder, `${name}.json`), now, now - ago * DAY_S);
    return folder;
  }

  it("are dropped after three months in which no deck asked for them", async () => {
    const folder = await keptFor({ fresh: 0, old: 89, older: 91 });
    await dropUnused(folder, Date.now());
    expect(readdirSync(folder).toSorted()).toEqual(["fresh.json", "old.json"]);
    removeFolder(folder);
  });

  it("are used whenever a deck that has them is compiled", async () => {
    const folder = await keptFor({ mine: 89, other: 89 });
    await drawnOf(folder, [{ name: "mine", source: "" }]);
    await dropUnused(folder, Date.now() + 2 * DAY_S * 1_000);
    expect(readdirSync(folder)).toEqual(["mine.json"]);
    // The next compilation of the day writes nothing.
    const { mtimeMs } = statSync(join(folder, "mine.json"));
    await drawnOf(folder, [{ name: "mine", source: "" }]);
    expect(statSync(join(folder, "mine.json")).mtimeMs).toBe(mtimeMs);
    removeFolder(folder);
  });

  it("take 50 MB at most: the longest unused go first", async () => {
    const folder = await keptFor({ a: 3, b: 1, c: 2 }, "x".repeat(20_000_000));
    await dropUnused(folder, Date.now());
    expect(readdirSync(folder).toSorted()).toEqual(["b.json", "c.json"]);
    removeFolder(folder);
  });

  it("may be none", async () => {
    await expect(dropUnused("/nowhere/at/all", Date.now())).resolves.toBeUndefined();
  });
});
