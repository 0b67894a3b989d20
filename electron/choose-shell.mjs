// @ts-check
// Which of the three shells draws the application on this machine.

/** @typedef {"electron" | "chromium" | "serve"} ShellName */
/** @typedef {"no-display" | "no-browser"} Why why no window can be opened */

/** @type {readonly ShellName[]} */
export const shellNames = ["electron", "chromium", "serve"];

/**
 * What was asked for wins; else Electron, else the installed browser, else the pages are served, with the reason.
 * @param {object} machine
 * @param {ShellName | undefined} machine.asked `--shell`
 * @param {boolean} machine.electron Electron's runtime and its entry of the application (out/main/main.js) are both there
 * @param {boolean} machine.browser a Chrome, Chromium or Edge is there
 * @param {boolean} machine.hasDisplay
 * @returns {{ shell: ShellName, why?: Why }}
 */
export function chooseShell({ asked, electron, browser, hasDisplay }) {
  if (asked) return { shell: asked };
  if (!hasDisplay) return { shell: "serve", why: "no-display" };
  if (electron) return { shell: "electron" };
  return browser ? { shell: "chromium" } : { shell: "serve", why: "no-browser" };
}

/**
 * On Linux a window needs an X or Wayland server; macOS and Windows always have one for the people who use them.
 * @param {NodeJS.ProcessEnv} env @param {NodeJS.Platform} [platform]
 */
export function hasDisplay(env, platform = process.platform) {
  if (platform === "darwin" || platform === "win32") return true;
  return Boolean(env["DISPLAY"] || env["WAYLAND_DISPLAY"]);
}
