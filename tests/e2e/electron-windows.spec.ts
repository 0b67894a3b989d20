import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { electronBrowser } from "./electron-windows.ts";

/** How the specs reach Electron, tried without it: Playwright's `_electron` on a stand-in made of Node and Chromium. */
const standIn = join(import.meta.dirname, "../electron-stand-in.mjs");

test("specs open their pages through Playwright's _electron, each as it asks", async ({
  playwright,
}) => {
  test.setTimeout(20_000);
  const browser = await electronBrowser(playwright._electron, standIn);
  const look = () => [innerWidth, innerHeight, navigator.maxTouchPoints > 0];
  const page = await browser.newPage();
  expect(await page.evaluate(look)).toEqual([1280, 720, false]);
  const other = await browser.newPage({
    viewport: { width: 960, height: 540 },
    hasTouch: true,
    reducedMotion: "reduce",
  });
  expect(await other.evaluate(look)).toEqual([960, 540, true]);
  expect(await other.evaluate(() => matchMedia("(prefers-reduced-motion: reduce)").matches)).toBe(
    true,
  );
  const two = await Promise.all([browser.newPage(), browser.newPage()]);
  expect(new Set([page, other, ...two]).size).toBe(4);
  await other.close();
  expect(page.isClosed()).toBe(false);
  await expect(browser.newPage({ javaScriptEnabled: false })).rejects.toThrow("javaScriptEnabled");
  await browser.close();
});
