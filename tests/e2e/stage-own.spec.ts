import type { Browser, Page } from "@playwright/test";
import type { RevealStage, StagedSlide, StageFrame } from "../../renderer/reveal.ts";
import { expect, test } from "./engine.ts";
import { serveStagePages, type StagePages } from "./stage-pages.ts";
import { lookAtMotion, settled } from "./stage-snapshot.ts";

/** What plain Reveal has no counterpart for: several decks in a row, edits, rotation, the window itself. */

let pages: StagePages;
test.beforeAll(async () => {
  pages = await serveStagePages();
});
test.afterAll(() => pages.close());

type Shown = Window & Pick<RevealStage, "show">;

async function open(browser: Browser, first: StageFrame): Promise<Page> {
  const page = await browser.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(pages.ours);
  await page.evaluate(() =>
    window.player.start(
      [{ attributes: {}, html: "" }],
      { width: 960, height: 540, transition: "slide", reducedMotion: false },
      0,
      0,
    ),
  );
  await show(page, first);
  return page;
}

/** Shows a position and waits until it is drawn. */
function show(page: Page, frame: StageFrame): Promise<void> {
  return page.evaluate((one) => (window as unknown as Shown).show(one), frame);
}

function slideAt(place: string, html = `<h1>${place}</h1>`, hash = html): StagedSlide {
  return { place, hash, attributes: { "data-n": place }, html };
}

function frameOf(places: string[], current: number, step = 0): StageFrame {
  return { slides: places.map((place) => slideAt(place)), current, step };
}

const placesIn = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".slides > section")].map((s) => s.dataset["n"]),
  );
const onStage = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLElement>(".present")?.dataset["n"]);

test("the document holds the slides of the frame and no others", async ({ browser }) => {
  const page = await open(browser, frameOf(["0/0/0", "0/0/1", "0/0/2"], 0));
  for (let n = 1; n < 20; n += 1) {
    const places = [n - 2, n - 1, n, n + 1, n + 2].filter((i) => i >= 0).map((i) => `0/0/${i}`);
    await show(page, frameOf(places, Math.min(n, 2)));
    await expect.poll(() => placesIn(page)).toEqual(places);
    const counts = await page.evaluate(() => document.querySelectorAll(".slide-background").length);
    expect(counts).toBe(places.length);
  }
  await page.close();
});

test("from the last slide of a deck to the first of the next one is an ordinary next", async ({
  browser,
}) => {
  const places = ["0/0/8", "0/0/9", "0/1/0", "0/1/1"];
  const page = await open(browser, frameOf(places, 1));
  await expect.poll(() => placesIn(page)).toEqual(places);
  await show(page, frameOf(["0/0/9", "0/1/0", "0/1/1"], 1));
  const motion = (await page.evaluate(lookAtMotion)).filter((line) => line.includes("transform"));
  expect(motion.join("\n")).toMatch(/slide 0\/0\/9 : transform none → translate\(-150%\)/);
  expect(motion.join("\n")).toMatch(/slide 0\/1\/0 : transform translate\(150%\) → none/);
  await page.close();
});

test("the same slide in the next loop is another slide", async ({ browser }) => {
  const page = await open(browser, {
    slides: [slideAt("0/0/0", "<h1>Only</h1>"), slideAt("1/0/0", "<h1>Only</h1>")],
    current: 0,
    step: 0,
  });
  await expect.poll(() => placesIn(page)).toEqual(["0/0/0", "1/0/0"]);
  await show(page, {
    slides: [
      slideAt("0/0/0", "<h1>Only</h1>"),
      slideAt("1/0/0", "<h1>Only</h1>"),
      slideAt("2/0/0", "<h1>Only</h1>"),
    ],
    current: 1,
    step: 0,
  });
  expect(await onStage(page)).toBe("1/0/0");
  expect((await page.evaluate(lookAtMotion)).join("\n")).toContain("slide 1/0/0 : transform");
  await page.close();
});

const stepped = (text: string) =>
  `<h1>${text}</h1><p class="fragment">one</p><p class="fragment">two</p>`;

