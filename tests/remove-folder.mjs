// @ts-check
import { rmSync } from "node:fs";

/** How often, and how long apart: one second in all, far more than a program needs to write its last word. */
const ATTEMPTS = 50;
const PAUSE_MS = 20;

/**
 * Removes a folder and all in it; none is fine too. A process that was told to end, or that nobody waits for, may write
 * one more file into it between its being emptied and its going: it is emptied again then, on every Node (`maxRetries`
 * of Node 20 removes the folder again, not what has come into it since).
 * @param {string} folder
 * @throws when it is not empty after a second, and at once whatever else keeps it from going
 */
export function removeFolder(folder) {
  for (let left = ATTEMPTS; ; left -= 1) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (left === 0 || !isNotEmpty(error)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

/** @param {unknown} error */
const isNotEmpty = (error) =>
  error instanceof Error && "code" in error && error.code === "ENOTEMPTY";
