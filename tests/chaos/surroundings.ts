import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ordinaryUser } from "../ordinary-user.mjs";
import type { Health, Stand } from "../e2e/stand.ts";
import { mayMount } from "../small-disk.ts";
import { only, pause, type Fault } from "./faults.ts";
import { removeFolder } from "../remove-folder.mjs";

/** What the computer does to the app: its disk, its memory, its network. Nothing of it may be seen. */

const UNSEEN = { promiseMs: 0, blankMs: 0 };
/** How long a trouble lasts. */
const LASTS_MS = 2_500;

/** The folder of the app's state, on a disk of its own that can be filled; a plain folder where nothing may be mounted. */
export function stateDisk(folder: string): { remove(): void } {
  const user = ordinaryUser();
  if (!mayMount || !user) return { remove: () => removeFolder(folder) };
  const options = `size=${DISK_MB}m,uid=${user.uid},gid=${user.gid},mode=700`;
  run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder);
  return {
    remove() {
      run("umount", "-l", folder);
      removeFolder(folder);
    },
  };
}
const DISK_MB = 256;

/** A network of its own that can be pulled out; only in a namespace where nobody else's is. @returns whether there is one */
export function plugNetwork(): boolean {
  if (process.env[NAMESPACE] !== "1") return false;
  run("ip", "link", "set", "lo", "up");
  const plugged = [
    ["link", "add", CARD, "type", "veth", "peer", "name", PLUG],
    ["addr", "add", "10.213.0.2/24", "dev", CARD],
    ["link", "set", CARD, "up"],
    ["link", "set", PLUG, "up"],
    ["route", "add", "default", "via", "10.213.0.1"],
  ].every((args) => spawnSync("ip", args).status === 0);
  return plugged;
}

/** Runs this very script without the computer's network, where that is allowed. @returns its exit code, or null */
export function inOwnNetwork(): number | null {
  if (process.env[NAMESPACE] === "1" || process.getuid?.() !== 0) return null;
  if (spawnSync("unshare", ["-n", "true"]).status !== 0) return null;
  const { status } = spawnSync("unshare", ["-n", process.execPath, ...process.argv.slice(1)], {
    stdio: "inherit",
    env: { ...process.env, [NAMESPACE]: "1" },
  });
  return status ?? 1;
}
const NAMESPACE = "MTINOV_CHAOS_NETWORK";
const CARD = "net0";
/** The other end of its cable. */
const PLUG = "net1";

export const diskFaults: readonly Fault[] = [
  {
    name: "disk full",
    ...UNSEEN,
    told: [],
    silent: "nothing is written in between; `disk` in /health",
    async inject({ state, stand }) {
      fill(state);
      await pause(LASTS_MS);
      return {
        check: () => said(stand, isFull, "that the disk is full"),
        undo: async () => empty(state),
      };
    },
  },
  {
    name: "disk full, browser killed",
    promiseMs: 3_000,
    blankMs: 2_000,
    told: ["browser-gone"],
    async inject({ state, stand }) {
      fill(state);
      const at = performance.now();
      process.kill(only(stand, "browser").pid, "SIGKILL");
      return {
        at,
        check() {
          // The dead browser has given back what it held, and the new one has found another place.
          fill(state);
          return said(stand, isFull, "that the disk is full");
        },
        undo: async () => empty(state),
      };
    },
  },
  {
    name: "folder read-only, app killed",
    ...UNSEEN,
    told: ["app-gone"],
    async inject({ state, stand }) {
      const own = join(state, "mtinov-stage");
      const folders = [own, ...readdirSync(own).map((name) => join(own, name))].filter(
        (path) => !/\.\w+$/.test(path),
      );
      const journal = join(own, "journal");
      const days = existsSync(journal) ? readdirSync(journal).map((day) => join(journal, day)) : [];
      for (const each of days) chmodSync(each, 0o400);
      for (const each of folders) chmodSync(each, 0o500);
      process.kill(only(stand, "app").pid, "SIGKILL");
      return {
        check: () => said(stand, refused, "why the journal is not written"),
        async undo() {
          for (const each of folders) chmodSync(each, 0o700);
          for (const each of days) chmodSync(each, 0o600);
        },
      };
    },
  },
];

export const networkFaults: readonly Fault[] = [
  {
    name: "network pulled out",
    ...UNSEEN,
    told: [],
    silent: "the app uses none",
    async inject() {
      run("ip", "link", "set", PLUG, "down");
      await pause(LASTS_MS);
      return { undo: async () => run("ip", "link", "set", PLUG, "up") };
    },
  },
];

export const memoryFaults: readonly Fault[] = [
  {
    name: "memory hog",
    // A busy computer may be a little late, never dark.
    promiseMs: 1_000,
    blankMs: 160,
    told: [],
    silent: "another program's, and nothing of ours fails",
    async inject() {
      const hog = spawn(process.execPath, ["--eval", HOG], { stdio: "ignore" });
      await pause(LASTS_MS);
      return { undo: async () => void hog.kill("SIGKILL") };
    },
  },
];
/** Takes two gigabytes and keeps writing to them. */
const HOG = `const all = []; setInterval(() => {
  if (all.length < 16) all.push(Buffer.alloc(2 ** 27, 1)); else all[Date.now() % 16].fill(2);
}, 10)`;

/** Whether `/health` tells something within five seconds, as the sentences of a check. */
async function said(stand: Stand, tells: (health: Health) => boolean, what: string) {
  return stand.until(tells, 5_000).then(
    () => [],
    (error: unknown) => [`/health does not say ${what}: ${String(error)}`],
  );
}

function isFull({ disk }: Health): boolean {
  return disk.freeBytes !== null && disk.freeBytes < 1_000_000;
}

function refused({ journal }: Health): boolean {
  return journal.failure !== null;
}

function fill(folder: string): void {
  for (let size = 16 * 1024 * 1024; size >= 1; size = Math.floor(size / 2)) {
    for (let more = true; more;) more = grow(join(folder, BALLAST), size);
  }
}
const BALLAST = "ballast";

function grow(file: string, size: number): boolean {
  try {
    writeFileSync(file, Buffer.alloc(size), { flag: "a" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOSPC") return false;
    throw error;
  }
}

function empty(folder: string): void {
  rmSync(join(folder, BALLAST), { force: true });
}

function run(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
}
