/// <reference types="vite/client" />
import "./stage-look.css";
import {
  mountReveal,
  type RevealStage,
  type StagedSlide,
  type StageFrame,
} from "../../renderer/reveal.ts";
import { startLog, type Look, type StagePlayer, type TestSlide } from "./stage-probe.ts";

/** The page of our stage: it is told positions only, as the app tells it, and gets two neighbours on each side. */

interface Policies {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string },
  ): {
    createHTML(html: string): string;
  };
}
const trusted = (window as unknown as { trustedTypes: Policies }).trustedTypes;
const wall = trusted.createPolicy("stage", { createHTML: (html) => html });
/** What Reveal writes by itself: emptiness, its hidden arrows, the rules of an automatic animation. */
trusted.createPolicy("default", {
  createHTML(html) {
    if (!/[<&]/.test(html) || html.includes('class="navigate-left"')) return html;
    throw new Error(`Reveal wrote ${html}`);
  },
});

const REACH = 2;
let deck: TestSlide[] = [];
let stage: RevealStage;
let staged = 0;
let scrolls = false;
document.addEventListener("scroll", () => (scrolls = true), true);
document.addEventListener("scrollend", () => (scrolls = false), true);
let size = { width: 0, height: 0 };

/** The slide `n` places after the first; past the last one the next loop begins. */
function slideAt(n: number): StagedSlide {
  const index = n % deck.length;
  const { attributes, html } = deck[index] as TestSlide;
  return { place: `${Math.floor(n / deck.length)}/0/${index}`, hash: `${index}`, attributes, html };
}

function frameAt(n: number, step: number, end = deck.length): StageFrame {
  const first = Math.max(0, n - REACH);
  const last = Math.min(end - 1, n + REACH);
  const slides = Array.from({ length: last - first + 1 }, (_, at) => slideAt(first + at));
  return { slides, current: n - first, step };
}

function show(frame: StageFrame): Promise<void> {
  staged = frame.slides.length;
  return stage.show(frame);
}

const player: StagePlayer = {
  async start(slides: TestSlide[], look: Look, at: number, step: number) {
    deck = slides;
    size = { width: look.width, height: look.height };
    stage = await mountReveal(document.body, {
      ...look,
      trust: (html) => wall.createHTML(html),
      onDrawn: (drawn) => player.drawn.push(`${drawn.place}+${drawn.step}`),
    });
    await show(frameAt(at, step));
    startLog(player);
    return [];
  },
  next: (slide, step) => void show(frameAt(slide, step)),
  previous: (slide, step) => void show(frameAt(slide, step)),
  jump: (slide, step) => void show(frameAt(slide, step)),
  resize(width, height) {
    size = { width, height };
    stage.resize(width, height);
  },
  layout() {
    window.dispatchEvent(new Event("resize"));
  },
  fit: () => stage.resize(size.width, size.height),
  arranged: () => document.querySelectorAll(".slides > section").length === staged && !scrolls,
  // It is the browser's: it ends by itself.
  endScroll: () => {},
  drawn: [],
  log: [],
};

/** Plays on, slide after slide and loop after loop, for so many slides; returns where it stands. */
async function playOn(from: number, changes: number): Promise<number> {
  for (let n = from + 1; n <= from + changes; n += 1) {
    await show(frameAt(n, 0, Infinity));
    if (n % 11 === 3) await show(frameAt(n, 1, Infinity));
    if (n % 17 === 4) await show(frameAt(n - 1, 0, Infinity));
    // A visitor leaps away and comes back.
    if (n % 37 === 5) await show(frameAt(n + 17, 0, Infinity));
  }
  await show(frameAt(from + changes, 0, Infinity));
  while (!player.arranged()) await new Promise(requestAnimationFrame);
  player.drawn.length = 0;
  player.log.length = 0;
  return from + changes;
}

Object.assign(window, { player, show, playOn });
