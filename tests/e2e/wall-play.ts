import type { Frame, Page } from "@playwright/test";
import type { Slide } from "../../core/deck.ts";
import type { Picture, PictureSlide } from "../../renderer/picture.ts";
import type { WatchedBrowser } from "./wall-browser.ts";
import { A_PAGE, type Deeds } from "./wall-control.ts";
import type { Payload } from "./wall-corpus.ts";
import type { BareSlide } from "./wall-none.ts";
import type { WallShow } from "./wall-show.ts";
import type { StageSite } from "./wall-stage.ts";
import { KEYS_IN_PLACE, visit, watchOnly } from "./wall-visitor.ts";
import { Watch } from "./wall-watch.ts";

/** What a show on the stage brought to light. */
export interface StagePlay {
  deeds: Deeds;
  /** What the page's policy refused: the sanitiser had let it through. */
  refused: string[];
}

/** Pages that play side by side. */
const SIDE_BY_SIDE = 3;
/** More steps than any slide of the corpus has: all of it shows. */
const EVERY_STEP = 99;
/** What the policy is asked about while DOMPurify parses, in a document that never shows: that says nothing. */
const INERT = /^(?:script-src-attr|base-uri) /;
/** Slides of a deck that are visited; the others are only watched. */
const VISITED = 3;

/** Shows every payload on one stage after the other, as a loop would, and visits it. Throws when a slide is not drawn. */
export async function playStage(
  browser: WatchedBrowser,
  site: StageSite,
  payloads: readonly Payload[],
  slidesOf: (payload: Payload) => BareSlide[],
): Promise<StagePlay> {
  const play: StagePlay = { deeds: new Map(), refused: [] };
  const queue = [...payloads];
  const work = async () => {
    while (queue.length > 0) {
      const watch = await Watch.open(browser.context);
      const stage = await openStage(watch, site);
      for (const payload of queue.splice(0, A_PAGE)) {
        watch.deeds = new Set();
        await playDeck(watch, stage, pictures(payload, slidesOf(payload)));
        if (watch.deeds.size > 0) play.deeds.set(payload.id, watch.deeds);
      }
      play.refused.push(...watch.refused.filter((each) => !INERT.test(each)));
      await watch.page.close();
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  for (const id of site.read) play.deeds.set(id, (play.deeds.get(id) ?? new Set()).add("read"));
  return play;
}

/** Opens the page that holds the stage. @returns the stage. */
export async function openStage(watch: Watch, site: StageSite): Promise<Frame> {
  const { page } = watch;
  watch.own = (frame) =>
    (frame === page.mainFrame() && frame.url() === site.address) ||
    (frame.parentFrame() === page.mainFrame() && isStage(frame, site));
  await page.goto(site.address);
  await page.waitForFunction(() => (window as unknown as Host).ready);
  const stage = page.frames().find((frame) => frame.url() === site.stage);
  if (!stage) throw new Error("the page holds no stage");
  return stage;
}

/** Playwright tells of a frame before it has its address. */
function isStage(frame: Frame, site: StageSite): boolean {
  return frame.url() === site.stage || frame.url() === "";
}

function pictures({ id }: Payload, slides: readonly BareSlide[]): Picture[] {
  const all = slides.map<PictureSlide>((slide, n) => ({
    place: `${id}/${n}`,
    of: slides.length,
    hash: `${id}/${n}`,
    ...slide,
  }));
  return all.map((_, current) => ({ slides: all, current, step: EVERY_STEP, lang: "en" }));
}

async function playDeck(watch: Watch, stage: Frame, all: readonly Picture[]): Promise<void> {
  const gone = () => watch.deeds.has("navigation");
  for (const [index, picture] of all.entries()) {
    await draw(watch.page, picture);
    if (index < VISITED) await visit(watch.input, stage, gone);
    else await watchOnly(stage, gone);
  }
}

async function draw(page: Page, picture: Picture): Promise<void> {
  const drawn = page.evaluate((what) => (window as unknown as Host).draw(what), picture);
  const place = picture.slides[picture.current]?.place;
  let patience: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    patience = setTimeout(() => reject(new Error(`${place} was not drawn`)), 5_000);
  });
  await Promise.race([drawn, late]).finally(() => clearTimeout(patience));
}

interface Host {
  ready?: boolean;
  draw(picture: Picture): Promise<void>;
}

/** Shows every payload, compiled, on the real show, and visits it. */
export async function playShow(
  show: WallShow,
  payloads: readonly Payload[],
  slidesOf: (payload: Payload) => Slide[],
): Promise<StagePlay> {
  const deeds: Deeds = new Map();
  const [page] = show.browser.contexts()[0]?.pages() ?? [];
  if (!page) throw new Error("the browser shows no page");
  const watch = await Watch.of(page);
  const own = /^http:\/\/(?:127\.0\.0\.1|stage-\d+\.localhost):\d+\/(?:screen|stage)\.html$/;
  watch.own = (frame) => own.test(frame.url()) || frame.url() === "";
  await page.reload();
  for (const payload of payloads) {
    watch.deeds = new Set();
    const slides = slidesOf(payload);
    show.decks.set(payload.id, slides);
    for (const index of slides.keys()) {
      await show.show(payload.id, index);
      const gone = () => watch.deeds.has("navigation");
      await visit(watch.input, await onStage(page), gone, KEYS_IN_PLACE);
    }
    show.decks.delete(payload.id);
    if (watch.deeds.size > 0) deeds.set(payload.id, watch.deeds);
  }
  return { deeds, refused: watch.refused };
}

/** The frame that shows; the other stands by. */
async function onStage(page: Page): Promise<Frame> {
  const element = await page.$("iframe:not([data-standby])");
  const frame = await element?.contentFrame();
  if (!frame) throw new Error("no stage shows");
  return frame;
}
