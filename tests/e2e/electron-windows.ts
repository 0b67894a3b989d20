import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Electron, ElectronApplication, Page } from "@playwright/test";

/** What a spec may ask of a new page; Electron's windows have no contexts, so that nothing else can be given. */
type PageOptions = NonNullable<Parameters<Browser["newPage"]>[0]>;
const KNOWN = new Set<keyof PageOptions>(["viewport", "hasTouch", "colorScheme", "reducedMotion"]);

const entry = join(dirname(fileURLToPath(import.meta.url)), "../electron-windows.mjs");

/**
 * Electron's runtime with the two calls of a browser that the specs use: every page is a window of its own, with the web
 * preferences that the product gives to its windows.
 * @param program path of Electron's program
 */
export async function electronBrowser(electron: Electron, program: string): Promise<Browser> {
  const app = await electron.launch({
    executablePath: program,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--js-flags=--expose-gc", entry],
  });
  // One after the other: a window says that it is there, not who asked for it.
  let last: Promise<unknown> = Promise.resolve();
  const browser: Pick<Browser, "newPage" | "close"> = {
    newPage(options) {
      const page = last.then(() => openWindow(app, options ?? {}));
      last = page.catch(() => undefined);
      return page;
    },
    close: () => app.close(),
  };
  // The rest of a browser (contexts, tracing) is Playwright's, and no spec asks for it.
  return browser as Browser;
}

async function openWindow(app: ElectronApplication, options: PageOptions): Promise<Page> {
  for (const name of Object.keys(options) as (keyof PageOptions)[]) {
    if (!KNOWN.has(name)) throw new Error(`no window of Electron is opened with «${name}»`);
  }
  const { viewport, hasTouch, colorScheme = null, reducedMotion = null } = options;
  const opened = app.waitForEvent("window");
  await app.evaluate(({ app: electron }) => void electron.emit("window-wanted"));
  const page = await opened;
  await page.setViewportSize(viewport ?? { width: 1280, height: 720 });
  await page.emulateMedia({ colorScheme, reducedMotion });
  if (hasTouch) {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  }
  return page;
}
