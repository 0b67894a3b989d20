import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startCompiler, type Compiler } from "../electron/compile.ts";
import { openLibrary, type Library } from "../electron/library.ts";

let folder = "";
let file = "";
let compiler: Compiler;
let library: Library;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-library-"));
  file = join(folder, "deck.fr.md");
  writeFileSync(file, "# Un\n\n---\n\n# Deux");
  compiler = startCompiler(new URL("../electron/compiler.ts", import.meta.url));
  library = openLibrary(compiler, "secret");
  await library.open([file]);
});
afterEach(async () => {
  await compiler.close();
  rmSync(folder, { recursive: true, force: true });
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
