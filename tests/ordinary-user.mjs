// @ts-check
// Chromium refuses its sandbox to root. Where the tests run as root, the application runs as an ordinary user made for it.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { removeFolder } from "./remove-folder.mjs";

/** @typedef {{ uid: number, gid: number, home: string }} OrdinaryUser */

const name = "mtinov-test";
/** What an installed copy of the application holds, and the Node to run it. */
const installed = ["package.json", "electron", "out", "slides", "node_modules/node"];

/**
 * The user of the tests, created when missing; null when this process is not root and already is an ordinary user.
 * @returns {OrdinaryUser | null}
 */
export function ordinaryUser() {
  if (process.getuid?.() !== 0) return null;
  const known = lookUp();
  if (known) return known;
  const made = spawnSync("useradd", ["--create-home", "--shell", "/bin/sh", name], {
    // root's PATH lacks the folder of useradd in some shells
    env: { ...process.env, PATH: `${process.env["PATH"]}:/usr/sbin:/sbin` },
    encoding: "utf8",
  });
  const user = lookUp();
  if (user) return user;
  throw new Error(
    `useradd could not create the user ${name}: ${made.stderr ?? made.error?.message}`,
  );
}

/** @returns {OrdinaryUser | undefined} */
function lookUp() {
  const { stdout } = spawnSync("getent", ["passwd", name], { encoding: "utf8" });
  const [, , uid, gid, , home] = (stdout ?? "").trim().split(":");
  return home ? { uid: Number(uid), gid: Number(gid), home } : undefined;
}

/** @type {Map<string, string>} project → folder: the copy is made once, a running application may hold it */
const folders = new Map();

/**
 * A folder from which that user can run the built application: the project itself, or, when it lies where only root may
 * look, a copy of what an installed application holds.
 * @param {OrdinaryUser} user @param {string} root the project
 * @returns {string}
 */
export function runnableBy(user, root) {
  const folder = folders.get(root) ?? (mayRead(user, root) ? root : copyFor(user, root));
  folders.set(root, folder);
  return folder;
}

/** @param {OrdinaryUser} user @param {string} root */
function mayRead({ uid, gid }, root) {
  const files = ["package.json", "out/main/cli.js", "node_modules/node/bin/node"];
  return files.every((file) => {
    const { status } = spawnSync("test", ["-r", path.join(root, file)], { uid, gid });
    return status === 0;
  });
}

/** @param {OrdinaryUser} user @param {string} root */
function copyFor({ uid, gid, home }, root) {
  const copy = path.join(home, "mtinov-stage");
  removeFolder(copy);
  mkdirSync(copy);
  for (const part of installed.filter((one) => existsSync(path.join(root, one)))) {
    cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
  }
  // The copies have the modes of the originals, which may be for root only.
  const { status, stderr } = spawnSync("chown", ["-R", `${uid}:${gid}`, copy]);
  if (status !== 0) throw new Error(`chown could not give ${copy} to ${name}: ${stderr}`);
  return copy;
}
