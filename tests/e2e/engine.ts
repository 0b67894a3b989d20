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
        async ({ playwright }, use) => {
          const windows = await electronBrowser(playwright._electron, electron);
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