test("an edit of the slide on stage shows at once, at the same step, without a transition", async ({
  browser,
}) => {
  const revised = (text: string) => {
    const slide = slideAt("0/0/1", stepped(text));
    return { ...slide, attributes: { ...slide.attributes, "data-auto-animate": "" } };
  };
  const before = [slideAt("0/0/0"), revised("old"), slideAt("0/0/2")];
  const page = await open(browser, { slides: before, current: 1, step: 1 });
  await expect.poll(() => placesIn(page)).toHaveLength(3);
  const after = before.with(1, revised("new"));
  await show(page, { slides: after, current: 1, step: 1 });
  expect(await page.locator(".present h1").textContent()).toBe("new");
  expect(await page.locator(".present .fragment.visible").allTextContents()).toEqual(["one"]);
  expect(await page.evaluate(lookAtMotion)).toEqual([]);
  expect(await placesIn(page)).toEqual(["0/0/0", "0/0/1", "0/0/2"]);
  await page.close();
});

test("an edit before the slide on stage leaves it untouched", async ({ browser }) => {
  const page = await open(browser, {
    slides: [slideAt("0/0/4"), slideAt("0/0/5", stepped("here")), slideAt("0/0/6")],
    current: 1,
    step: 2,
  });
  await expect.poll(() => placesIn(page)).toHaveLength(3);
  const mark = () =>
    page.evaluate(() => document.querySelector(".present")?.hasAttribute("data-mark"));
  await page.evaluate(() => document.querySelector(".present")?.setAttribute("data-mark", ""));
  const moved = {
    slides: [slideAt("0/0/5", "<h1>new</h1>"), slideAt("0/0/6", stepped("here")), slideAt("0/0/7")],
    current: 1,
    step: 2,
  };
  await show(page, moved);
  expect(await mark()).toBe(true);
  await expect.poll(() => placesIn(page)).toEqual(["0/0/5", "0/0/5", "0/0/7"]);
  await show(page, { ...moved, current: 0, step: 0 });
  expect(await page.locator(".present h1").textContent()).toBe("new");
  await page.close();
});

test("an edit of a neighbour is there before the move", async ({ browser }) => {
  const page = await open(browser, frameOf(["0/0/0", "0/0/1"], 0));
  await show(page, {
    slides: [slideAt("0/0/0"), slideAt("0/0/1", "<h1>edited</h1>")],
    current: 0,
    step: 0,
  });
  await expect(page.locator(".slides > .future h1")).toHaveText("edited");
  await page.close();
});

test("rotation keeps slide and step and fits the new size", async ({ browser }) => {
  const page = await open(browser, {
    slides: [slideAt("0/0/0"), slideAt("0/0/1", `${stepped("x")}<p class="r-fit-text">fit</p>`)],
    current: 1,
    step: 1,
  });
  await page.setViewportSize({ width: 540, height: 960 });
  await page.evaluate(() => window.player.resize(540, 960));
  await page.evaluate(settled);
  expect(await onStage(page)).toBe("0/0/1");
  expect(await page.locator(".present .fragment.visible").count()).toBe(1);
  const box = await page.locator(".slides > .present").boundingBox();
  expect(Math.round(box?.width ?? 0)).toBe(518);
  const fit = await page.locator(".present .r-fit-text").boundingBox();
  expect(fit?.width).toBeGreaterThan(500);
  expect(fit?.width).toBeLessThan(520);
  await page.close();
});

test("a link in a slide moves nothing by itself", async ({ browser }) => {
  const page = await open(browser, {
    slides: [slideAt("0/0/0", '<a href="#/1">there</a>'), slideAt("0/0/1")],
    current: 0,
    step: 0,
  });
  await expect.poll(() => placesIn(page)).toHaveLength(2);
  await page.locator(".present a").click();
  expect(await onStage(page)).toBe("0/0/0");
  await page.close();
});

test("assistive technology reads the live slide, as a page", async ({ browser }) => {
  const page = await open(browser, frameOf(["0/0/0", "0/0/1", "0/0/2"], 1));
  await expect.poll(() => placesIn(page)).toHaveLength(3);
  expect(await page.locator("[role=application]").count()).toBe(0);
  const readable = page.locator(".slides > section:not([aria-hidden]):not([inert])");
  expect(await readable.evaluateAll((all) => all.map((one) => one.textContent))).toEqual(["0/0/1"]);
  await page.close();
});

