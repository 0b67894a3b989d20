import { test as onChromium, type Browser } from "@playwright/test";
import { electronBrowser } from "./electron-windows.ts";

export { expect } from "@playwright/test";

/**
 * What the specs run in: Chromium, or windows of Electron's runtime when `npm run test:electron` names its program. A spec
 * opens its pages with `browser.newPage` and can't tell the difference.
 */
const electron = process.env["MTINOV_TEST_SHELL"] === "electron" && process.env["MTINOV_ELECTRON"];

export const test = electron
  ? onChromium.extend<object, { browser: Browser }>({
      browser: [
        // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from its first argument
        async ({}, use) => {
          const windows = await electronBrowser(electron);
          await use(windows);
          await windows.close();
        },
        { scope: "worker" },
      ],
      page: async ({ browser }, use) => {
        const page = await browser.newPage();
        await use(page);
        await page.close();
      },
    })
  : onChromium;
