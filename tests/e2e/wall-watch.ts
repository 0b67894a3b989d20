import type { BrowserContext, CDPSession, Frame, Page } from "@playwright/test";

/** What a hostile deck brought about. */
export type Deed =
  | "script"
  | "dialog"
  | "navigation"
  | "frame"
  | "window"
  | "download"
  | "request"
  | "read";

/** Sees what the payloads shown in one page do, one after the other. */
export class Watch {
  /** Deeds of the payload shown now. */
  deeds = new Set<Deed>();
  /** What the page's policy refused since the page was opened: with it, something had come through the walls before it. */
  readonly refused: string[] = [];
  readonly page: Page;
  readonly input: CDPSession;
  /** Whether a frame is one of the page's own, at an address of its own. */
  own: (frame: Frame) => boolean = () => true;

  private constructor(page: Page, input: CDPSession) {
    this.page = page;
    this.input = input;
    page.on("dialog", (dialog) => {
      this.deeds.add("dialog");
      void dialog.dismiss().catch(ended);
    });
    page.on("popup", (popup) => {
      this.deeds.add("window");
      void popup.close().catch(ended);
    });
    page.on("download", () => this.deeds.add("download"));
    page.on("frameattached", (frame) => this.#frame(frame));
    page.on("framenavigated", (frame) => this.#frame(frame));
  }

  static async open(context: BrowserContext): Promise<Watch> {
    return Watch.of(await context.newPage());
  }

  /** A page that is there already is watched from its next document on. */
  static async of(page: Page): Promise<Watch> {
    const context = page.context();
    const watch = new Watch(page, await context.newCDPSession(page));
    await page.exposeBinding("seen", (_, kind: string, what: string) => {
      if (kind === "refused") watch.refused.push(what);
      else watch.deeds.add("script");
    });
    await page.addInitScript(hook);
    return watch;
  }

  #frame(frame: Frame): void {
    if (this.own(frame)) return;
    this.deeds.add(frame === this.page.mainFrame() ? "navigation" : "frame");
  }
}

/** Runs in every document before anything else: the calls that payloads make are told, and show nothing. */
function hook(): void {
  const { seen } = window as unknown as { seen(kind: string, what: string): void };
  const tell = (what: string) => () => void seen("script", what);
  for (const name of ["alert", "confirm", "prompt", "print"]) {
    Object.defineProperty(window, name, {
      value: tell(name),
      writable: false,
      configurable: false,
    });
  }
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    seen("refused", `${effectiveDirective} ${blockedURI}`),
  );
}

/** A page may go away while something is asked of it: what it did has been seen. */
function ended(error: unknown): void {
  if (!(error instanceof Error)) throw error;
  if (!/closed|destroyed|detached|navigat|crashed|not found|aborted|ERR_/i.test(error.message)) {
    throw error;
  }
}

/** How long anything asked of a page may take. What is clicked while it goes elsewhere may never be answered. In milliseconds. */
const PATIENCE_MS = 4_000;

/** Waits for what is done in a page, unless the page goes away: what it did has been seen. */
export async function patiently(act: Promise<unknown>, gone: () => boolean): Promise<void> {
  const given = Promise.withResolvers<void>();
  const timer = setTimeout(given.resolve, PATIENCE_MS);
  const look = setInterval(() => gone() && given.resolve(), 20);
  await Promise.race([act.catch(ended), given.promise]);
  clearTimeout(timer);
  clearInterval(look);
}
