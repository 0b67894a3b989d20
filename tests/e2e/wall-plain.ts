import Reveal from "reveal.js";
import "reveal.js/reset.css";
import "reveal.js/reveal.css";
import type { BareSlide } from "./wall-none.ts";

/**
 * The page without walls: Reveal as released. Each slide stands in the document, as in a deck written by hand; again
 * as a string given to the document, as programs do; and once more read back from the document and given again, for
 * markup that turns into something else on the way.
 */
export interface PlainStage {
  /** Slides that stand in the document. */
  count: number;
  /** Shows it with all its steps. */
  go(slide: number): void;
}

// Taken before a deck can put its own elements under these names.
const { querySelector } = Document.prototype;
const createElement = Document.prototype.createElement as (tag: string) => HTMLElement;

const EVERY_STEP = 99;

void start();

async function start(): Promise<void> {
  const root = querySelector.call(document, ".reveal") as HTMLElement;
  const slides = root.firstElementChild as HTMLElement;
  const { raw, parallax } = (await (
    await fetch(`${location.origin}${location.pathname}/raw`)
  ).json()) as {
    raw: BareSlide[];
    parallax: string;
  };
  const count = raw.length;
  for (const { attributes, html } of raw) slides.append(section(attributes, html));
  for (const one of [...slides.children].slice(0, count)) slides.append(section({}, one.innerHTML));
  const deck = new Reveal(root, {
    hash: false,
    controls: false,
    // Nothing is waited for but what a deck asks for itself.
    transition: "none",
    backgroundTransition: "none",
    ...(parallax && { parallaxBackgroundImage: parallax, parallaxBackgroundSize: "100px 100px" }),
  });
  await deck.initialize();
  const stage: PlainStage = {
    count,
    go: (slide) => deck.slide(slide, 0, EVERY_STEP),
  };
  Object.assign(window, { stage });
}

function section(attributes: Record<string, string>, html: string): HTMLElement {
  const made = createElement.call(document, "section");
  for (const [name, value] of Object.entries(attributes)) {
    try {
      made.setAttribute(name, value);
    } catch (error) {
      // Not a name the document accepts.
      if (!(error instanceof DOMException)) throw error;
    }
  }
  made.innerHTML = html;
  return made;
}

declare global {
  interface Window {
    stage?: PlainStage;
  }
}
