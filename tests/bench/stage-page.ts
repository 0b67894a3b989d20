/// <reference types="vite/client" />
import { mountReveal, type StagedSlide } from "../../renderer/reveal.ts";
import { purify, purifyAttributes } from "../../renderer/purify.ts";

/** The page of our stage for measuring: it asks for the slides it needs, as the real one does, and sanitises them. */

const REACH = 2;
const slides = new Map<number, StagedSlide>();
const count = Number(document.body.dataset["count"]);
const ahead: number[] = [];
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

const first = fetchAround(0);
const stage = await mountReveal(document.body, {
  width: 1280,
  height: 720,
  transition: "none",
  reducedMotion: false,
  trust: purify,
  trustAttributes: purifyAttributes,
  onDrawn() {},
});
await first;
await stage.show(frameAt(0));

async function fetchAround(at: number): Promise<void> {
  const from = Math.max(0, at - REACH);
  const to = Math.min(count - 1, at + REACH);
  const answer = await fetch(`/slides/${count}/${from}-${to}.json`);
  const found = (await answer.json()) as StagedSlide[];
  slides.clear();
  for (const [index, slide] of found.entries()) slides.set(from + index, slide);
}

function frameAt(at: number) {
  staged = slides.size;
  const near = [...slides.entries()].toSorted(([a], [b]) => a - b);
  return {
    slides: near.map(([, slide]) => slide),
    current: near.findIndex(([index]) => index === at),
    step: 0,
  };
}

Object.assign(window, {
  /** Gets ready for a change as the app does ahead of it; returns the change. */
  async prepare(at: number) {
    await fetchAround(at);
    const frame = frameAt(at);
    return () => void stage.show(frame);
  },
  ahead,
  arranged: () => document.querySelectorAll(".slides > section").length === staged,
});