test("what is drawn is told once it shows, and not when something else took its place", async ({
  browser,
}) => {
  const page = await open(browser, frameOf(["0/0/0", "0/0/1", "0/0/2"], 0));
  const told = await page.evaluate(
    async (frames) => {
      window.player.drawn.length = 0;
      const { show } = window as unknown as Shown;
      await Promise.all(frames.map(show));
      return window.player.drawn;
    },
    [1, 2, 1].map((current) => frameOf(["0/0/0", "0/0/1", "0/0/2"], current)),
  );
  expect(told).toEqual(["0/0/1+0"]);
  await page.close();
});

test("a far slide shows with its pictures, or without those that do not come", async ({
  browser,
}) => {
  const page = await open(browser, frameOf(["0/0/0"], 0));
  const html =
    '<img src="picture/120.svg" width="640" height="360" alt=""><img src="picture/none" alt="">';
  const arrival = page.evaluate(
    async (frame) => {
      const states: boolean[] = [];
      document.querySelector(".reveal")?.addEventListener("slidechanged", () => {
        states.push(document.querySelector<HTMLImageElement>(".present img")?.complete === true);
      });
      await (window as unknown as Shown).show(frame);
      return states;
    },
    { slides: [slideAt("0/0/40", html)], current: 0, step: 0 },
  );
  expect(await arrival).toEqual([true]);
  await page.close();
});

test("sections inside a slide, foreign states and frames do not reach Reveal", async ({
  browser,
}) => {
  const hostile: StagedSlide = {
    place: "0/0/0",
    hash: "x",
    attributes: {
      class: "past stack mine",
      onclick: "document.title = 'hit'",
      "data-background-iframe": "https://example.org",
      "data-auto-animate-easing": "ease} body { display: none",
    },
    html: "<section><section><h1>deep</h1></section></section>",
  };
  const page = await open(browser, { slides: [hostile, slideAt("0/0/1")], current: 0, step: 0 });
  expect(await page.locator(".slides section").count()).toBeLessThanOrEqual(2);
  const section = page.locator(".slides > .present");
  expect(await section.getAttribute("class")).toBe("mine present");
  expect(
    await section.evaluate((one) =>
      one.getAttributeNames().filter((n) => /^on|iframe|easing/.test(n)),
    ),
  ).toEqual([]);
  expect(await section.textContent()).toBe("deep");
  await page.close();
});

test("stepped code scrolls to the lines of the step, both ways", async ({ browser }) => {
  const block = (marked: number) =>
    Array.from(
      { length: 30 },
      (_, n) =>
        `<span class="${n === marked ? "highlight-line" : ""}" style="display: block; height: 20px">${n}</span>`,
    ).join("");
  const code = [10, 15, 22].map(
    (marked, n) => `<code class="${n ? "fragment" : ""}">${block(marked)}</code>`,
  );
  const slides = [
    slideAt("0/0/0"),
    slideAt("0/0/1", `<pre class="code-wrapper">${code.join("")}</pre>`),
    slideAt("0/0/2"),
  ];
  const page = await open(browser, { slides, current: 0, step: 0 });
  /** Distance of the marked line from the middle of the block on top, in lines. */
  const offset = () =>
    page.evaluate(() => {
      const top = [
        ...document.querySelectorAll(".present code:not(.fragment), .present code.visible"),
      ].at(-1);
      const line = top?.querySelector(".highlight-line")?.getBoundingClientRect();
      const box = top?.getBoundingClientRect();
      if (!line || !box) return Number.NaN;
      return Math.round(
        Math.abs(line.top + line.height / 2 - box.top - box.height / 2) / line.height,
      );
    });
  for (const [current, step] of [
    [1, 1],
    [1, 2],
    [2, 0],
    [1, 2],
    [1, 1],
  ] as const) {
    await show(page, { slides, current, step });
    if (current === 1) await expect.poll(offset).toBe(0);
  }
  await page.close();
});
