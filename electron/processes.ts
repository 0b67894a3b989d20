import { spawnSync, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { isSystemError } from "./storage.ts";

/**
 * Kills a browser and everything it started. Its children end by themselves when it dies, but for one that stands still:
 * a GPU process that hangs would keep its memory, and the display, for ever.
 *
 * @param pid the browser, or null when it has died @param profile its folder, which is on the command line of all of them
 */
export function killBrowser(pid: number | null, profile: string): void {
  if (process.platform === "win32") {
    if (pid) spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore" });
    return;
  }
  if (pid) signal(-pid, "SIGKILL");
  for (const each of processesOf(profile)) signal(each, "SIGKILL");
}

/** The living processes that were started with a profile; none where the system does not show command lines as files. */
function processesOf(profile: string): number[] {
  if (process.platform !== "linux") return [];
  const own = `--user-data-dir=${profile}`;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => commandOf(pid).split("\0").includes(own));
}

/** The command line of a process, to tell ours from one that was given its number since; empty when unknown. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch (error) {
    if (isSystemError(error)) return "";
    throw error;
  }
}

/**
 * Sends a message to a child that may have died a moment ago. What a dead one is told is lost: its `exit` says that it has
 * died, and without a listener of its own the failure would end this process too.
 */
export function tellChild(child: ChildProcess | undefined, message: object): void {
  if (child?.connected) child.send(message, () => undefined);
}

/** Tells a process, or its group when negative; one that has ended needs no telling. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
