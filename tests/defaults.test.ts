import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Lang } from "../core/deck.ts";
import { compileDeck } from "../core/program.ts";
import { forkCompiler } from "../electron/compile-fork.ts";
import { startCompiler, type Compiler } from "../electron/compile.ts";
import { openLibrary, type Library } from "../electron/library.ts";
import { removeFolder } from "./remove-folder.mjs";

function deck(source: string, defaults: string, lang?: Lang) {
  return compileDeck("/deck.md", source, { base: "", defaults, ...(lang && { lang }) });
}
const said = (...given: Parameters<typeof deck>) =>
  deck(...given).problems.map(
    (each) => `${each.file ?? ""}:${each.line}:${each.column} ${each.code}`,
  );

describe("the settings of a folder", () => {
  it("hold for a deck, whose own win one by one", () => {
    const source = "---\ntransition: zoom\n---\n# A";
    const { program, slides } = deck(source, "transition: fade\nfit: auto\nminutes: 12\n");
    expect(slides[0]?.attributes).toEqual({ "data-transition": "zoom", "data-fit": "auto" });
    expect(program.minutes).toBe(12);
  });

  it("tell the language last: the deck's own and its name's come first", () => {
    const lang = (source: string, named?: Lang) => deck(source, "lang: en", named).program.lang;
    expect(lang("# A")).toBe("en");
    expect(lang("# A", "fr")).toBe("fr");
    expect(lang("---\nlang: fr\n---\n# A", "en")).toBe("fr");
  });

  it("may choose the separators, and the mode", () => {
    const { program } = deck("A\n\n***\n\nB", 'separator: "^\\\\*\\\\*\\\\*$"\nonly: talk');
    expect(program.slides.map(({ only }) => only)).toEqual(["talk", "talk"]);
    expect(said("# A", 'fit: auto\nseparator: "((("')).toEqual(["deck.yaml:2:1 separator-invalid"]);
  });

  it("are read as front matter is: what is wrong has its place, what is right counts", () => {
    const wrong = "titel: x\nfit: large\n  \ntransition: fade\nwatch: true\n";
    expect(said("# A\n\n<blink>", wrong)).toEqual([
      ":3:1 element-unwrapped",
      "deck.yaml:1:1 front-matter-unknown",
      "deck.yaml:2:1 front-matter-value",
      "deck.yaml:5:1 front-matter-unused",
    ]);
    expect(deck("# A", wrong).problems[0]?.message.en).toContain("“title”");
    expect(deck("# A", wrong).slides[0]?.attributes["data-transition"]).toBe("fade");
  });

  it("that are no YAML are not read, with the line; a bomb neither", () => {
    expect(said("# A", "fit: auto\n}")).toEqual(["deck.yaml:2:1 defaults-invalid"]);
    expect(said("# A", `x: ${"a".repeat(30_000)}`)).toEqual(["deck.yaml:1:1 defaults-large"]);
    expect(said("# A", "fit: auto\nlink: [\n")).toEqual(["deck.yaml:2:1 defaults-invalid"]);
    expect(said("# A", "")).toEqual([]);
    expect(said("# A", "\ufeff# nothing\r\nfit: auto\r\n")).toEqual([]);
  });

  it("change the slides that they change", () => {
    const hash = (defaults: string) => deck("# A", defaults).slides[0]?.hash;
    expect(hash("fit: auto")).not.toBe(hash("fit: none"));
    expect(hash("author: x")).toBe(hash("author: y"));
  });
});

describe("the library", () => {
  let folder = "";
  let compiler: Compiler;
  let library: Library;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "mtinov-defaults-"));
    compiler = startCompiler(forkCompiler(new URL("../electron/compiler.ts", import.meta.url)));
    library = openLibrary(compiler, "secret");
  });
  afterEach(async () => {
    await compiler.close();
    removeFolder(folder);
  });
  const put = async (name: string, text: string | Uint8Array) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const transition = (file: string) => {
    const revision = library.program(file)?.revision ?? "";
    return library.slide(file, revision, 0)?.attributes["data-transition"];
  };

  it("follows the folder's settings, and keeps the last good ones while they are broken", async () => {
    const files = [await put("a.md", "# A"), await put("b.md", "# B")];
    const [a = "", b = ""] = files;
    await library.open(files);
    const settings = join(folder, "deck.yaml");
    expect(library.reading(settings)).toEqual(files);

    await put("deck.yaml", "transition: fade");
    expect(await Promise.all(files.map(library.reload))).toEqual(["changed", "changed"]);
    expect([transition(a), transition(b)]).toEqual(["fade", "fade"]);

    await put("deck.yaml", "transition: [");
    expect(await Promise.all(files.map(library.reload))).toEqual(["refused", "refused"]);
    expect(transition(a)).toBe("fade");
    // One file, one problem, however many decks it concerns.
    expect(library.problems()).toMatchObject([{ file: settings, code: "defaults-invalid" }]);

    await put("deck.yaml", "transition: zoom\nfti: auto");
    await library.reload(a);
    expect(transition(a)).toBe("zoom");
    expect(library.problems([a])).toMatchObject([{ file: settings, line: 2, severity: "hint" }]);
  });

  it("says that the settings of a folder are no text", async () => {
    const file = await put("a.md", "# A");
    const settings = await put("deck.yaml", new Uint8Array(100));
    await library.open([file]);
    expect(library.problems()).toMatchObject([{ file: settings, code: "file-not-text" }]);
    expect(library.program(file)?.slides).toHaveLength(1);
  });
});
