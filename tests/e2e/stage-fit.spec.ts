import type { Page } from "@playwright/test";
import { expect, test } from "./engine.ts";
import { serveStagePages, type StagePages } from "./stage-pages.ts";
import type { TestSlide } from "./stage-probe.ts";
import { settled } from "./stage-snapshot.ts";

/** `fit: auto`: a slide that runs over shrinks until it fits, to 70 % at most, and no text under the smallest size. */

let pages: StagePages;
test.beforeAll(async () => {
  pages = await serveStagePages();
});
test.afterAll(() => pages.close());

const line = (px: number) => `<p style="margin: 0; font-size: ${px}px; line-height: 1">line</p>`;
const asking = (html: string): TestSlide => ({ attributes: { "data-fit": "auto" }, html });
const fits = 0;
const runsALittleOver = 1;
const runsFarOver = 2;
const hasSmallText = 3;
const isSmallAlready = 4;
const deck = [
  asking(line(40).repeat(10)),
  asking(line(36).repeat(16)),
  asking(line(40).repeat(60)),
  asking(line(24).repeat(60) + line(60)),
  asking(line(18).repeat(60)),
];

test("a slide shrinks as little as it must, to 70 % at most, and no text under 20 or 28 pixels", async ({
  browser,
}) => {
  const page = await browser.newPage({ viewport: { width: 960, height: 540 } });
  await page.goto(pages.ours);
  await page.evaluate(([slides, look]) => window.player.start(slides, look, 0, 0), [
    deck,
    { width: 960, height: 540, transition: "none", reducedMotion: false },
  ] as const);
  expect(await seen(page, fits)).toMatchObject({ zoom: 1 });
  const little = await seen(page, runsALittleOver);
  expect(little.zoom).toBeGreaterThan(0.9);
  expect(little.zoom).toBeLessThan(0.95);
  expect(little.over).toBeLessThanOrEqual(1);
  expect((await seen(page, runsFarOver)).zoom).toBeCloseTo(0.7, 3);
  const small = await seen(page, hasSmallText);
  expect(small.smallest).toBeCloseTo(20, 1);
  expect(small.over).toBeGreaterThan(0);
  expect(await seen(page, isSmallAlready)).toMatchObject({ zoom: 1 });
  // Standing, as totems do: the smallest text is larger.
  await page.setViewportSize({ width: 540, height: 960 });
  await page.evaluate(() => window.player.resize(540, 960));
  await page.evaluate(settled);
  expect((await seen(page, runsFarOver)).zoom).toBeCloseTo(0.7, 3);
  expect(await seen(page, hasSmallText)).toMatchObject({ zoom: 1 });
  await page.close();
});

/** How a slide is drawn: how much smaller, how high its smallest line is and how far it runs over, in its own pixels. */
async function seen(page: Page, slide: number) {
  return page.evaluate(async (at) => {
    window.player.jump(at, 0);
    const shown = () => document.querySelector<HTMLElement>(".slides > .present");
    const wanted = () => window.player.drawn.at(-1) === `0/0/${at}+0`;
    while (at > 0 && !(wanted() && window.player.arranged()))
      await new Promise(requestAnimationFrame);
    const section = shown();
    const sheet = section?.parentElement;
    if (!section || !sheet) throw new Error("no slide");
    const scale = sheet.getBoundingClientRect().width / sheet.offsetWidth;
    const heights = [...section.querySelectorAll("p")].map(
      (each) => each.getBoundingClientRect().height / scale,
    );
    const all = heights.reduce((sum, each) => sum + each, 0);
    return {
      zoom: section.currentCSSZoom,
      smallest: Math.min(...heights),
      over: all - sheet.offsetHeight,
    };
  }, slide);
}
