// @ts-check
// The Chrome, Chromium or Edge of this machine, and how to get one where apt-get rules.
import path from "node:path";
import { ending, isProgram, onPath, run, succeeded } from "./setup-process.mjs";
import { SetupFailure } from "./setup-words.mjs";

/** @typedef {import("./setup-packages.mjs").Place} Place */

const linuxNames = [
  "google-chrome-stable",
  "google-chrome",
  "chromium",
  "chromium-browser",
  "microsoft-edge-stable",
  "microsoft-edge",
];
const linuxPlaces = [
  "/opt/google/chrome/chrome",
  "/usr/bin/chromium",
  "/usr/lib/chromium/chromium",
  "/usr/lib/chromium-browser/chromium-browser",
  "/usr/local/bin/chromium",
  "/opt/microsoft/msedge/msedge",
  "/snap/bin/chromium",
];
const macApps = ["Google Chrome", "Chromium", "Microsoft Edge"];
const windowsPrograms = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Chromium\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * Where a browser is usually installed, the preferred one first; names on PATH are not among them.
 * @param {NodeJS.Platform} platform @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
export function usualPlaces(platform, env) {
  if (platform === "darwin") {
    const folders = ["/Applications", path.posix.join(env["HOME"] ?? "/", "Applications")];
    return macApps.flatMap((app) =>
      folders.map((folder) => `${folder}/${app}.app/Contents/MacOS/${app}`),
    );
  }
  if (platform === "win32") {
    const names = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"];
    const folders = names.flatMap((name) => env[name] ?? []);
    return windowsPrograms.flatMap((program) =>
      folders.map((folder) => path.win32.join(folder, program)),
    );
  }
  return linuxPlaces;
}

/**
 * The browser that MTINOV_BROWSER names, else an installed one: on PATH, then in the usual places.
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} places
 * @returns {string | undefined}
 * @throws {SetupFailure} when MTINOV_BROWSER names no program
 */
export function findBrowser(env, places) {
  const named = env["MTINOV_BROWSER"];
  if (named) {
    if (isProgram(named)) return named;
    throw new SetupFailure("browserOverride", named);
  }
  const names = process.platform === "linux" ? linuxNames : [];
  const installed = names.flatMap((name) => onPath(name, env) ?? []);
  return [...installed, ...places].find((file) => isProgram(file));
}

/**
 * Installs Debian packages; what apt-get tells goes to stderr.
 * @param {Pick<Place, "env" | "say">} place @param {string[]} packages
 * @returns {Promise<boolean>} whether they are installed; a failure has been told
 */
export async function aptInstall({ env, say }, packages) {
  const aptGet = onPath("apt-get", env) ?? "apt-get";
  const quiet = {
    env: { ...env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: /** @type {const} */ ("stderr"),
  };
  // Another apt-get, the one of the system's own updates say, is waited for.
  const patient = ["-q", "-o", "DPkg::Lock::Timeout=120"];
  for (const action of [["update"], ["install", "-y", ...packages]]) {
    const outcome = await run(aptGet, [...patient, ...action], quiet);
    if (succeeded(outcome)) continue;
    say("aptFailed", ending(`apt-get ${action.join(" ")}`, outcome));
    return false;
  }
  return true;
}
