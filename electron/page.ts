import type { DevTools } from "./devtools.ts";

type Browser = Pick<DevTools, "send">;

/**
 * The page of a browser that shows something of ours, by its target; undefined while there is none. The number of a display
 * has a page and a window of its own for a moment: that is not it.
 */
export async function pageIn(browser: Browser): Promise<string | undefined> {
  const { targetInfos } = (await browser.send("Target.getTargets")) as { targetInfos: Target[] };
  return targetInfos.find(({ type, url }) => type === "page" && !url.includes("/badge.html"))
    ?.targetId;
}

/** @returns the session in which a page is spoken to */
export async function attachTo(browser: Browser, targetId: string): Promise<string> {
  const attached = await browser.send("Target.attachToTarget", { targetId, flatten: true });
  return (attached as { sessionId: string }).sessionId;
}

interface Target {
  targetId: string;
  type: string;
  url: string;
}
