// @ts-check
// One set-up at a time in a folder. The lock is a file that names its holder and that the holder touches as long as it
// works: a lock whose holder is dead, or whose file no longer moves (its number now belongs to another process), is
// taken over.
import { randomUUID } from "node:crypto";
import {
  constants,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimes,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** @typedef {{ text: string, pid: number, touched: number }} Holder */

const lookMs = 200;

/**
 * Does `work` while no other process does work under the same lock.
 * @template T
 * @param {string} file the lock; its folder is created
 * @param {(pid: string) => void} onWait told once, when another process holds the lock
 * @param {() => Promise<T>} work
 * @param {{ beatMs?: number, staleMs?: number }} [pace] how often the holder touches its lock, how long a waiter watches
 * @returns {Promise<T>}
 */
export async function withLock(file, onWait, work, { beatMs = 2_000, staleMs = 30_000 } = {}) {
  const mine = `${process.pid} ${randomUUID()}`;
  mkdirSync(path.dirname(file), { recursive: true });
  await acquire(file, mine, onWait, staleMs);
  const beat = setInterval(() => {
    const now = new Date();
    // The file is gone only when somebody removed it by hand: there is nothing left to touch.
    utimes(file, now, now, (error) => void (error && clearInterval(beat)));
  }, beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (holderOf(file)?.text === mine) rmSync(file, { force: true });
  }
}

/** @param {string} file @param {string} mine @param {(pid: string) => void} onWait @param {number} staleMs */
async function acquire(file, mine, onWait, staleMs) {
  let told = false;
  let watched = /** @type {Holder | undefined} */ (undefined);
  let since = performance.now();
  while (!claim(file, mine)) {
    const holder = holderOf(file);
    if (!holder) continue;
    // Watched on our own clock: the wall clock of the file may have been set meanwhile.
    if (holder.text !== watched?.text || holder.touched !== watched.touched) {
      watched = holder;
      since = performance.now();
    }
    if (isDead(holder.pid) || performance.now() - since > staleMs) {
      takeAway(file, holder);
      continue;
    }
    if (!told) onWait(String(holder.pid));
    told = true;
    await pause(lookMs);
  }
}

/** @param {string} file @param {string} mine */
function claim(file, mine) {
  return unless("EEXIST", () => writeFileSync(file, mine, { flag: "wx" }));
}

/** @param {string} file @returns {Holder | undefined} */
function holderOf(file) {
  const stats = statSync(file, { throwIfNoEntry: false });
  let text = "";
  const there = unless("ENOENT", () => void (text = readFileSync(file, "utf8")));
  if (!stats || !there) return undefined;
  return { text, pid: Number.parseInt(text, 10), touched: stats.mtimeMs };
}

/** A file just created may still be empty: its holder is not known, thus not dead. @param {number} pid */
function isDead(pid) {
  if (Number.isNaN(pid)) return false;
  return !unless("ESRCH", () => unless("EPERM", () => process.kill(pid, 0)));
}

/**
 * Removes a stale lock. Two waiters may do so at once: what was taken away is looked at, and a fresh lock put back.
 * @param {string} file @param {Holder} stale
 */
function takeAway(file, stale) {
  const aside = `${file}.${process.pid}`;
  if (!unless("ENOENT", () => renameSync(file, aside))) return;
  if (readFileSync(aside, "utf8") !== stale.text) {
    unless("EEXIST", () => copyFileSync(aside, file, constants.COPYFILE_EXCL));
  }
  rmSync(aside, { force: true });
}

/**
 * Whether the action went through; false when it met the one error that is an answer here, any other is thrown.
 * @param {string} code @param {() => void} action
 */
function unless(code, action) {
  try {
    action();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === code) return false;
    throw error;
  }
}
