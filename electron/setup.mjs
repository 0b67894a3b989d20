// @ts-check
// All that must be there before the application runs: its packages, its build, and something that draws it. What is there
// costs nothing but a look.
import { existsSync } from "node:fs";
import path from "node:path";
import { hasDisplay } from "./choose-shell.mjs";
import { aptInstall, findBrowser, usualPlaces } from "./setup-browser.mjs";
import { build, buildOutdated, entryOf } from "./setup-build.mjs";
import { downloadElectron, electronOf, worthDownloading } from "./setup-electron.mjs";
import { withLock } from "./setup-lock.mjs";
import { installPackages, nodeOf, packagesOutdated } from "./setup-packages.mjs";
import { onPath } from "./setup-process.mjs";
import { SetupFailure } from "./setup-words.mjs";

/** @typedef {import("./setup-packages.mjs").Place} Place */
/** @typedef {import("./setup-need.mjs").Need} Need */
/**
 * @typedef {object} Machine what the set-up takes for granted about the machine
 * @property {boolean} hasDisplay windows can be seen
 * @property {boolean} mayInstall apt-get is there and this account may use it
 * @property {string[]} places where a browser may be, besides PATH
 * @property {number} patienceMs milliseconds a download may stand still
 */
/** @typedef {{ browser?: string | undefined, electron?: string | undefined }} Drawers programs that draw the windows */

/** @param {NodeJS.ProcessEnv} env @returns {Machine} */
export function thisMachine(env) {
  return {
    hasDisplay: hasDisplay(env),
    mayInstall: process.getuid?.() === 0 && onPath("apt-get", env) !== undefined,
    places: usualPlaces(process.platform, env),
    patienceMs: 20_000,
  };
}

/**
 * Makes what is missing, and only that.
 * @param {Place} place @param {Need} need @param {Machine} [machine]
 * @returns {Promise<Drawers & { node: string, entry: string }>} the Node and the file to run, and what draws
 * @throws {SetupFailure} when the application cannot run
 */
export async function setUp(place, need, machine = thisMachine(place.env)) {
  const { root } = place;
  await makeApplication(place);
  const entry = entryOf(root);
  if (!existsSync(entry)) throw new SetupFailure("incomplete", path.relative(root, entry));
  const node = nodeOf(root);
  if (!node) throw new SetupFailure("nodeTooOld", process.versions.node);
  return { node, entry, ...(await findDrawers(place, need, machine)) };
}

/** @param {Place} place */
async function makeApplication(place) {
  const { root } = place;
  if (!packagesOutdated(root) && !buildOutdated(root)) return;
  await alone(place, async () => {
    // Another start may have done it while this one waited.
    if (packagesOutdated(root)) await installPackages(place);
    if (buildOutdated(root)) await build(place);
  });
}

/** @param {Place} place @param {Need} need @param {Machine} machine @returns {Promise<Drawers>} */
async function findDrawers(place, need, machine) {
  // A browser that is there is also what a check looks with.
  if (!need.window) return { browser: findBrowser(place.env, machine.places) };
  const electron = await findElectron(place, need, machine);
  if (need.asked === "electron") return { electron };
  const drawn = electron !== undefined && existsSync(path.join(place.root, "out/main/main.js"));
  return { electron, browser: await findOrInstallBrowser(place, need, machine, drawn) };
}

/** @param {Place} place @param {Need} need @param {Machine} machine */
async function findElectron(place, { asked }, { hasDisplay, patienceMs }) {
  const { root, env } = place;
  if (asked === "chromium") return undefined;
  const again = asked === "electron";
  const missing = () => !electronOf(root, env) && worthDownloading(place, again);
  if ((again || hasDisplay) && missing()) {
    await alone(place, async () => {
      // Another start may have brought it, or failed to, while this one waited.
      if (missing()) await downloadElectron(place, patienceMs);
    });
  }
  const program = electronOf(root, env);
  if (!program && again) throw new SetupFailure("electronAbsent", "node_modules/electron");
  return program;
}

/**
 * A browser is installed only where it can be seen, and only when nothing else draws.
 * @param {Place} place @param {Need} need @param {Machine} machine @param {boolean} drawn Electron draws already
 */
async function findOrInstallBrowser(place, { asked }, machine, drawn) {
  const { env, say } = place;
  const found = findBrowser(env, machine.places);
  if (found || drawn) return found;
  if ((asked === "chromium" || machine.hasDisplay) && machine.mayInstall) {
    say("browser");
    // Its sandbox is a package of its own, left out where apt-get installs no recommended packages.
    if (await aptInstall(place, ["chromium", "chromium-sandbox"]))
      return findBrowser(env, machine.places);
  }
  if (asked === "chromium") throw new SetupFailure("noBrowser");
  return undefined;
}

/** @template T @param {Place} place @param {() => Promise<T>} work */
function alone({ root, say }, work) {
  return withLock(path.join(root, "out/.lock"), (pid) => say("waiting", pid), work);
}
