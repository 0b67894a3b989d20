import { spawn } from "node:child_process";
import { FAILED, switchOf } from "./again.ts";
import { ownArguments } from "./switches.ts";
import { patience } from "./patience.ts";
import { say } from "./words.ts";

/** Codes by which the app itself says that it has ended: fine, problems, wrong usage. */
const ENDS = new Set([0, 1, 2]);

/**
 * Runs Electron's program on our entry, with the arguments of this process, and starts it again when it dies. Runs until
 * it ends by itself or this process is told to stop.
 *
 * @param program Electron's own @param entry the built `main.ts` @returns the exit code
 */
export async function keepElectron(program: string, entry: string): Promise<number> {
  const root = process.getuid?.() === 0;
  if (root) say("no-sandbox");
  const switches = new Set(root ? ["--no-sandbox"] : []);
  const waits = patience(() => performance.now());
  const stopped = Promise.withResolvers<void>();
  let stopping = false;
  let current: ReturnType<typeof spawn> | null = null;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      stopping = true;
      stopped.resolve();
      current?.kill("SIGTERM");
    });
  }
  for (;;) {
    const child = spawn(program, [...switches, entry, ...ownArguments(process.argv, false)], {
      stdio: "inherit",
      env: { ...process.env, MTINOV_KEPT: "1" },
    });
    current = child;
    const code = await new Promise<number>((resolve) => {
      child.once("error", () => resolve(FAILED));
      child.once("exit", (ended) => resolve(ended ?? FAILED));
    });
    current = null;
    if (stopping) return 0;
    if (ENDS.has(code)) return code;
    const added = switchOf(code);
    if (added) switches.add(added);
    const pause = Promise.withResolvers<void>();
    const timer = setTimeout(pause.resolve, added ? 0 : waits.next());
    await Promise.race([pause.promise, stopped.promise]);
    clearTimeout(timer);
    if (stopping) return 0;
  }
}
