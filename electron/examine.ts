import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import * as v from "valibot";
import type { Lang, Slide } from "../core/deck.ts";
import { SHEETS, type Look, type Sheet } from "../core/look.ts";
import { openDevTools, type DevTools } from "./devtools.ts";
import { createHandler } from "./server.ts";

/** Looks at slides as a browser draws them, lying and standing, in the very stage that plays them. */
export interface Examiner {
  /**
   * @returns what is wrong with a slide at its last step on one of the sheets.
   * @throws when the browser ends or does not answer within 10 s.
   */
  look(slide: Slide, lang: Lang, sheet: Sheet): Promise<Look[]>;
  close(): Promise<void>;
}

export interface ExaminerOptions {
  /** The browser's executable. */
  browser: string;
  noSandbox: boolean;
  /** Folder of the built pages. */
  pages: string;
  folderOf(address: string): string | null;
}

const PATIENCE_MS = 10_000;
const looks = v.array(
  v.object({
    kind: v.picklist(["overflow", "clipped", "small", "undecoded"]),
    text: v.string(),
    pixels: v.number(),
  }),
);

/** @throws when the browser does not start. */
export async function openExaminer(options: ExaminerOptions): Promise<Examiner> {
  const { pages, folderOf } = options;
  const server = createServer(
    getRequestListener(createHandler({ pages, folderOf, health: () => null })),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/examine.html`;
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
  const close = async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  try {
    const opened = await Promise.all(
      SHEETS.map(async (sheet) => [sheet, await openPage(browser, address, sheet)] as const),
    );
    const sessions = new Map<Sheet, string>(opened);
    return {
      async look(slide, lang, sheet) {
        const { hash, attributes, html, steps } = slide;
        const slides = [{ place: `0/0/${slide.line}`, hash, attributes, html }];
        const picture = { slides, current: 0, step: steps, lang };
        const call = `window.examine(${JSON.stringify(picture)})`;
        return v.parse(looks, await evaluate(browser, sessions.get(sheet), call));
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opens the page in a window as large as the sheet. @returns its session. */
async function openPage(browser: DevTools, url: string, sheet: Sheet): Promise<string> {
  const target = { url: "about:blank", newWindow: true };
  const { targetId } = await read(targetOf, browser.send("Target.createTarget", target));
  const attached = browser.send("Target.attachToTarget", { targetId, flatten: true });
  const { sessionId } = await read(sessionOf, attached);
  const metrics = { ...sheet, deviceScaleFactor: 1, mobile: false };
  await browser.send("Emulation.setDeviceMetricsOverride", metrics, sessionId);
  await browser.send("Page.enable", {}, sessionId);
  await browser.send("Page.navigate", { url }, sessionId);
  const loaded = `new Promise((done) => { const look = () => window.examine ? done([]) : setTimeout(look, 10); look(); })`;
  await evaluate(browser, sessionId, loaded);
  return sessionId;
}

const targetOf = v.object({ targetId: v.string() });
const sessionOf = v.object({ sessionId: v.string() });
const evaluated = v.object({
  result: v.object({ value: v.optional(v.unknown()) }),
  exceptionDetails: v.optional(v.object({ text: v.string() })),
});

async function read<T>(schema: v.GenericSchema<unknown, T>, answer: Promise<unknown>): Promise<T> {
  return v.parse(schema, await answer);
}

/** The value of an expression of our own, its promise awaited. */
async function evaluate(
  browser: DevTools,
  session: string | undefined,
  expression: string,
): Promise<unknown> {
  const params = { expression, awaitPromise: true, returnByValue: true };
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The browser does not answer.")), PATIENCE_MS);
  });
  try {
    const answer = browser.send("Runtime.evaluate", params, session);
    const { result, exceptionDetails } = await Promise.race([read(evaluated, answer), patience]);
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value;
  } finally {
    clearTimeout(timer);
  }
}
