/// <reference types="vite/client" />
import { mountReveal, type StagedSlide, type StageFrame } from "../../renderer/reveal.ts";
import { letRevealWrite, purify, purifyAttributes } from "../../renderer/purify.ts";
import { withoutTooltips } from "../../renderer/tooltips.ts";

/** The page of our stage for measuring: it asks for the slides it needs, as the real one does, and sanitises them. */

const REACH = 2;
/** What it has been given; the app keeps what it gives, the stage draws only what is near. */
const slides = new Map<number, StagedSlide>();
const count = Number(document.body.dataset["count"]);
const ahead: number[] = [];
let near: number[] = [];
let staged = 0;

// What the neighbours cost is done in idle moments: it is measured, not hidden.
const idle = window.requestIdleCallback.bind(window);
window.requestIdleCallback = (work, options) =>
  idle((deadline) => {
    const start = performance.now();
    work(deadline);
    void document.body.offsetHeight;
    ahead.push(performance.now() - start);
  }, options);

letRevealWrite();
const first = fetchAround(0);
const stage = await mountReveal(document.body, {
  width: 1280,
  height: 720,
  transition: "none",
  reducedMotion: false,
  trust: (html) => withoutTooltips(purify(html)),
  trustAttributes: purifyAttributes,
  onDrawn() {},
});
await first;
staged = near.length;
await stage.show(frameAt(0));

async function fetchAround(at: number): Promise<void> {
  const from = Math.max(0, at - REACH);
  const to = Math.min(count - 1, at + REACH);
  near = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  if (near.every((index) => slides.has(index))) return;
  const answer = await fetch(`/slides/${count}/${from}-${to}.json`);
  const found = (await answer.json()) as StagedSlide[];
  for (const [index, slide] of found.entries()) slides.set(from + index, slide);
}

function frameAt(at: number): StageFrame {
  return {
    slides: near.map((index) => slides.get(index) as StagedSlide),
    current: near.indexOf(at),
    step: 0,
  };
}

Object.assign(window, {
  /** Gets ready for a change as the app does ahead of it; returns the change. */
  async prepare(at: number) {
    await fetchAround(at);
    const frame = frameAt(at);
    staged = frame.slides.length;
    return () => void stage.show(frame);
  },
  ahead,
  arranged: () => document.querySelectorAll(".slides > section").length === staged,
});
