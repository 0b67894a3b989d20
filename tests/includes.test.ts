import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { compileDeck, type CompiledDeck } from "../core/program.ts";
import { forkCompiler } from "../electron/compile-fork.ts";
import { startCompiler } from "../electron/compile.ts";
import { openLibrary } from "../electron/library.ts";
import { removeFolder } from "./remove-folder.mjs";

function deck(source: string, files: Record<string, string> = {}, before?: CompiledDeck) {
  const shelf = { name: "deck.md", files: new Map(Object.entries(files)) };
  return compileDeck("/deck.md", source, { base: "/d/", ...shelf }, before);
}
const titles = (...given: Parameters<typeof deck>) =>
  deck(...given).slides.map(({ title }) => title);
const said = (...given: Parameters<typeof deck>) =>
  deck(...given).problems.map(
    (each) => `${each.file ?? ""}:${each.line}:${each.column} ${each.code}`,
  );

const parts = "# One\n---\n# Two\n--\n# Three {#third}\n---\n# Four";

describe("an include", () => {
  const take = (what: string) =>
    titles(`# A\n---\n<!-- include: parts.md${what} -->\n---\n# Z`, { "parts.md": parts });

  it.each([
    ["", ["One", "Two", "Three", "Four"]],
    ["#2", ["Two"]],
    ["#2-3", ["Two", "Three"]],
    ["#3-", ["Three", "Four"]],
    ["#third", ["Three"]],
    ["#two..four", ["Two", "Three", "Four"]],
  ])("takes the slides of “parts.md%s”", (what, expected) => {
    expect(take(what)).toEqual(["A", ...expected, "Z"]);
  });

  it("stands in the place of its slide, or after the rest of it", () => {
    const files = { "b.md": "# B", "c.md": "# C" };
    const both = "<!-- include: b.md -->\n<!-- include: c.md -->";
    expect(titles(`${both}\n---\n# Z`, files)).toEqual(["B", "C", "Z"]);
    expect(titles(`# A\n\n${both}\n---\n# Z`, files)).toEqual(["A", "B", "C", "Z"]);
  });

  it("in code or in a longer comment is none", () => {
    expect(
      titles("# A\n\n```\n<!-- include: b.md -->\n```\n\n`<!-- include: b.md -->`", {
        "b.md": "# B",
      }),
    ).toEqual(["A"]);
  });

  it("keeps what stands below below, and starts where its slide stood", () => {
    const below = (source: string) =>
      deck(source, { "parts.md": parts }).program.slides.length &&
      titles(source, { "parts.md": parts });
    expect(below("# A\n--\n<!-- include: parts.md#3 -->")).toEqual(["A", "Three"]);
    const linked = deck("[x](#/0/1)\n--\n<!-- include: parts.md#2-3 -->", { "parts.md": parts });
    expect(linked.slides[0]?.html).toContain("#/two");
  });

  it("names the file that is not there, and where it was asked for", () => {
    expect(said("# A\n---\n\n  <!-- include: gone.md -->")).toEqual([":4:3 include-missing"]);
    expect(said("<!-- include: ../out.md -->\n---\n# A")).toEqual([":1:1 url-outside"]);
    expect(said("# A\n---\n<!-- include: notes.txt -->", { "notes.txt": "# B" })).toEqual([
      ":3:1 include-missing",
    ]);
  });

  it("names the slide that is not there, and takes those that are", () => {
    const files = { "parts.md": parts };
    expect(said("<!-- include: parts.md#third..fuor -->\n---\n# A", files)).toEqual([
      ":1:1 include-slide",
    ]);
    const { slides, problems } = deck("<!-- include: parts.md#4-9 -->", files);
    expect(slides.map(({ title }) => title)).toEqual(["Four"]);
    expect(problems[0]?.message.en).toContain("9");
    expect(
      deck("<!-- include: parts.md#fuor -->\n---\n# A", files).problems[0]?.message.en,
    ).toContain("four");
  });

  it("in a circle ends where it closes, in the file that closes it", () => {
    const files = {
      "b.md": "# B\n---\n<!-- include: sub/c.md -->",
      "sub/c.md": "# C\n---\n<!-- include: ../b.md -->",
      "deck.md": "# A",
    };
    const source = "# A\n---\n<!-- include: b.md -->";
    expect(titles(source, files)).toEqual(["A", "B", "C"]);
    expect(said(source, files)).toEqual(["sub/c.md:3:1 include-circle"]);
    expect(said("# A\n---\n<!-- include: deck.md -->", files)).toEqual([":3:1 include-circle"]);
  });

  it("that multiplies is given up in time", () => {
    const ten = (file: string) => Array(10).fill(`<!-- include: ${file} -->`).join("\n");
    const files = { "a.md": ten("b.md"), "b.md": ten("c.md"), "c.md": ten("d.md"), "d.md": "# D" };
    const made = deck(ten("a.md"), files);
    expect(made.slides.length).toBeLessThan(600);
    expect(made.problems.some(({ code }) => code === "include-many")).toBe(true);
  });
});

