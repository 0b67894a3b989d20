import type { Page } from "@playwright/test";
import { expect, test } from "./engine.ts";
import { serveStagePages, type StagePages } from "./stage-pages.ts";
import type { TestSlide } from "./stage-probe.ts";

/** Every frame the browser paints over many moves, looked at: no blank, no late picture or font, no wrong slide. */

let pages: StagePages;
test.beforeAll(async () => {
  pages = await serveStagePages();
});
test.afterAll(() => pages.close());

const MOVES = 200;
const SLIDES = 36;
const HUE = 360 / SLIDES;
const size = { width: 320, height: 180 };

/** Each slide has one colour, on the left as its background, on the right as a picture, both files from a slow disk. */
const deck: TestSlide[] = Array.from({ length: SLIDES }, (_, n) => ({
  attributes: {
    "data-background-image": `picture/${n * HUE}.svg`,
    "data-background-transition": "none",
  },
  html: fontOf(n) ? written(n) : pictured(n),
}));

/** Every seventh slide has a font of its own instead of the picture: it comes later than the slide is moved to. */
function fontOf(n: number): string | null {
  return n % 7 === 4 ? `Slow ${n}` : null;
}

function pictured(n: number): string {
  return `<img src="picture/${n * HUE}.svg" alt="" style="position: absolute; left: 50%; top: 0; width: 50%; height: 180px; max-width: none; max-height: none; margin: 0">`;
}

/** Black, with words as wide as their ground: in any font but their own they do not reach where it is looked. */
function written(n: number): string {
  const words = `<span style="background: hsl(${n * HUE} 100% 50%); color: transparent">iiiiiiiiii</span>`;
  const right =
    "position: absolute; left: 50%; top: 0; width: 50%; height: 180px; background: black";
  const place = `position: absolute; left: 0; top: 80px; margin: 0; font: 20px/1 '${fontOf(n)}', sans-serif`;
  return `<div style="${right}"><p style="${place}">${words}</p></div>`;
}

test(`${MOVES} moves, frame by frame`, async ({ browser }) => {
  test.setTimeout(180_000);
  const page = await browser.newPage({ viewport: size });
  await page.goto(pages.ours);
  await page.evaluate(([slides, look]) => window.player.start(slides, look, 0, 0), [
    deck,
    { ...size, transition: "none", reducedMotion: false, margin: 0 },
  ] as const);
  // As a theme beside the deck brings its fonts: the browser asks for one when a slide is laid out in it.
  await page.evaluate(
    (fonts) => {
      for (const [at, family] of fonts.entries())
        if (family) document.fonts.add(new FontFace(family, `url("font/${at}.woff2")`));
    },
    deck.map((_, n) => fontOf(n)),
  );
  const frames: string[] = [];
  let painted = (): void => {};
  const devtools = await page.context().newCDPSession(page);
  devtools.on("Page.screencastFrame", ({ data, sessionId }) => {
    frames.push(data);
    painted();
    void devtools.send("Page.screencastFrameAck", { sessionId });
  });
  await devtools.send("Page.startScreencast", { format: "png", everyNthFrame: 1 });
  const seen = [...walk()];
  for (const at of seen) {
    const paints = new Promise<void>((resolve) => (painted = resolve));
    await page.evaluate(show, at);
    await paints;
  }
  await devtools.send("Page.stopScreencast");

  const colours = await coloursOf(page, frames);
  const shown = colours.map(([left, right]) => (left === right ? left : `${left} and ${right}`));
  const slides = new Set(Array.from({ length: SLIDES }, (_, n) => `slide ${n}`));
  expect(shown.filter((one) => !slides.has(one))).toEqual([]);
  // In the order of the moves, none skipped backwards: repeats are frames without a move.
  const order = shown.filter((one, at) => one !== shown[at - 1]);
  expect(isSubsequence(order, ["slide 0", ...seen.map((n) => `slide ${n}`)])).toBe(true);
  expect(order.length).toBeGreaterThan(MOVES * 0.8);
  await page.close();
});

/** Next, now and then previous or a jump. */
function* walk(): Iterable<number> {
  let at = 0;
  for (let n = 1; n <= MOVES; n += 1) {
    const back = n % 9 === 5 && at > 0;
    at = n % 13 === 0 ? (at + 17) % SLIDES : back ? at - 1 : (at + 1) % SLIDES;
    yield at;
  }
}

/** Runs in the page: resolves when the slide is drawn and its neighbours stand beside it. */
async function show(at: number): Promise<void> {
  const { drawn } = window.player;
  drawn.length = 0;
  window.player.jump(at, 0);
  while (drawn.length === 0 || !window.player.arranged()) await new Promise(requestAnimationFrame);
}

/** The colour of the left and the right half of each frame, as the slide it belongs to. */
function coloursOf(page: Page, frames: string[]): Promise<[string, string][]> {
  return page.evaluate(
    async ([images, hueStep]) => {
      const canvas = new OffscreenCanvas(320, 180);
      const context = canvas.getContext("2d", { willReadFrequently: true });
      if (!context) throw new Error("no canvas");
      const nameAt = (x: number): string => {
        const [r = 0, g = 0, b = 0] = context.getImageData(x, 90, 1, 1).data;
        const [max, min] = [Math.max(r, g, b), Math.min(r, g, b)];
        if (max < 235 || min > 20) return `rgb ${r} ${g} ${b}`;
        const sector =
          max === r
            ? (g - b) / (max - min)
            : max === g
              ? 2 + (b - r) / (max - min)
              : 4 + (r - g) / (max - min);
        return `slide ${Math.round((((sector * 60) % 360) + 360) / hueStep) % Math.round(360 / hueStep)}`;
      };
      const found: [string, string][] = [];
      for (const image of images) {
        const picture = new Image();
        picture.src = `data:image/png;base64,${image}`;
        await picture.decode();
        context.drawImage(picture, 0, 0, 320, 180);
        found.push([nameAt(80), nameAt(240)]);
      }
      return found;
    },
    [frames, HUE] as const,
  );
}

function isSubsequence(some: string[], all: string[]): boolean {
  let at = -1;
  return some.every((one) => {
    at = all.indexOf(one, at + 1);
    return at >= 0;
  });
}
