// @ts-check
// A download that failed is not tried again for a day, so that a machine behind a firewall starts at once. What is
// remembered is the user's, not the project's: it lives in the user's cache folder.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const dayMs = 24 * 60 * 60 * 1000;

/**
 * The application's folder among the user's caches, which the system or the user may empty at any time.
 * @param {NodeJS.ProcessEnv} env @param {NodeJS.Platform} [platform]
 */
export function cacheFolder(env, platform = process.platform) {
  const home = env["HOME"] || os.homedir();
  if (platform === "darwin") return path.join(home, "Library/Caches/mtinov-stage");
  if (platform === "win32")
    return path.join(env["LOCALAPPDATA"] || path.join(home, "AppData/Local"), "mtinov-stage");
  return path.join(env["XDG_CACHE_HOME"] || path.join(home, ".cache"), "mtinov-stage");
}

/**
 * Whether the download of this version failed in the last day. A clock set back does not make it last longer than that.
 * @param {NodeJS.ProcessEnv} env @param {string} version
 */
export function failedLately(env, version) {
  const file = memoryIn(env);
  if (!existsSync(file)) return false;
  const { version: failed, at } = remembered(readFileSync(file, "utf8"));
  return failed === version && Math.abs(Date.now() - at) < dayMs;
}

/** @param {NodeJS.ProcessEnv} env @param {string} version @returns {string} the file written */
export function rememberFailure(env, version) {
  const file = memoryIn(env);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ version, failedAt: new Date().toISOString() })}\n`);
  return file;
}

/** @param {NodeJS.ProcessEnv} env */
export function memoryIn(env) {
  return path.join(cacheFolder(env), "electron.json");
}

/** A file half written, or changed by hand, remembers nothing. @param {string} text */
function remembered(text) {
  const version = /"version": *"([^"]+)"/.exec(text)?.[1];
  const at = Date.parse(/"failedAt": *"([^"]+)"/.exec(text)?.[1] ?? "");
  return { version, at: Number.isNaN(at) ? -Infinity : at };
}
