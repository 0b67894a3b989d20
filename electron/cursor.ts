import type { DevTools } from "./devtools.ts";
import { attachTo, pageIn } from "./page.ts";

/**
 * Takes the system's arrow off the slides of a kiosk whose mouse nobody has moved yet. A browser asks a page for its
 * cursor only once a mouse moves over it; until then an arrow may lie there. So the trusted page is told of a move, and
 * told again until it has heard. It alone is told: frames die and are made anew, and the browser then falls back on the
 * cursor of the page that holds them.
 */
export interface Pointed {
  /** Evaluates an expression in the page that there is now; resolves with its value. @throws while there is none */
  evaluate(expression: string): Promise<unknown>;
  /** A mouse moves over the page, as far as the browser knows. In CSS pixels. */
  point(x: number, y: number): Promise<void> | void;
}

/** How often a page that came anew, or did not hear, is looked for. */
const LOOK_MS = 1_000;
/** A page that dies may leave a question unanswered for ever. */
const PATIENCE_MS = 10_000;

/** @returns ends it */
export function putCursorAway({ evaluate, point }: Pointed): () => void {
  /** Until when an answer is awaited: another question would wait behind it. */
  let awaited = 0;
  const timer = setInterval(() => {
    if (performance.now() < awaited) return;
    awaited = performance.now() + PATIENCE_MS;
    look().then(answered, answered);
  }, LOOK_MS);

  // Refused while a page changes, or by a browser that has just died: the next page is asked.
  function answered(): void {
    awaited = 0;
  }

  async function look(): Promise<void> {
    if (!(await evaluate(AWAIT))) return;
    await point(1, 1);
    await evaluate(CEASE);
  }

  return () => clearInterval(timer);
}

/**
 * Lets the page hear the next move in place of its frames, which takes a picture or two, and keeps it from what takes it
 * for a hand. Says whether a move is needed. That a mouse is over the page (`:hover`) says nothing: a display server tells
 * a window of its mouse while it is being made, and the cursor that the page then asks for is lost.
 */
const AWAIT = `new Promise((resolve) => {
  const frames = document.querySelector("#frames");
  if (!frames || window.pointed) return resolve(false);
  frames.style.pointerEvents = "none";
  window.pointed ??= addEventListener("pointermove", (event) => {
    event.stopImmediatePropagation();
    window.pointed = true;
  }, { capture: true, once: true }) ?? false;
  setTimeout(() => resolve(true), 100);
})`;
const CEASE = `document.querySelector("#frames").style.pointerEvents = ""`;

/** The page of a browser that is spoken to in the DevTools protocol. */
export function pointedOver(browser: Pick<DevTools, "send">): Pointed {
  const { send } = browser;
  let session: string | null = null;

  async function attach(): Promise<string> {
    const page = await pageIn(browser);
    if (!page) throw new Error("The browser has no page yet.");
    return attachTo(browser, page);
  }

  return {
    async evaluate(expression) {
      session ??= await attach();
      const asked = { expression, awaitPromise: true };
      const { result } = (await send("Runtime.evaluate", asked, session)) as Evaluated;
      return result.value;
    },
    async point(x, y) {
      await send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y }, session ?? undefined);
    },
  };
}

interface Evaluated {
  result: { value?: unknown };
}