describe("an included slide", () => {
  const files = {
    "sub/part.md":
      "---\nlang: en\ntitel: x\n---\n# Part\n\n![a](a.png) ![b](../b.png) ![c](../../c.png) ![d](/d.png)\n\n<blink>\n\nNote: [r] of HPC\n\n[r]: https://r.example\n*[HPC]: high",
  };
  const source = "# A [r]\n\n---\n\n<!-- include: sub/part.md -->";

  it("finds its files from its own folder, and none outside the deck's", () => {
    const { slides } = deck(source, files);
    expect(slides[1]?.assets).toEqual(["sub/a.png", "b.png", "d.png"]);
    expect(slides[1]?.html).toContain('src="/d/sub/a.png"');
    expect(slides[1]?.html).toContain('src="/d/b.png"');
  });

  it("has its problems in its own file, at their place", () => {
    expect(said(source, files)).toEqual([
      "sub/part.md:7:33 url-outside",
      "sub/part.md:9:1 element-unwrapped",
    ]);
    expect(deck(source, files).slides[1]).toMatchObject({ file: "sub/part.md", line: 5 });
  });

  it("shares references and abbreviations with the whole deck", () => {
    const { slides } = deck(source, files);
    expect(slides[0]?.html).toContain("https://r.example");
    expect(slides[1]?.notes).toContain('<abbr title="high">');
  });

  it("is compiled again only when it changes, or moves to another file", () => {
    const before = deck(source, files);
    const same = deck(source.replace("# A", "# AA"), files, before);
    expect(same.slides[1]).toBe(before.slides[1]);
    const edited = deck(
      source,
      { "sub/part.md": files["sub/part.md"].replace("# Part", "# Party") },
      same,
    );
    expect(edited.slides[1]?.title).toBe("Party");
    expect(edited.slides[0]?.html).toBe(before.slides[0]?.html);
    expect(edited.program.revision).not.toBe(before.program.revision);
    const elsewhere = deck(source.replace("sub/", ""), { "part.md": files["sub/part.md"] }, before);
    expect(elsewhere.slides[1]?.assets).toEqual(["a.png", "d.png"]);
  });

  it("is what compiling anew gives", () => {
    const before = deck(source, files);
    const other = { "sub/part.md": `# Other\n---\n${files["sub/part.md"]}` };
    expect(deck(source, other, before)).toEqual(deck(source, other));
  });
});

describe("the library", () => {
  let folder = "";
  const worker = new URL("../electron/compiler.ts", import.meta.url);
  const compiler = startCompiler(forkCompiler(worker));
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "mtinov-includes-"));
  });
  afterEach(() => removeFolder(folder));
  afterAll(() => compiler.close());
  const put = async (name: string, text: string) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  it("reads what a deck includes, follows it, and keeps the last good deck when it is broken", async () => {
    const file = await put("talk.fr.md", "# A\n---\n<!-- include: parts/b.md -->");
    const part = await put("parts/b.md", "# B\n---\n<!-- include: c.md -->");
    const library = openLibrary(compiler, "secret");
    await library.open([file]);
    expect(library.program(file)?.slides.map(({ title }) => title)).toEqual(["A", "B"]);
    const gone = join(folder, "parts/c.md");
    expect(library.problems()).toMatchObject([{ file: part, line: 3, code: "include-missing" }]);
    expect(library.watched()).toEqual(expect.arrayContaining([file, part, gone]));
    expect(library.reading(gone)).toEqual([file]);

    await put("parts/c.md", "# C");
    expect(await library.reload(file)).toBe("changed");
    expect(library.program(file)?.slides.map(({ title }) => title)).toEqual(["A", "B", "C"]);
    expect(library.problems()).toEqual([]);

    await rm(gone);
    expect(await library.reload(file)).toBe("refused");
    await put("parts/c.md", "# C\n\n```js\nhalf");
    expect(await library.reload(file)).toBe("refused");
    expect(library.problems()).toMatchObject([{ file: gone, line: 3, code: "fence-open" }]);
    expect(library.program(file)?.slides).toHaveLength(3);
  });

  it("never reads outside the deck's folder", async () => {
    await put("secret.md", "# Secret");
    const file = await put(
      "deck/talk.md",
      "# A\n---\n<!-- include: ../secret.md -->\n<!-- include: /../secret.md -->",
    );
    const library = openLibrary(compiler, "secret");
    await library.open([file]);
    expect(library.problems().map(({ code }) => code)).toEqual(["url-outside", "url-outside"]);
    expect(library.program(file)?.slides).toHaveLength(1);
  });
});
