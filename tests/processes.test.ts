import { fork } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { tellChild } from "../electron/processes.ts";
import { removeFolder } from "./remove-folder.mjs";

/** Node says so when it can still say it; which of the two comes first is chance. */
const DEATHS = 20;

it("what a child is told in the moment it dies fails nobody", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mtinov-child-"));
  onTestFinished(() => removeFolder(folder));
  const script = join(folder, "child.mjs");
  writeFileSync(script, 'process.on("message", () => {}); process.send("here");');
  const failures: Error[] = [];
  await Promise.all(
    Array.from({ length: DEATHS }, async () => {
      const child = fork(script);
      child.on("error", (error) => failures.push(error));
      await new Promise((resolve) => child.once("message", resolve));
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      // Until the system has closed the dead one's end, which nobody has told this process yet.
      for (const end = performance.now() + 5; performance.now() < end;);
      tellChild(child, { a: 1 });
      await ended;
    }),
  );
  expect(failures).toEqual([]);
});
