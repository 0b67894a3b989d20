#!/usr/bin/env node
// @ts-check
// What Playwright needs of Electron, played by Node and an installed Chromium: it is started like Electron's program, opens
// both debuggers, and gives the entry an `electron` of three names. It proves that the specs go through Playwright's
// `_electron`, on machines that have no Electron; it proves nothing about Electron itself.
import { spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { mkdtempSync } from "node:fs";
import inspector from "node:inspector";
import { registerHooks } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { removeFolder } from "./remove-folder.mjs";

const profile = mkdtempSync(path.join(tmpdir(), "mtinov-stand-in-"));
const given = process.argv.slice(2);
const entry = given.at(-1) ?? "";
const browser = spawn(
  process.env["MTINOV_BROWSER"] ?? "/usr/bin/chromium",
  [
    ...given.filter((each) => each.startsWith("--") && !each.startsWith("--inspect")),
    `--user-data-dir=${profile}`,
    "--headless",
    // Electron opens none either; and Playwright may wait for ever for a first page that is just changing its process.
    "--no-startup-window",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",
  ],
  { stdio: ["ignore", "ignore", "pipe"] },
);
/** @type {string} */
const address = await new Promise((resolve) => {
  let said = "";
  browser.stderr.on("data", (data) => {
    process.stderr.write(data);
    // A line may come in two pieces.
    said = `${said}${data}`.slice(-4096);
    const [, found] = /DevTools listening on (ws:\S+)\s/.exec(said) ?? [];
    if (found) resolve(found);
  });
});
const devtools = new WebSocket(address);
await new Promise((resolve) => devtools.addEventListener("open", resolve));
let commands = 0;
/** @param {string} method @param {object} params */
const send = (method, params) =>
  devtools.send(JSON.stringify({ id: (commands += 1), method, params }));
const quit = () => {
  browser.kill("SIGKILL");
  browser.once("exit", () => {
    removeFolder(profile);
    process.exit();
  });
};
process.once("SIGTERM", quit);

const electron = {
  app: Object.assign(new EventEmitter(), { quit }),
  BrowserWindow: class {
    // A window of its own: a page behind another's would not be drawn.
    loadURL(/** @type {string} */ url) {
      send("Target.createTarget", { url, newWindow: true });
    }
  },
  webContents: {
    /** @param {string} id */
    fromDevToolsTargetId: (id) => ({
      isDestroyed: () => false,
      close: () => send("Target.closeTarget", { targetId: id }),
    }),
  },
};
Object.assign(globalThis, { standInForElectron: electron });
registerHooks({
  resolve: (name, context, next) =>
    name === "electron" ? { url: "stand-in:electron", shortCircuit: true } : next(name, context),
  load: (url, context, next) =>
    url === "stand-in:electron"
      ? {
          format: "commonjs",
          source:
            "for (const [name, value] of Object.entries(globalThis.standInForElectron)) exports[name] = value;" +
            "if (false) exports.app = exports.BrowserWindow = exports.webContents = null;",
          shortCircuit: true,
        }
      : next(url, context),
});
await import(pathToFileURL(entry).href);
inspector.open(0);
