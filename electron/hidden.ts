import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import * as v from "valibot";
import type { Sheet } from "../core/look.ts";
import { openDevTools, type DevTools } from "./devtools.ts";
import { stageAddress } from "./origin.ts";
import { patiently } from "./patience.ts";
import { createHandler } from "./server.ts";

/** A browser that nobody sees, with the built pages served to it alone. */
export interface HiddenBrowser {
  /**
   * Opens a page in a window of that size, on the host of the trusted pages or of the stages.
   *
   * @param ready a JavaScript expression that is true once the page can be spoken to.
   * @throws when the browser ends or does not answer within 10 s.
   */
  open(host: "page" | "stage", page: string, size: Sheet, ready: string): Promise<HiddenPage>;
  close(): Promise<void>;
}

export interface HiddenPage {
  /** The value of an expression of our own, its promise awaited. @throws what the page throws, and as `open` does. */
  evaluate(expression: string): Promise<unknown>;
  /** The page as PNG. @param scale pixels of the picture for one of the page. */
  photograph(scale: number): Promise<Buffer>;
}

export interface HiddenOptions {
  /** The browser's executable. */
  browser: string;
  noSandbox: boolean;
  /** Folder of the built pages. */
  pages: string;
  folderOf(address: string): string | null;
}

/** @throws the system's error when the disk has no room for the browser's profile. */
export async function openHidden(options: HiddenOptions): Promise<HiddenBrowser> {
  const { pages, folderOf } = options;
  const server = createServer(
    getRequestListener(createHandler({ pages, folderOf, health: () => null })),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = openDevTools(options.browser, [
    "--headless",
    "--no-startup-window",
    "--force-prefers-reduced-motion",
    "--hide-scrollbars",
    "--mute-audio",
    // Frames as fast as they can be drawn: nobody watches.
    "--disable-frame-rate-limit",
    "--disable-gpu-vsync",
    "--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-proxy-server",
    ...(options.noSandbox ? ["--no-sandbox"] : []),
  ]);
  return {
    open(host, page, size, ready) {
      const url = host === "page" ? `${origin}/${page}` : stageAddress(origin, page);
      return openPage(browser, url, size, ready);
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function openPage(
  browser: DevTools,
  url: string,
  size: Sheet,
  ready: string,
): Promise<HiddenPage> {
  const target = { url: "about:blank", newWindow: true };
  const { targetId } = v.parse(targetOf, await browser.send("Target.createTarget", target));
  const attach = { targetId, flatten: true };
  const { sessionId } = v.parse(sessionOf, await browser.send("Target.attachToTarget", attach));
  const metrics = { ...size, deviceScaleFactor: 1, mobile: false };
  await browser.send("Emulation.setDeviceMetricsOverride", metrics, sessionId);
  await browser.send("Page.enable", {}, sessionId);
  await browser.send("Page.navigate", { url }, sessionId);
  const page: HiddenPage = {
    async evaluate(expression) {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const answer = await patiently(browser.send("Runtime.evaluate", params, sessionId));
      const { result, exceptionDetails: failed } = v.parse(evaluated, answer);
      if (failed) throw new Error(failed.exception?.description ?? failed.text);
      return result.value;
    },
    async photograph(scale) {
      const clip = { x: 0, y: 0, ...size, scale };
      const params = { format: "png", optimizeForSpeed: true, clip };
      const answer = await patiently(browser.send("Page.captureScreenshot", params, sessionId));
      return Buffer.from(v.parse(photographed, answer).data, "base64");
    },
  };
  await page.evaluate(untilReady(ready));
  return page;
}

/** An expression whose promise is kept once another one is true. */
export function untilReady(ready: string): string {
  return `new Promise((done) => { const look = () => (${ready}) ? done(null) : setTimeout(look, 10); look(); })`;
}

const targetOf = v.object({ targetId: v.string() });
const sessionOf = v.object({ sessionId: v.string() });
const photographed = v.object({ data: v.string() });
const evaluated = v.object({
  result: v.object({ value: v.optional(v.unknown()) }),
  exceptionDetails: v.optional(
    v.object({
      text: v.string(),
      exception: v.optional(v.object({ description: v.optional(v.string()) })),
    }),
  ),
});
