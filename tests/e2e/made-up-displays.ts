import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, expect, type Browser, type CDPSession, type Page } from "@playwright/test";
import { browser as program, nextTurn } from "./stand.ts";

/** A window of a browser that the keeper has started, reached from outside. */
export interface Reached {
  browser: Browser;
  session: CDPSession;
  page: Page;
}

/** A display as Chromium's `Emulation.addScreen` takes it. */
export interface MadeUp {
  left: number;
  top: number;
  width: number;
  height: number;
  label: string;
}

/**
 * The browser on displays that it makes up itself.
 *
 * @param screens as Chromium's `--screen-info` takes them
 * @returns the environment of a stand that shows on them
 */
export function displaysMadeUp(folder: string, screens: string): Record<string, string> {
  const script = join(folder, "browser.sh");
  const exec = `exec ${program} --headless --remote-debugging-port=0 '--screen-info=${screens}' "$@"`;
  writeFileSync(script, `#!/bin/sh\n${exec}\n`, { mode: 0o755 });
  chmodSync(script, 0o755);
  return { MTINOV_BROWSER: script, DISPLAY: ":0" };
}

/** @param profile of the browser, in which it writes the port of its DevTools */
export async function reach(profile: string): Promise<Reached> {
  const file = join(profile, "DevToolsActivePort");
  // Two browsers start at once.
  const patiently = { timeout: 15_000, intervals: [20] };
  await expect
    .poll(() => existsSync(file) && readFileSync(file, "utf8").includes("\n"), patiently)
    .toBe(true);
  const deadline = performance.now() + 10_000;
  for (;;) {
    const [port = ""] = readFileSync(file, "utf8").split("\n");
    try {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const session = await browser.newBrowserCDPSession();
      const [page] = browser.contexts()[0]?.pages() ?? [];
      if (page) return { browser, session, page };
      await browser.close();
    } catch (error) {
      // The file of the browser that was killed is there until the next one writes its own.
      if (performance.now() > deadline) throw error;
    }
    await nextTurn(50);
  }
}

/** Left, width, height and state of a window. */
export async function placeOf({
  session,
  page,
}: Reached): Promise<[number, number, number, string]> {
  const own = await page.context().newCDPSession(page);
  const { targetInfo } = await own.send("Target.getTargetInfo");
  await own.detach();
  const { bounds } = await session.send("Browser.getWindowForTarget", {
    targetId: targetInfo.targetId,
  });
  const { left = -1, width = 0, height = 0, windowState = "" } = bounds;
  return [left, width, height, windowState];
}

export async function unplug({ session }: Reached, label: string): Promise<void> {
  const { screenInfos } = (await session.send("Emulation.getScreenInfos" as never)) as unknown as {
    screenInfos: { label: string; id: string }[];
  };
  const found = screenInfos.find((each) => each.label === label);
  await session.send("Emulation.removeScreen" as never, { screenId: found?.id } as never);
}

export async function plug({ session }: Reached, display: MadeUp): Promise<void> {
  await session.send("Emulation.addScreen" as never, display as never);
}
