import type { Page } from "@playwright/test";
import { expect, test } from "./engine.ts";
import { Pair, type Move } from "./stage-pair.ts";
import { serveStagePages, type StagePages } from "./stage-pages.ts";
import type { TestSlide } from "./stage-probe.ts";

let pages: StagePages;
test.beforeAll(async () => {
  pages = await serveStagePages();
});
test.afterAll(() => pages.close());

/** Two pages are asked one after the other, on a busy machine: this much playing time may lie between. In seconds. */
const APART = 0.6;

const moving = {
  "data-background-video": "media/swirl.webm",
  "data-background-video-loop": "",
  "data-background-video-muted": "",
};
const deck: TestSlide[] = [
  { attributes: {}, html: "<h1>Start</h1>" },
  { attributes: moving, html: "<h1>One</h1>" },
  { attributes: moving, html: "<h1>Two</h1>" },
  { attributes: moving, html: '<h1>Three</h1><p class="fragment">step</p>' },
  { attributes: {}, html: "<h1>Rest</h1>" },
  { attributes: {}, html: '<video data-autoplay loop src="media/count.webm"></video>' },
  {
    attributes: {},
    html: '<video loop src="media/count.webm"></video><video class="fragment" data-autoplay loop src="media/swirl.webm"></video>',
  },
  {
    attributes: {},
    html: '<audio data-autoplay loop src="media/tone.webm"></audio><video data-autoplay loop><source data-src="media/count.webm" type="video/webm"></video>',
  },
  { attributes: {}, html: '<video data-autoplay loop data-src="media/swirl.webm"></video>' },
  { attributes: moving, html: "<h1>End</h1>" },
];

/** What can be heard and seen to run: each with its place in time. */
function playingIn(page: Page) {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLMediaElement>(".present video, .present audio")]
      .filter((media) => !media.paused && media.readyState > 2)
      .map(({ currentSrc, currentTime, muted, loop }) => ({
        what: `${currentSrc.split("/").pop()} muted ${muted} loop ${loop}`,
        time: currentTime,
      })),
  );
}

async function expectSamePlayback(pair: Pair): Promise<void> {
  const names = async (page: Page) => (await playingIn(page)).map(({ what }) => what).toSorted();
  await expect
    .poll(async () => [await names(pair.ours), await pausedElsewhere(pair.ours)])
    .toEqual([await settledNames(pair.plain), true]);
  const [plain, ours] = await Promise.all([playingIn(pair.plain), playingIn(pair.ours)]);
  for (const [index, { time }] of plain.entries()) {
    const apart = Math.abs(time - (ours[index]?.time ?? Number.NaN));
    // All of them loop: the end and the beginning are neighbours.
    expect(
      Math.min(apart, Math.abs(3 - apart), Math.abs(4 - apart), Math.abs(2 - apart)),
    ).toBeLessThan(APART);
  }
}

/** Plain Reveal has loaded and started what it will start. */
async function settledNames(page: Page): Promise<string[]> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLMediaElement>(".present video, .present audio")].every(
      (media) => media.readyState > 2,
    ),
  );
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  return (await playingIn(page)).map(({ what }) => what).toSorted();
}

/** Nothing plays that is not on stage. */
function pausedElsewhere(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLMediaElement>("video, audio")].every(
      (media) => media.paused || media.closest(".present") !== null,
    ),
  );
}

test("media start, go on and stop as in plain Reveal", async ({ browser }) => {
  const pair = await Pair.open(browser, pages, deck);
  const there: Move[] = [
    "next",
    "next",
    "next",
    "next",
    "next",
    "next",
    "next",
    "next",
    "next",
    "next",
    "next",
  ];
  const back: Move[] = [
    "previous",
    "previous",
    "previous",
    "previous",
    "previous",
    "previous",
    "previous",
  ];
  for (const move of [...there, ...back, { jump: 9 }, { jump: 2 }, { jump: 5 }, { jump: 4 }]) {
    await pair.move([move], { frames: 2 });
    await pair.settle();
    await expectSamePlayback(pair);
  }
  await pair.close();
});

test("media are where plain Reveal has them after hurried moves", async ({ browser }) => {
  const pair = await Pair.open(browser, pages, deck);
  const hurries: Move[][] = [
    ["next", "next", "next"],
    [{ jump: 8 }, { jump: 2 }, "next"],
    ["next", "next", "next", "next", "previous", "next"],
    [{ jump: 5 }, "previous", "next"],
    [{ jump: 9 }, { jump: 1 }, "next", { jump: 9 }],
  ];
  for (const moves of hurries) {
    await pair.move(moves);
    await pair.settle();
    await expectSamePlayback(pair);
  }
  await pair.close();
});

test("a background film shared by slides runs on without a break", async ({ browser }) => {
  const pair = await Pair.open(browser, pages, deck, { at: 1 });
  await expectSamePlayback(pair);
  for (const page of [pair.plain, pair.ours]) {
    await page.evaluate(() => {
      const film = document.querySelector(".slide-background.present video") as HTMLVideoElement;
      const told: string[] = [];
      // Not `waiting`: a decoder that is late on a busy computer is no break of ours.
      for (const type of ["pause", "seeking", "emptied"]) {
        film.addEventListener(type, () => {
          // Looping seeks to the beginning: that is no break.
          if (type !== "seeking" || film.currentTime > 0.1) told.push(type);
        });
      }
      Object.assign(window, { film, told });
    });
  }
  for (const move of ["next", "next", "next", "previous", "previous"] as const) {
    await pair.move([move], { frames: 2 });
    await pair.settle();
    for (const page of [pair.plain, pair.ours]) {
      const run = await page.evaluate(() => {
        const { film, told } = window as unknown as { film: HTMLVideoElement; told: string[] };
        const shown = document.querySelector(".slide-background.present video") === film;
        return { shown, paused: film.paused, told };
      });
      expect(run).toEqual({ shown: true, paused: false, told: [] });
    }
  }
  await pair.close();
});
