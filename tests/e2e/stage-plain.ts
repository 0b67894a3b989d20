/// <reference types="vite/client" />
import Reveal, { type RevealApi } from "reveal.js";
import "./stage-look.css";
import { configuration } from "../../renderer/reveal-deck.ts";
import { startLog, type Look, type StagePlayer, type TestSlide } from "./stage-probe.ts";

/** The page of plain Reveal: all sections are there, and it moves by its own `next`, `prev` and `slide`. */

let deck: RevealApi;

function sectionOf({ attributes, html }: TestSlide): HTMLElement {
  const section = document.createElement("section");
  for (const [name, value] of Object.entries(attributes)) section.setAttribute(name, value);
  section.innerHTML = html;
  return section;
}

/** Code in steps is the work of the plugin that Reveal brings along; it tells here where it scrolls. */
async function codeInSteps() {
  const highlight = (await import("reveal.js/plugin/highlight")).default();
  const scroll = highlight.scrollHighlightedLineIntoView;
  highlight.scrollHighlightedLineIntoView = (block, state, atOnce) => {
    scroll.call(highlight, block, state, atOnce);
    endScroll = () => scroll.call(highlight, block, state, true);
  };
  return highlight;
}
let endScroll = () => {};

/**
 * Between equal backgrounds Reveal forbids transitions for 10 ms, which works only if the browser happens to compute
 * styles in that time. Here it does.
 */
function moved(move: () => void): void {
  move();
  void getComputedStyle(document.querySelector(".slide-background.present") as Element).opacity;
}

const player: StagePlayer = {
  async start(slides: TestSlide[], look: Look, at: number, step: number) {
    const frame = document.createElement("div");
    frame.className = look.reducedMotion ? "reveal still" : "reveal";
    const holder = document.createElement("div");
    holder.className = "slides";
    holder.append(...slides.map(sectionOf));
    frame.append(holder);
    document.body.append(frame);
    const stepped = slides.some(({ html }) => html.includes("data-line-numbers"));
    const plugins = stepped ? [await codeInSteps()] : [];
    deck = new Reveal(frame, { ...configuration(look), plugins });
    if (at > 0) location.hash = `#/${at}/0`;
    await deck.initialize();
    const written = [...holder.children].map((section) => section.innerHTML);
    if (step > 0) deck.slide(at, 0, step - 1);
    startLog(player);
    return stepped ? written : [];
  },
  next: () => moved(() => deck.next()),
  previous: () => moved(() => deck.prev()),
  jump(slide, step) {
    if (slide === deck.getIndices().h) deck.navigateFragment(step - 1);
    else moved(() => deck.slide(slide, undefined, step - 1));
  },
  resize: (width, height) => deck.configure({ width, height }),
  layout: () => deck.layout(),
  fit: () => deck.loadSlide(deck.getCurrentSlide()),
  arranged: () => true,
  endScroll: () => endScroll(),
  drawn: [],
  log: [],
};

Object.assign(window, { player });
