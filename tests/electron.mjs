// @ts-check
// `npm run test:electron`: the end-to-end tests on Electron's real runtime; without it this fails.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { electronOf } from "../electron/setup-electron.mjs";
import { apart, onElectron } from "./electron-specs.mjs";
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
 * The specs of `electron-specs.mjs`, unchanged, on this program.
 * @param {string} electron
 */
async function test(electron) {
  const playwright = path.join(root, "node_modules/@playwright/test/cli.js");
  const specs = onElectron.map((name) => `e2e/${name}.spec.ts`);
  const args = ["test", "-c", "tests/playwright.config.ts", ...specs, "--grep-invert", apart];
  const env = { ...process.env, MTINOV_ELECTRON: electron, MTINOV_TEST_SHELL: "electron" };
  const options = { env, cwd: root, stdio: /** @type {const} */ ("inherit") };
  endAs(await run(process.execPath, [playwright, ...args, ...process.argv.slice(2)], options));
}
