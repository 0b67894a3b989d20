import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { outline } from "../../core/outline.ts";
import { compileSlide } from "../../core/slide.ts";
import { pageMemory } from "../bench/browser.mjs";
import { slope } from "../bench/row.mjs";
import { withBarePage, type BarePage } from "./bare-page.ts";
import { cases } from "./stage-decks.ts";
import { serveStagePages, type StagePages } from "./stage-pages.ts";

/** A booth plays for weeks: what a change leaves behind adds up. */

let pages: StagePages;
test.beforeAll(async () => {
  pages = await serveStagePages();
});
test.afterAll(() => pages.close());

/** Ten thousand for the record; in every run enough to see that nothing stays. */
const PROOF = Boolean(process.env["MTINOV_PROOF"]);
/** Samples before `WARM` warm caches up. */
const [CHANGES, SAMPLES, WARM] = PROOF ? [10_000, 20, 5] : [400, 3, 1];
/** Private megabytes of the page's process that 10,000 changes may add. */
const MOST_MEGABYTES = 4;

const media = [
  { attributes: {}, html: '<video data-autoplay loop src="media/count.webm"></video>' },
  {
    attributes: { "data-background-video": "media/swirl.webm", "data-background-video-loop": "" },
    html: '<audio data-autoplay src="media/tone.webm"></audio>',
  },
];
/** The manual has what the compiler makes: maths, tables, charts, drawings, boxes, questions. */
const text = readFileSync(new URL("../../slides/welcome.en.md", import.meta.url), "utf8");
const manual = outline(text, { base: "" });
const compiled = manual.slides.map((_, index) => compileSlide(manual, index));
const everything = [...cases.flatMap(({ deck }) => deck), ...media, ...compiled];

test(`${CHANGES} changes leave no node, no listener and no memory behind`, async () => {
  test.setTimeout(PROOF ? 900_000 : 60_000);
  const { launchOptions } = test.info().project.use;
  const args = ["--disable-frame-rate-limit", "--disable-gpu-vsync", "--window-size=960,540"];
  const browser = { ...launchOptions, args: [...(launchOptions?.args ?? []), ...args] };
  const samples = await withBarePage(pages.ours, browser, play);
  const megabytes = samples.map((sample) => sample.megabytes);
  const grown = slope(megabytes.slice(WARM)) * SAMPLES;
  test.info().annotations.push({
    type: "private megabytes",
    description: `${megabytes.map((one) => one.toFixed(1)).join(" ")}: ${grown.toFixed(1)} more`,
  });
  const least = (key: "nodes" | "listeners") => Math.min(...samples.map((sample) => sample[key]));
  expect(samples.at(-1)).toMatchObject({ nodes: least("nodes"), listeners: least("listeners") });
  if (PROOF) expect(grown).toBeLessThanOrEqual(MOST_MEGABYTES);
});

interface Sample {
  nodes: number;
  listeners: number;
  megabytes: number;
}

/** Each sample is taken on the same slide, where the same nodes belong. */
async function play(page: BarePage): Promise<Sample[]> {
  await page.run(async (deck) => {
    while (!("player" in window)) await new Promise(requestAnimationFrame);
    await window.player.start(deck, { width: 960, height: 540, reducedMotion: false }, 0, 0);
  }, everything);
  const changes = Math.ceil(CHANGES / SAMPLES / everything.length) * everything.length;
  const samples: Sample[] = [];
  for (let from = 0; samples.length < SAMPLES; from += changes) {
    await page.run(
      async ([start, count]) => {
        await window.playOn(start, count);
        while (document.getAnimations().length > 0) await new Promise(requestAnimationFrame);
      },
      [from, changes] as const,
    );
    // A picture that comes back after a collection is decoded anew, and the browser keeps the old copy for five minutes,
    // unless memory is short: twenty forced collections in three minutes would count as many copies of each.
    await page.send("Memory.simulatePressureNotification", { level: "critical" });
    const { nodes, listeners } = await collected(page, samples.at(-1));
    samples.push({ nodes, listeners, megabytes: pageMemory(page.pid) });
  }
  return samples;
}

/** What is there after collections; what goes within the time a slide may take to come counts as gone. */
async function collected(page: BarePage, before?: Sample): Promise<Omit<Sample, "megabytes">> {
  const deadline = performance.now() + 3_000;
  for (;;) {
    for (let i = 0; i < 3; i += 1) await page.send("HeapProfiler.collectGarbage");
    const counters = await page.send("Memory.getDOMCounters");
    const [nodes, listeners] = [Number(counters["nodes"]), Number(counters["jsEventListeners"])];
    const more = before && (nodes > before.nodes || listeners > before.listeners);
    if (!more || performance.now() > deadline) return { nodes, listeners };
  }
}

declare global {
  interface Window {
    playOn(from: number, changes: number): Promise<number>;
  }
}
