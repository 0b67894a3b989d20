import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { forkCompiler } from "../electron/compile-fork.ts";
import {
  startCompiler,
  type Compiler,
  type Limits,
  type StartProcess,
} from "../electron/compile.ts";
import { lives as isThere } from "../electron/storage.ts";
import { removeFolder } from "./remove-folder.mjs";

const worker = new URL("../electron/compiler.ts", import.meta.url);
let folder: string;
let compiler: Compiler | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "compile-"));
});

afterEach(async () => {
  await compiler?.close();
  compiler = undefined;
  removeFolder(folder);
});

function start(limits?: Limits): Compiler {
  compiler = startCompiler(forkCompiler(worker), limits);
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
  it("reads and compiles a file in its process", async () => {
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
    const paragraphs = "Un mot puis un autre.\n\n".repeat(300_000);
    const large = compile({ file: await file(paragraphs, "large.md"), base: "" });
    const next = compile({ file: await file("# A"), base: "" });
    expect((await large).problems).toMatchObject([
      { code: "compile-large", message: { en: expect.stringContaining("32 MB") } },
    ]);
    expect((await next).slides).toHaveLength(1);
  });
});

describe("a deck that harms its compiler", () => {
  const hostile = new URL("compile-hostile.ts", import.meta.url);
  const compile = (name: string, limits?: Limits) => {
    compiler ??= startCompiler(forkCompiler(hostile), limits);
    return compiler.compile({ file: join(folder, name), base: "" });
  };

  it("with one array past the limit, where V8 ends the whole process, leaves the app alive", async () => {
    const limits = { seconds: 60, megabytes: 64 };
    expect((await compile("push", limits)).problems.map(({ code }) => code)).toEqual([
      "compile-large",
    ]);
    expect((await compile("well")).problems.map(({ code }) => code)).toEqual(["deck-empty"]);
  });

  it.each(["abort", "throw"])(
    "by %s is named, and the next finds a fresh process",
    async (name) => {
      const { problems, slides } = await compile(name);
      expect(problems.map(({ code }) => code)).toEqual(["compile-failed"]);
      expect(slides).toEqual([]);
      expect((await compile("well")).problems.map(({ code }) => code)).toEqual(["deck-empty"]);
    },
  );

  it("is not what was compiled when something else ended the process", async () => {
    expect((await compile("ended")).problems.map(({ code }) => code)).toEqual(["deck-empty"]);
  });

  it("with nothing to compile ends, and the next deck finds a fresh process", async () => {
    let starts = 0;
    const { promise: ended, resolve: end } = Promise.withResolvers<string>();
    const startOne: StartProcess = async (megabytes) => {
      starts += 1;
      const made = await forkCompiler(worker)(megabytes);
      made.onExit(end);
      return made;
    };
    const path = await file("# Un");
    compiler = startCompiler(startOne, { idle: 0.2 });
    expect((await compiler.compile({ file: path, base: "" })).program.title).toBe("Un");
    expect(await ended).toBe("SIGKILL");
    expect(starts).toBe(1);
    expect((await compiler.compile({ file: path, base: "" })).program.title).toBe("Un");
    expect(starts).toBe(2);
  });

  it("that cannot even be started is named, and the next is compiled", async () => {
    let starts = 0;
    compiler = startCompiler((megabytes) => {
      starts += 1;
      // The first was started for nobody yet.
      return starts <= 3 ? Promise.reject(new Error("EAGAIN")) : forkCompiler(hostile)(megabytes);
    });
    expect((await compile("well")).problems).toMatchObject([
      { code: "compile-failed", message: { en: expect.stringContaining("EAGAIN") } },
    ]);
    expect((await compile("well")).problems.map(({ code }) => code)).toEqual(["deck-empty"]);
  });

  it("is not what was compiled while its process was slow to start", async () => {
    const late = new URL("compile-late.ts", import.meta.url);
    compiler = startCompiler(forkCompiler(late), { seconds: 1 });
    expect((await compile("well")).problems.map(({ code }) => code)).toEqual(["deck-empty"]);
  });

  it("is ended by close, which resolves when no process is left", async () => {
    const answer = compile("busy");
    const pid = await pidIn(join(folder, "busy"));
    await compiler?.close();
    compiler = undefined;
    expect(lives(pid)).toBe(false);
    expect((await answer).problems.map(({ code }) => code)).toEqual(["compile-failed"]);
  });

  it("ends when its app is killed, busy as it is", async () => {
    const file = join(folder, "busy");
    const app = spawn(process.execPath, [parent, file], { stdio: "inherit" });
    onTestFinished(() => void app.kill("SIGKILL"));
    const pid = await pidIn(file);
    app.kill("SIGKILL");
    await vi.waitFor(() => expect(lives(pid)).toBe(false), { timeout: 5_000, interval: 50 });
  });

  it("keeps no app alive that has nothing more to do, and says nothing to its user", async () => {
    const app = spawn(process.execPath, [parent, join(folder, "abort")]);
    let said = "";
    for (const stream of [app.stdout, app.stderr])
      stream.on("data", (data) => void (said += String(data)));
    expect(await new Promise((resolve) => app.once("close", resolve))).toBe(0);
    expect(said).toBe("compile-failed\n");
  });
});

const parent = fileURLToPath(new URL("compile-parent.ts", import.meta.url));

async function pidIn(file: string): Promise<number> {
  return vi.waitFor(
    () => {
      const pid = Number(readFileSync(file, "utf8"));
      expect(pid).toBeGreaterThan(0);
      return pid;
    },
    { timeout: 15_000, interval: 20 },
  );
}

function lives(pid: number): boolean {
  if (process.platform !== "linux") return isThere(pid);
  try {
    // A process that nobody has fetched yet is a name without a body.
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}
