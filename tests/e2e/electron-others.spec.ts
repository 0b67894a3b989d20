import { join } from "node:path";
import { test } from "@playwright/test";
import { electronOf } from "../../electron/setup-electron.mjs";
import { onElectron } from "../electron-specs.mjs";

/**
 * The specs that `npm run test:electron` plays on Electron's runtime. Where it is not, the report says so of each: what
 * Chromium has shown is not shown for Electron.
 */
const root = join(import.meta.dirname, "../..");
const reason = electronOf(root, process.env)
  ? "npm run test:electron plays it on Electron's runtime"
  : "Electron's runtime is not on this machine: its tests are skipped (npm run test:electron runs them)";

for (const spec of onElectron) {
  if (spec === "electron") continue;
  test(`${spec}.spec.ts on Electron`, () => test.skip(true, reason));
}
