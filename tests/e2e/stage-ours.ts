/// <reference types="vite/client" />
import "./stage-look.css";
import { mountReveal, type RevealStage, type StageFrame } from "../../renderer/reveal.ts";
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
let turn = 0;
let staged = 0;
let size = { width: 0, height: 0 };

function frameAt(slide: number, step: number): StageFrame {
  const first = Math.max(0, slide - REACH);
  const slides = deck.slice(first, slide + REACH + 1).map((one, at) => ({
    place: `${turn}/0/${first + at}`,
    hash: `${first + at}`,
    attributes: one.attributes,
    html: one.html,
  }));
  return { slides, current: slide - first, step };
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
  arranged: () => document.querySelectorAll(".slides > section").length === staged,
  drawn: [],
  log: [],
};

Object.assign(window, { player, show });
