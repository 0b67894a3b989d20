// @ts-check
// Electron's runtime. It is not among the packages: it is downloaded the first time, and where that is refused the
// application does without.
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { cacheFolder, failedLately, memoryIn, rememberFailure } from "./setup-memory.mjs";
import { nodeOf } from "./setup-packages.mjs";
import { begin, ending, succeeded } from "./setup-process.mjs";

/** @typedef {import("./setup-packages.mjs").Place} Place */

const megabyte = 1024 * 1024;
const tellEvery = 10 * megabyte;

/** @param {string} root @param {string} name */
const inPackage = (root, name) => path.join(root, "node_modules/electron", name);

/**
 * Electron's program, when its runtime is there.
 * @param {string} root @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export function electronOf(root, env) {
  const named = inPackage(root, "path.txt");
  if (!existsSync(named)) return undefined;
  const folder = env["ELECTRON_OVERRIDE_DIST_PATH"] || inPackage(root, "dist");
  const program = path.join(folder, readFileSync(named, "utf8"));
  return existsSync(program) ? program : undefined;
}

/**
 * Whether a download makes sense: the package is there, this account may write to it, and no try failed in the last day.
 * @param {Place} place @param {boolean} again try in spite of a remembered failure
 */
export function worthDownloading({ root, env }, again) {
  if (!existsSync(inPackage(root, "install.js")) || !mayWrite(inPackage(root, "."))) return false;
  return again || !failedLately(env, versionOf(root));
}

/**
 * Downloads and unpacks the runtime once, telling how far it is, and gives up after a time without any progress.
 * A failure is told and remembered.
 * @param {Place} place
 * @param {number} patienceMs milliseconds without progress until it gives up
 */
export async function downloadElectron(place, patienceMs) {
  const { root, env, say } = place;
  say("electron");
  mkdirSync(cacheFolder(env), { recursive: true });
  // What is downloaded appears in a temporary folder of its own, where its growth can be watched.
  const temporary = mkdtempSync(path.join(cacheFolder(env), "download-"));
  const failure = await install(place, temporary, patienceMs).finally(() =>
    rmSync(temporary, { recursive: true, force: true }),
  );
  if (!failure && electronOf(root, env)) return;
  say("electronFailed", failure ?? "install.js");
  remember(place);
}

/** @param {Place} place */
function remember({ root, env, say }) {
  try {
    rememberFailure(env, versionOf(root));
  } catch {
    say("cannotRemember", memoryIn(env));
  }
}

/**
 * Runs the package's own installer. Whatever it prints and whatever grows on the disk is progress.
 * @param {Place} place @param {string} temporary @param {number} patienceMs
 * @returns {Promise<string | undefined>} why it failed
 */
async function install({ root, env, say }, temporary, patienceMs) {
  const { child, ended } = begin(
    nodeOf(root) ?? process.execPath,
    [inPackage(root, "install.js")],
    {
      cwd: root,
      env: { ...env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
      stdio: "keep",
    },
  );
  let printed = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => void (printed += chunk.length));
  }
  let /** @type {string | undefined} */ givenUp;
  const watch = watchGrowth({
    size: () => sizeOf(temporary) + sizeOf(inPackage(root, "dist")),
    signs: () => printed,
    patienceMs,
    onGrowth: (bytes) => say("electronProgress", String(Math.round(bytes / megabyte))),
    onStall: () => {
      givenUp = `${patienceMs / 1000} s`;
      child.kill("SIGKILL");
    },
  });
  const outcome = await ended.finally(() => clearInterval(watch));
  return givenUp ?? (succeeded(outcome) ? undefined : ending("install.js", outcome));
}

/**
 * @param {object} watched
 * @param {() => number} watched.size bytes on the disk
 * @param {() => number} watched.signs any other number that changes as long as the work goes on
 * @param {number} watched.patienceMs
 * @param {(bytes: number) => void} watched.onGrowth every ten megabytes
 * @param {() => void} watched.onStall once nothing has changed for `patienceMs`
 */
function watchGrowth({ size, signs, patienceMs, onGrowth, onStall }) {
  let [bytes, sign, told, since] = [size(), signs(), 0, performance.now()];
  return setInterval(
    () => {
      const [bytesNow, signNow] = [size(), signs()];
      if (bytesNow !== bytes || signNow !== sign) since = performance.now();
      [bytes, sign] = [bytesNow, signNow];
      if (performance.now() - since >= patienceMs) onStall();
      if (bytes - told < tellEvery) return;
      told = bytes;
      onGrowth(bytes);
    },
    Math.min(500, patienceMs / 4),
  );
}

/** Bytes of all files below; a file that vanishes meanwhile counts nothing. @param {string} folder */
function sizeOf(folder) {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false }))
    .reduce((sum, stats) => sum + (stats?.size ?? 0), 0);
}

/** @param {string} folder */
function mayWrite(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} root @returns {string} */
function versionOf(root) {
  return JSON.parse(readFileSync(inPackage(root, "package.json"), "utf8")).version;
}
