import { expect, type Browser, type Page } from "@playwright/test";
import type { StagePages } from "./stage-pages.ts";
import type { Look, StagePlayer, TestSlide } from "./stage-probe.ts";
import { lookAtMotion, lookAtStage, settled } from "./stage-snapshot.ts";

/** A move of the show, as the app decides it. */
export type Move = "next" | "previous" | { jump: number; step?: number };

interface Command {
  method: "next" | "previous" | "jump";
  slide: number;
  step: number;
}

/** How moves follow each other. */
export interface Pace {
  /** Animation frames after each move. */
  frames?: number;
  /** Stops every transition at this share of its way after each move, so that the next one starts in the middle. */
  hold?: number;
}

export interface PairOptions {
  look?: Partial<Look>;
  at?: number;
  step?: number;
}

/** The same deck in plain Reveal and in our stage, driven alike. */
export class Pair {
  readonly plain: Page;
  readonly ours: Page;
  readonly #deck: TestSlide[];
  readonly #steps: number[];
  #slide: number;
  #step: number;
  /** Whether moves made in one go led to a slide that is drawn only when something has been waited for. */
  #awaited = false;

  private constructor(plain: Page, ours: Page, deck: TestSlide[], options: PairOptions) {
    this.plain = plain;
    this.ours = ours;
    this.#deck = deck;
    this.#steps = deck.map(({ html }) => stepsIn(html));
    this.#slide = options.at ?? 0;
    this.#step = options.step ?? 0;
  }

  static async open(
    browser: Browser,
    pages: StagePages,
    slides: TestSlide[],
    options: PairOptions = {},
  ): Promise<Pair> {
    const deck: TestSlide[] = slides.map(({ attributes, html }, n) => ({
      attributes: { ...attributes, "data-n": `${n}` },
      html,
    }));
    const look = { width: 960, height: 540, reducedMotion: false, ...options.look };
    const at = [options.at ?? 0, options.step ?? 0] as const;
    const open = async (url: string) => {
      const page = await browser.newPage({ viewport: { width: 960, height: 540 } });
      page.on("pageerror", (error) => {
        throw error;
      });
      await page.goto(url);
      return page;
    };
    const start = (page: Page, all: TestSlide[]) =>
      page.evaluate(([...all]) => window.player.start(...all), [all, look, ...at] as const);
    const [plain, ours] = await Promise.all([open(pages.plain), open(pages.ours)]);
    const written = await start(plain, deck);
    for (const [n, html] of written.entries()) Object.assign(deck[n] ?? {}, { html });
    await start(ours, deck);
    const pair = new Pair(plain, ours, deck, options);
    await pair.settle();
    return pair;
  }

