// @ts-check
// out/ is built from the sources; a stamp in it tells from which.
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { nodeOf } from "./setup-packages.mjs";
import { ending, run, succeeded } from "./setup-process.mjs";
import { SetupFailure } from "./setup-words.mjs";

/** @typedef {import("./setup-packages.mjs").Place} Place */

const sources = [
  "core",
  "electron",
  "renderer",
  "electron.vite.config.ts",
  "package.json",
  "package-lock.json",
];

/** @param {string} root */
export const entryOf = (root) => path.join(root, "out/main/cli.js");
/** @param {string} root */
const stampOf = (root) => path.join(root, "out/.built");

/** A copy without the sources is an installed one: its out/ is what it is. @param {string} root */
function hasSources(root) {
  return existsSync(path.join(root, "electron.vite.config.ts"));
}

/**
 * Whether out/ was built from other sources than those on disk. Name, size and time of every source count, so that a file
 * removed, renamed or set back to an older version is seen too.
 * @param {string} root
 */
export function buildOutdated(root) {
  if (!hasSources(root)) return false;
  if (!existsSync(entryOf(root)) || !existsSync(stampOf(root))) return true;
  return readFileSync(stampOf(root), "utf8") !== fingerprint(root);
}

/** @param {string} root */
function fingerprint(root) {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((name) => filesUnder(path.join(root, name)))) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${path.relative(root, file)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** Files in a fixed order; those whose name starts with a dot belong to editors. @param {string} place @returns {string[]} */
function filesUnder(place) {
  const stats = statSync(place, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [place];
  const names = readdirSync(place).filter((name) => !name.startsWith("."));
  return names.sort().flatMap((name) => filesUnder(path.join(place, name)));
}

/**
 * Builds next to the old build and then takes its place, so that an application that runs meanwhile keeps its files.
 * The stamp comes last and says what the sources were before: a source saved during the build counts as newer.
 * @param {Place} place
 * @throws {SetupFailure} when the build fails; the old build then stays, without a stamp
 */
export async function build({ root, env, say }) {
  say("build");
  const out = path.join(root, "out");
  const next = path.join(out, ".next");
  const built = fingerprint(root);
  rmSync(stampOf(root), { force: true });
  rmSync(next, { recursive: true, force: true });
  const program = path.join(root, "node_modules/electron-vite/bin/electron-vite.js");
  const args = [program, "build", "--outDir", next, "--logLevel", "warn"];
  const outcome = await run(nodeOf(root) ?? process.execPath, args, {
    cwd: root,
    env,
    stdio: "keep",
  });
  if (!succeeded(outcome)) {
    process.stderr.write(withoutTrace(outcome.output));
    throw new SetupFailure("buildFailed", ending("electron-vite", outcome));
  }
  replace(out, next);
  writeFileSync(stampOf(root), built);
}

/** What the builder says of the sources, not where in its own code it noticed. @param {string} output */
function withoutTrace(output) {
  return output.replaceAll(/^ +at .*\n/gm, "");
}

/** @param {string} out @param {string} next */
function replace(out, next) {
  const old = path.join(out, ".old");
  rmSync(old, { recursive: true, force: true });
  mkdirSync(old);
  const visible = (/** @type {string} */ folder) =>
    readdirSync(folder).filter((name) => !name.startsWith("."));
  for (const name of new Set([...visible(out), ...visible(next)])) {
    if (existsSync(path.join(out, name))) renameSync(path.join(out, name), path.join(old, name));
    if (existsSync(path.join(next, name))) renameSync(path.join(next, name), path.join(out, name));
  }
  rmSync(old, { recursive: true, force: true });
  rmSync(next, { recursive: true, force: true });
}
