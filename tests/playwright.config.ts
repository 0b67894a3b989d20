import { defineConfig } from "@playwright/test";

const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  outputDir: "../test-results/e2e",
  workers: 1,
  // A machine that others share may miss a deadline; the report names what passed only at the second try.
  retries: process.env["CI"] ? 1 : 0,
  timeout: 60_000,
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 720 },
    launchOptions: {
      executablePath: process.env["MTINOV_BROWSER"] ?? "/usr/bin/chromium",
      // Chromium refuses its sandbox to root.
      chromiumSandbox: !asRoot,
      args: ["--autoplay-policy=no-user-gesture-required", "--js-flags=--expose-gc"],
    },
  },
});
