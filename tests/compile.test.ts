import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startCompiler, type Compiler, type Limits } from "../electron/compile.ts";

const worker = new URL("../electron/compiler.ts", import.meta.url);
let folder: string;
let compiler: Compiler | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "compile-"));
});

afterEach(async () => {
  await compiler?.close();
  await rm(folder, { recursive: true });
});

function start(limits?: Limits): Compiler {
  compiler = startCompiler(worker, limits);
  return compiler;
}

async function file(content: string | Uint8Array, name = "deck.fr.md"): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** A deck whose slides hold as much HTML as one may: slow and large. */
function heavy(slides: number): string {
  const slide = `<div>${"<b>x</b><p>".repeat(4_000)}</div>`;
  return Array(slides).fill(slide).join("\n\n---\n\n");
}

describe("the compiler", () => {
  it("reads and compiles a file in its thread", async () => {
    const path = await file("\ufeff# Été\r\n---\r\n![](a.png)", "été deux.fr.md");
    const { program, slides, problems } = await start().compile({
      file: path,
      base: "/d/",
      lang: "en",
    });
    expect(program).toMatchObject({ deck: path, lang: "en", title: "Été" });
    expect(slides[1]).toMatchObject({
      assets: ["a.png"],
      html: '<p><img src="/d/a.png" alt=""></p>',
    });
    expect(problems).toEqual([]);
  });

  it("answers several requests, each with its own deck", async () => {
    const paths = await Promise.all(["a", "b", "c"].map((name) => file(`# ${name}`, `${name}.md`)));
    const { compile } = start();
    const decks = await Promise.all(paths.map((path) => compile({ file: path, base: "" })));
    expect(decks.map(({ program }) => program.title)).toEqual(["a", "b", "c"]);
  });

  it("compiles a file again as it is now", async () => {
    const { compile } = start();
    await compile({ file: await file("# A\n---\n# B"), base: "" });
    const { slides } = await compile({ file: await file("# A\n---\n# C"), base: "" });
    expect(slides.map(({ title }) => title)).toEqual(["A", "C"]);
  });

  it.each([
    ["missing", "file-unreadable", (path: string) => rm(path)],
    ["no text", "file-not-text", (path: string) => writeFile(path, new Uint8Array(100))],
    ["empty", "deck-empty", (path: string) => writeFile(path, "")],
    [
      "far too large",
      "file-large",
      (path: string) => writeFile(path, new Uint8Array(33 * 1024 * 1024)),
    ],
  ])("says that a file is %s", async (_, code, spoil) => {
    const path = await file("# A");
    await spoil(path);
    const { slides, problems } = await start().compile({ file: path, base: "" });
    expect(slides).toEqual([]);
    expect(problems).toMatchObject([{ code, severity: "error", line: 1 }]);
  });

  it("ends a deck that takes too long, and goes on with the next", async () => {
    const { compile } = start({ seconds: 3 });
    const slow = compile({ file: await file(heavy(400), "slow.md"), base: "" });
    const next = compile({ file: await file("# A"), base: "" });
    expect((await slow).problems.map(({ code }) => code)).toEqual(["compile-slow"]);
    expect((await next).slides).toHaveLength(1);
  });

  it("ends a deck that takes too much memory, and goes on with the next", async () => {
    const { compile } = start({ seconds: 60, megabytes: 32 });
    const paragraphs = "Un mot puis un autre.\n\n".repeat(1_000_000);
    const large = compile({ file: await file(paragraphs, "large.md"), base: "" });
    const next = compile({ file: await file("# A"), base: "" });
    expect((await large).problems).toMatchObject([
      { code: "compile-failed", message: { en: expect.stringContaining("MEMORY") } },
    ]);
    expect((await next).slides).toHaveLength(1);
  });
});
