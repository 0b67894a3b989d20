import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startCompiler, type Compiler } from "../electron/compile.ts";
import { utilityCompiler } from "../electron/compile-utility.ts";
import { argumentsOf, forked, utilityProcess } from "./electron-fake.ts";
import { removeFolder } from "./remove-folder.mjs";

/** The compiler as Electron runs it, on the recording fake: a process of Electron's own, for the program is no plain Node. */
const script = fileURLToPath(new URL("../electron/compiler.ts", import.meta.url));
let folder = "";
let compiler: Compiler;
let becomeReady: () => void;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-utility-"));
  const ready = new Promise<void>((resolve) => (becomeReady = resolve));
  compiler = startCompiler(
    utilityCompiler(script, utilityProcess, () => ready),
    { seconds: 60, megabytes: 48 },
  );
});
afterEach(async () => {
  await compiler.close();
  removeFolder(folder);
});

const compile = (text: string) => {
  const file = join(folder, "deck.fr.md");
  writeFileSync(file, text);
  return compiler.compile({ file, base: "" });
};

it("waits for Electron, and is then asked for with its limit, its name and nothing on the terminal", async () => {
  const deck = compile("# Été");
  expect(argumentsOf("utilityProcess.fork")).toEqual([]);
  becomeReady();
  expect((await deck).program.title).toBe("Été");
  expect(argumentsOf("utilityProcess.fork")).toEqual([
    [
      script,
      [],
      {
        execArgv: ["--js-flags=--max-old-space-size=48"],
        serviceName: "Compiler",
        stdio: ["ignore", "ignore", "pipe"],
      },
    ],
  ]);
});

it("ends a deck that takes too much memory, and goes on with the next", async () => {
  becomeReady();
  const large = await compile("Un mot puis un autre.\n\n".repeat(300_000));
  expect(large.problems.map(({ code }) => code)).toEqual(["compile-large"]);
  expect((await compile("# A")).slides).toHaveLength(1);
});

it("is ended by close, even one that has hardly been asked for", async () => {
  becomeReady();
  await compiler.close();
  expect(forked.at(-1)?.pid).toBeDefined();
  expect((await compile("# A")).problems.map(({ code }) => code)).toEqual(["compile-failed"]);
});
