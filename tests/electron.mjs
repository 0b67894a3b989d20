// @ts-check
// `npm run test:electron`: the end-to-end tests on Electron's real runtime; without it this fails.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { electronOf } from "../electron/setup-electron.mjs";
import { endAs, run } from "../electron/setup-process.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const program = electronOf(root, process.env);
if (program) await test(program);
else {
  console.error(
    "Electron's runtime is not here, so nothing was tested on it: run node node_modules/electron/install.js with the network, then again.",
  );
  process.exitCode = 1;
}

/**
 * The specs of the product's own shell, and of the earlier ones those that watch the whole app from outside. What they
 * leave out is about processes that Electron has not: an app process and a browser apart from each other.
 * @param {string} electron
 */
async function test(electron) {
  const playwright = path.join(root, "node_modules/@playwright/test/cli.js");
  const apart = "an app process killed|a browser killed";
  const args = ["test", "-c", "tests/playwright.config.ts", "electron.spec.ts", "kiosk.spec.ts"];
  const env = { ...process.env, MTINOV_ELECTRON: electron, MTINOV_TEST_SHELL: "electron" };
  const options = { env, cwd: root, stdio: /** @type {const} */ ("inherit") };
  endAs(await run(process.execPath, [playwright, ...args, "--grep-invert", apart], options));
}
