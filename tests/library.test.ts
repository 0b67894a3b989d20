import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forkCompiler } from "../electron/compile-fork.ts";
import { startCompiler, type Compiler } from "../electron/compile.ts";
import { openLibrary, type Library } from "../electron/library.ts";
import { removeFolder } from "./remove-folder.mjs";

let folder = "";
let file = "";
let compiler: Compiler;
let library: Library;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-library-"));
  file = join(folder, "deck.fr.md");
  writeFileSync(file, "# Un\n\n---\n\n# Deux");
  compiler = startCompiler(forkCompiler(new URL("../electron/compiler.ts", import.meta.url)));
  library = openLibrary(compiler, "secret");
  await library.open([file]);
});
afterEach(async () => {
  await compiler.close();
  removeFolder(folder);
});

const revision = () => library.program(file)?.revision ?? "";
const reload = (text: string) => {
  writeFileSync(file, text);
  return library.reload(file);
};

describe("a deck whose file was saved again", () => {
  it("is the new one, and the slides of the old one can still be fetched", async () => {
    const before = revision();
    expect(await reload("# Un\n\n---\n\n# Deux, mieux dit")).toBe("changed");
    expect(revision()).not.toBe(before);
    expect(library.slide(file, revision(), 1)?.title).toBe("Deux, mieux dit");
    expect(library.slide(file, before, 1)?.title).toBe("Deux");
  });

  it("twice within a loop: the slides of what still plays can be fetched until it plays no more", async () => {
    const plays = new Set<string>();
    library = openLibrary(compiler, "secret", { inUse: (_, revision) => plays.has(revision) });
    await library.open([file]);
    const first = revision();
    plays.add(first);
    for (const text of ["# Deux fois", "# Trois fois", "# Quatre fois"]) {
      await reload(text);
      expect(library.slide(file, first, 1)?.title).toBe("Deux");
    }
    plays.clear();
    const fourth = revision();
    await reload("# Cinq fois");
    expect(library.slide(file, first, 1)).toBeNull();
    // Asked for just before that was known.
    expect(library.slide(file, fourth, 0)?.title).toBe("Quatre fois");
  });

  it("is the same when nothing that shows has changed", async () => {
    expect(await reload("# Un\n\n---\n\n# Deux\n")).toBe("same");
  });

  it.each([
    ["is empty", ""],
    ["is half-written code", "# Un\n\n```js\nconst a"],
    ["is a half-written comment", "# Un\n\n<!-- .slide: "],
    ["has a half-written front matter", "---\ntitle: [a\n---\n\n# Un"],
    ["is no text", "\0\0\0\x01".repeat(100)],
  ])("stays the last good one while the file %s", async (_, text) => {
    const before = revision();
    expect(await reload(text)).toBe("refused");
    expect(revision()).toBe(before);
    expect(library.problems().map(({ severity }) => severity)).toContain("error");
    expect(await reload("# Un\n\n---\n\n# Deux")).toBe("same");
    expect(library.problems()).toEqual([]);
  });
});

it("a deck that is no longer named is neither kept nor watched, once it plays no more", async () => {
  const plays = new Set<string>();
  library = openLibrary(compiler, "secret", { inUse: (deck) => plays.has(deck) });
  const other = join(folder, "other.fr.md");
  writeFileSync(other, "# Autre");
  await library.open([file, other]);
  const old = revision();
  plays.add(file);
  library.retain([other]);
  expect(library.slide(file, old, 0)?.title).toBe("Un");
  plays.clear();
  library.retain([other]);
  expect(library.slide(file, old, 0)).toBeNull();
  expect(library.watched()).not.toContain(file);
  await library.open([file]);
  expect(library.program(file)?.slides).toHaveLength(2);
});

describe("on a booth, a deck is played with all its files", () => {
  const picture = readFileSync(join(import.meta.dirname, "../slides/films/cell.png"));
  const shown = () => library.program(file)?.slides.map(({ title }) => title);
  const put = (name: string, bytes: Uint8Array = picture) =>
    writeFileSync(join(folder, name), bytes);
  beforeEach(async () => {
    put("a.png");
    writeFileSync(file, "# Un\n\n![a](a.png)\n\n---\n\n# Deux");
    library = openLibrary(compiler, "secret", { complete: true });
    await library.open([file]);
  });

  it("a new revision waits for the last of its pictures; the one before plays on", async () => {
    expect(await reload("# Un\n\n![b](b.png)\n\n---\n\n# Deux, mieux dit")).toBe("refused");
    expect(shown()).toEqual(["Un", "Deux"]);
    expect(library.problems()).toMatchObject([{ code: "asset-missing", line: 3, column: 6 }]);
    expect(library.watched()).toContain(join(folder, "b.png"));
    put("b.png", picture.subarray(0, 1_000));
    expect(await library.reload(file)).toBe("refused");
    put("b.png");
    expect(await library.reload(file)).toBe("changed");
    expect(shown()).toEqual(["Un", "Deux, mieux dit"]);
  });

  it("all is pulled out: what needs no file plays on", async () => {
    removeFolder(folder);
    expect(await library.reload(file)).toBe("lost");
    expect(shown()).toEqual(["Deux"]);
    expect(await library.reload(file)).toBe("refused");
  });

  it("a picture that was missing from the start keeps nothing from being edited", async () => {
    writeFileSync(file, "# Un\n\n![c](c.png)\n\n---\n\n# Deux");
    library = openLibrary(compiler, "secret", { complete: true });
    await library.open([file]);
    expect(shown()).toEqual(["Deux"]);
    expect(await reload("# Un\n\n![c](c.png)\n\n---\n\n# Deux, mieux dit")).toBe("changed");
    expect(shown()).toEqual(["Deux, mieux dit"]);
  });

  it("somebody who looks on sees the slide without its picture", async () => {
    rmSync(join(folder, "a.png"));
    library = openLibrary(compiler, "secret");
    await library.open([file]);
    expect(shown()).toEqual(["Un", "Deux"]);
  });
});