  /** Makes the moves in both pages, one right after the other, or with each stopped on its way. */
  async move(moves: readonly Move[], pace: Pace = {}): Promise<void> {
    const commands = moves.flatMap((move) => this.#commandOf(move) ?? []);
    if (!pace.frames) this.#awaited ||= commands.some(({ slide }) => isAwaited(this.#deck[slide]));
    await this.#both((page) => page.evaluate(play, [commands, pace] as const));
  }

  /** Gives both pages another window and another logical size. */
  async resize({ width, height }: { width: number; height: number }): Promise<void> {
    await this.#both(async (page) => {
      await page.setViewportSize({ width, height });
      await page.evaluate(([w, h]) => window.player.resize(w, h), [width, height] as const);
      // Plain Reveal tells of the slide again when it is configured; that is not a move.
      await page.evaluate(() => window.player.log.splice(0));
    });
  }

  async settle(): Promise<void> {
    await this.#both((page) => page.evaluate(settled));
  }

  /** Both show the same, to the attribute, the computed style and the event. */
  async expectSame(): Promise<void> {
    await this.#expectSameLook();
    expect(await this.log(this.ours)).toEqual(await this.log(this.plain));
  }

  /**
   * The same after moves made in one go. Where ours waited for a picture on the way, a transition may end (and be told)
   * that plain Reveal replaces in the same frame: that event alone is left out then. Everything else, and the order, is
   * the same.
   */
  async expectSameInTheEnd(): Promise<void> {
    if (!this.#awaited) return this.expectSame();
    await this.#expectSameLook();
    const [plain, ours] = await this.#both(async (page) =>
      (await this.log(page)).filter((event) => !event.startsWith("slidetransitionend")),
    );
    expect(ours).toEqual(plain);
  }

  async expectSameMotion(): Promise<void> {
    const [plain, ours] = await this.#both((page) => page.evaluate(lookAtMotion));
    expect(ours).toEqual(plain);
  }

  log(page: Page): Promise<string[]> {
    return page.evaluate(() => window.player.log);
  }

  /** Share of the pixels that differ between the two pages, from 0 to 1. Videos are left out: they run. */
  async difference(): Promise<number> {
    const style = "video { visibility: hidden !important }";
    const [plain, ours] = await this.#both((page) => page.screenshot({ style }));
    if (plain.equals(ours)) return 0;
    const urls = [plain, ours].map((png) => `data:image/png;base64,${png.toString("base64")}`);
    return this.plain.evaluate(shareOfDifferentPixels, urls);
  }

  async close(): Promise<void> {
    await this.#both((page) => page.close());
  }

  async #expectSameLook(): Promise<void> {
    const [plain, ours] = await this.#both((page) => page.evaluate(lookAtStage));
    expect(ours).toEqual(plain);
  }

  #both<T>(act: (page: Page) => Promise<T>): Promise<[T, T]> {
    return Promise.all([act(this.plain), act(this.ours)]);
  }

  /** Where a move leads, in the linear order of slides and steps; null at the ends. */
  #commandOf(move: Move): Command | null {
    if (typeof move === "object") {
      const slide = Math.min(move.jump, this.#deck.length - 1);
      const step = Math.min(move.step ?? 0, this.#steps[slide] ?? 0);
      if (slide === this.#slide && step === this.#step) return null;
      [this.#slide, this.#step] = [slide, step];
      return { method: "jump", slide: this.#slide, step: this.#step };
    }
    if (move === "next") {
      if (this.#step < (this.#steps[this.#slide] ?? 0)) this.#step += 1;
      else if (this.#slide + 1 < this.#deck.length)
        [this.#slide, this.#step] = [this.#slide + 1, 0];
      else return null;
    } else if (this.#step > 0) {
      this.#step -= 1;
    } else if (this.#slide > 0) {
      this.#slide -= 1;
      this.#step = this.#steps[this.#slide] ?? 0;
    } else return null;
    return { method: move, slide: this.#slide, step: this.#step };
  }
}

/** Runs in the page: plays commands, waiting for frames and stopping transitions as the pace says. */
async function play([commands, { frames = 0, hold }]: readonly [Command[], Pace]): Promise<void> {
  const frame = () => new Promise(requestAnimationFrame);
  const shown = () => document.querySelector(".slides > .present")?.getAttribute("data-n");
  const stop = () => {
    if (hold === undefined) return;
    // At once, so that none ends by itself, however slow the machine is.
    for (const animation of document.getAnimations()) {
      if (animation.playState === "paused") continue;
      animation.pause();
      animation.currentTime = hold * Number(animation.effect?.getComputedTiming().endTime ?? 0);
    }
  };
  for (const command of commands) {
    const { method, slide, step } = command;
    window.player[method](slide, step);
    stop();
    // Ours waits for the pictures of a slide that it could not prepare.
    const last = command === commands.at(-1);
    while ((last || frames > 0) && shown() !== `${slide}`) await frame();
    for (let i = 0; i < frames; i += 1) {
      stop();
      await frame();
    }
    // Reveal lifts its ban on background transitions by a timer, which a busy machine may delay.
    while (frames > 0 && document.querySelector(".backgrounds.no-transition")) await frame();
    stop();
  }
}

/** Runs in the page: compares two pictures of the same size. */
async function shareOfDifferentPixels(urls: string[]): Promise<number> {
  const [a, b] = await Promise.all(
    urls.map(async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height).data;
    }),
  );
  if (!a || !b || a.length !== b.length) return 1;
  let different = 0;
  for (let i = 0; i < a.length; i += 4) {
    const far = [0, 1, 2].some((c) => Math.abs((a[i + c] ?? 0) - (b[i + c] ?? 0)) > 16);
    if (far) different += 1;
  }
  return different / (a.length / 4);
}

/** Whether a slide has something that is not there at once: a picture to decode, a text to fit. */
function isAwaited(slide: TestSlide | undefined): boolean {
  return (
    /<img|r-fit-text/.test(slide?.html ?? "") ||
    slide?.attributes["data-background-image"] !== undefined
  );
}

/** Fragment groups of a slide: those that share an index count once, those without an index each. */
function stepsIn(html: string): number {
  const fragments = html.match(/<[^>]*\bclass="[^"]*\bfragment\b[^"]*"[^>]*>/g) ?? [];
  const indexed = new Set<string>();
  let free = 0;
  for (const tag of fragments) {
    const index = /data-fragment-index="(\d+)"/.exec(tag)?.[1];
    if (index) indexed.add(index);
    else free += 1;
  }
  return indexed.size + free;
}

declare global {
  interface Window {
    player: StagePlayer;
  }
}
