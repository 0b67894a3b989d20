import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { removeFolder } from "./remove-folder.mjs";

it("another start of Electron comes from the keeper: with the switch, after a crash, and not after an end", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mtinov-keep-"));
  onTestFinished(() => removeFolder(folder));
  const log = join(folder, "log");
  // Stands for Electron's program: notes its arguments, and ends in turn without its GPU, by a signal, and well.
  const program = join(folder, "electron");
  const endings = ["exit 71", "kill -9 $$", "exit 0"];
  const cases = endings.map((each, index) => `${index + 1}) ${each};;`).join(" ");
  writeFileSync(
    program,
    `#!/bin/sh\necho "$MTINOV_KEPT $@" >> ${log}\ncase $(wc -l < ${log} | tr -d " ") in ${cases} esac\n`,
    { mode: 0o755 },
  );
  const keeper = `
    const { keepElectron } = await import(${JSON.stringify(resolve("electron/keep-electron.ts"))});
    process.exitCode = await keepElectron(${JSON.stringify(program)}, "main.js");`;
  const child = spawn(
    process.execPath,
    ["--input-type=module", "--eval", keeper, "cli.js", "kiosk", "--lang", "fr"],
    { stdio: "ignore" },
  );
  const code = await new Promise((ended) => child.once("exit", ended));
  const root = process.getuid?.() === 0 ? "--no-sandbox " : "";
  expect(code).toBe(0);
  expect(readFileSync(log, "utf8").split("\n")).toEqual([
    `1 ${root}main.js kiosk --lang fr`,
    `1 ${root}--disable-gpu main.js kiosk --lang fr`,
    `1 ${root}--disable-gpu main.js kiosk --lang fr`,
    "",
  ]);
});
