import { chromium, expect, test } from "@playwright/test";
import { cases } from "./stage-decks.ts";
import { serveStagePages, type StagePages } from "./stage-pages.ts";

/** A booth plays for weeks: what a change leaves behind adds up. */

let pages: StagePages;
test.beforeAll(async () => {
  pages = await serveStagePages();
});
test.afterAll(() => pages.close());

/** Fewer would end before the caches are warm. */
const CHANGES = 10_000;
const SAMPLES = 20;
/** Samples before these warm caches up. */
const WARM = 5;

const media = [
  { attributes: {}, html: '<video data-autoplay loop src="media/count.webm"></video>' },
  {
    attributes: { "data-background-video": "media/swirl.webm", "data-background-video-loop": "" },
    html: '<audio data-autoplay src="media/tone.webm"></audio>',
  },
];
const everything = [...cases.flatMap(({ deck }) => deck), ...media];

test(`${CHANGES} changes leave no node and no listener behind`, async () => {
  test.skip(!process.env["MTINOV_PROOF"], "ten thousand changes take minutes: npm run proof");
  const { project } = test.info();
  test.setTimeout(600_000);
  const { launchOptions } = project.use;
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), "--disable-frame-rate-limit", "--disable-gpu-vsync"],
  });
  const page = await browser.newPage({ viewport: { width: 960, height: 540 } });
  await page.goto(pages.ours);
  await page.evaluate(
    (deck) => window.player.start(deck, { width: 960, height: 540, reducedMotion: false }, 0, 0),
    everything,
  );
  const devtools = await page.context().newCDPSession(page);
  // Every sample is taken on the same slide, where the same nodes belong.
  const loops = Math.ceil(CHANGES / SAMPLES / everything.length);
  const samples: string[] = [];
  let at = 0;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    at = await page.evaluate(([from, changes]) => window.playOn(from, changes), [
      at,
      loops * everything.length,
    ] as const);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1600)));
    for (let i = 0; i < 3; i += 1) await devtools.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners, documents } = await devtools.send("Memory.getDOMCounters");
    samples.push(`${nodes} nodes, ${jsEventListeners} listeners, ${documents} documents`);
  }
  expect(at).toBeGreaterThanOrEqual(CHANGES);
  expect(new Set(samples.slice(WARM))).toEqual(new Set([samples.at(WARM)]));
  await browser.close();
});

declare global {
  interface Window {
    playOn(from: number, changes: number): Promise<number>;
  }
}
