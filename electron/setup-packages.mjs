// @ts-check
// The packages of package-lock.json, and the Node among them that runs everything else.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ending, isProgram, onPath, run, succeeded } from "./setup-process.mjs";
import { SetupFailure } from "./setup-words.mjs";

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} Locked */
/** @typedef {{ root: string, env: NodeJS.ProcessEnv, say: import("./setup-words.mjs").Say }} Place */

/** The oldest Node that runs what is built; the bootstrap itself needs less. */
const enough = [22, 12];

/** @param {string} root */
function ownNode(root) {
  return path.join(
    root,
    "node_modules/node/bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
}

/** @param {string} [version] */
function isNewEnough(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > Number(enough[0]) || (major === enough[0] && minor >= Number(enough[1]));
}

/**
 * The Node that runs the application: the one among the packages, else this one when it is new enough.
 * @param {string} root
 * @returns {string | undefined}
 */
export function nodeOf(root) {
  if (existsSync(ownNode(root))) return isThisNode(root) ? process.execPath : ownNode(root);
  return isNewEnough() ? process.execPath : undefined;
}

/** @param {string} root */
function isThisNode(root) {
  const about = readJson(path.join(root, "node_modules/node/package.json"));
  return about?.["version"] === process.versions.node;
}

/**
 * Whether the packages on disk differ from those of package-lock.json. npm writes what it has installed, last of all, to
 * node_modules/.package-lock.json; packages that are optional may be absent there (they belong to other systems).
 * A copy of the application without a lockfile is an installed one: nothing of it is outdated.
 * @param {string} root
 */
export function packagesOutdated(root) {
  const wanted = lockedIn(path.join(root, "package-lock.json"));
  if (!wanted) return false;
  const installed = lockedIn(path.join(root, "node_modules/.package-lock.json"));
  if (!installed || !nodeOf(root)) return true;
  return !Object.entries(wanted).every(([name, locked]) => {
    const found = installed[name];
    if (!found) return locked.optional === true || locked.devOptional === true;
    return found.version === locked.version && found.integrity === locked.integrity;
  });
}

/** @param {string} file @returns {Record<string, Locked> | undefined} */
function lockedIn(file) {
  const { "": _project, ...packages } = readJson(file)?.["packages"] ?? {};
  return Object.keys(packages).length > 0 || existsSync(file) ? packages : undefined;
}

/** @param {string} file */
function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/**
 * Installs exactly what package-lock.json says. npm's own messages go to stderr.
 * @param {Place} place
 * @throws {SetupFailure} when npm fails, or leaves no Node that can run the application
 */
export async function installPackages({ root, env, say }) {
  say("packages");
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  // Also the packages needed to build, whatever NODE_ENV and npm's configuration say.
  const installed = await npm(root, env, ["ci", "--include=dev", ...quiet]);
  if (!succeeded(installed)) throw new SetupFailure("packagesFailed", ending("npm ci", installed));
  if (await ownNodeRuns(root, env)) return;
  // Its install script was not allowed to run, or was interrupted.
  await npm(root, env, ["rebuild", "node", "--ignore-scripts=false", ...quiet]);
  if ((await ownNodeRuns(root, env)) || isNewEnough()) return;
  throw new SetupFailure("nodeTooOld", process.versions.node);
}

/** @param {string} root @param {NodeJS.ProcessEnv} env */
async function ownNodeRuns(root, env) {
  if (!isProgram(ownNode(root))) return false;
  return succeeded(await run(ownNode(root), ["--version"], { env, stdio: "keep" }));
}

/** @param {string} root @param {NodeJS.ProcessEnv} env @param {string[]} args */
function npm(root, env, args) {
  const outside = outsideOf(root, env);
  const command = onPath("npm", outside) ?? "npm";
  return run(command, args, { cwd: root, env: outside, stdio: "stderr" });
}

/**
 * The environment without the project's own programs on PATH: npm is about to remove them.
 * @param {string} root @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function outsideOf(root, env) {
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const inside = path.join(root, "node_modules") + path.sep;
  const folders = (env[name] ?? "").split(path.delimiter).filter((one) => !one.startsWith(inside));
  return { ...env, [name]: folders.join(path.delimiter) };
}
