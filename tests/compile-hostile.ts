import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import type { CompileRequest } from "../electron/compile.ts";
import { badDeck } from "../electron/compile.ts";
import { problem } from "../core/problem.ts";
import { endWithParent } from "../electron/lifeline.ts";

/** Stands for the compiler with a deck that has found a way to harm it, told by the name of the file. */
const harms: Record<string, (file: string) => void> = {
  // Beyond its limit V8 ends such an array's whole process, thread or not.
  push() {
    const all: number[] = [];
    for (;;) all.push(all.length);
  },
  abort: () => process.abort(),
  throw() {
    throw new Error("a bug of ours");
  },
  /** Ended by others, once: the file is there the second time. */
  ended(file) {
    writeFileSync(file, "", { flag: "wx" });
    process.kill(process.pid, "SIGKILL");
  },
  busy(file) {
    writeFileSync(file, String(process.pid));
    for (;;);
  },
};

process.on("message", ({ file }: CompileRequest) => {
  const harm = harms[basename(file)];
  try {
    harm?.(file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
  const found = problem("deck-empty", { line: 1, column: 1 });
  process.send?.({ kind: "deck", deck: badDeck(file, found) });
});
endWithParent();
process.send?.({ kind: "ready" });
