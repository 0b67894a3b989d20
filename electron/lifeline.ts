import { Worker } from "node:worker_threads";

/** How often it is looked whether the parent lives. */
const LOOK_MS = 1_000;

/**
 * Ends this process when its parent has ended, whatever it does then: a deck may keep it busy for ever, and a parent that
 * was killed can't end it.
 */
export function endWithParent(): void {
  if (!process.parentPort) {
    process.once("disconnect", () => process.exit());
    if (!process.connected) process.exit();
  }
  // Whoever is busy hears of no disconnection: a thread looks, which costs 10 MB.
  new Worker(WATCH, { eval: true, execArgv: [], workerData: [process.ppid, LOOK_MS] }).unref();
}

/** Text: a file of its own would be one more to build, to pack and to find. An orphan has another parent, but on Windows. */
const WATCH = `
  const [parent, ms] = require("node:worker_threads").workerData;
  const alive = () => {
    try {
      return process.kill(parent, 0);
    } catch (error) {
      return error.code !== "ESRCH";
    }
  };
  setInterval(() => {
    if (process.ppid !== parent || !alive()) process.kill(process.pid, "SIGKILL");
  }, ms);
`;
