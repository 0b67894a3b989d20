import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, type Page } from "@playwright/test";
import type { Painted } from "./crash-browser.ts";
import { DEAD_MS, FROZEN_MS, openBooth, type Booth, type BoothOptions } from "./frames-booth.ts";
import { contactSheet, distinct, type Distinct } from "./recording.ts";
import { killHard, nextTurn, type Health } from "./stand.ts";

/**
 * The frame on stage killed, frozen and renewed, while every picture that the browser paints is recorded. A kill is a
 * SIGKILL of its process, a freeze a SIGSTOP.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
/** A few in every run, twenty of each in `npm run proof`. */
const PROOF = process.env["MTINOV_PROOF"] === "1";
const proof = PROOF ? test : test.skip;
const KILLS = PROOF ? 20 : 2;
const RENEWALS = PROOF ? 20 : 2;

/** Share of pixels that may differ from the good picture. */
const SAME = 0.001;
/** Seconds until the other frame is seen in place of one that stands still: what is published, and the change of slides. */
const COVERED_SECONDS = 1;
/** Seconds that a film may be off after another frame has taken over. */
const OFF = 1.5;

let booth: Booth;
test.afterEach(() => booth.close());
const open = async (options: BoothOptions) => (booth = await openBooth(options));

/** Every distinct picture, compared with the first, and their sheet in `test-results`. */
async function look(judge: Page, painted: readonly Painted[], name: string): Promise<void> {
  const pictures = await distinct(judge, painted);
  await contactSheet(judge, join(root, `test-results/frames-${name}.png`), pictures);
  const most = Math.max(...pictures.map(({ apart }) => apart));
  console.info(
    `${name}: ${painted.length} pictures painted, ${pictures.length} distinct, ${most} apart at most`,
  );
  expect(pictures.filter(({ apart }) => apart > SAME)).toEqual([]);
}

const still = `---
seconds: 600
---
# A slide to recognise

Some words, and **a few** that are strong.

- one {.fragment}
- two {.fragment}
`;

test(`a frame killed ${KILLS} times and frozen once: every picture painted is the same slide and step`, async ({
  page,
}) => {
  test.setTimeout(300_000);
  const { screen, stand, shown, inStep, breakStage } = await open({ deck: still });
  await screen.press("ArrowRight");
  await stand.until(({ screens: [now] }) => now?.step === 1 && now.drawn, 5_000);
  await inStep();
  const stop = await screen.record();
  const took: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    took.push(await breakStage("kill"));
    expect(await shown()).toMatchObject({ slide: 0, step: 1 });
    await inStep();
  }
  const frozen = await breakStage("freeze");
  expect(await shown()).toMatchObject({ slide: 0, step: 1 });
  await inStep();
  const painted = await stop();
  console.info(
    `frame: drawn ${took.map((ms) => ms.toFixed()).join(" ")} ms after a kill, ${frozen.toFixed()} ms after a freeze`,
  );
  // Something was painted at each, or nothing was recorded.
  expect(painted.length).toBeGreaterThan(KILLS);
  await look(page, painted, "kills");
});

test("a frame that loads anew is replaced without a fault; two that die at once are too, with their slide", async () => {
  const { screen, stand, shown, frames, inStep, processOf } = await open({ deck: still });
  const [before] = await frames();
  await screen.evaluate("location.reload()", before);
  await expect.poll(async () => (await frames())[0]).not.toBe(before);
  await inStep();
  expect(await shown()).toMatchObject({ restarts: 0, lastFault: null, drawn: true });

  const [above, below] = await frames();
  for (const pid of [await processOf(below), await processOf(above)]) killHard(pid);
  const back = ({ screens: [now] }: { screens: { restarts: number; drawn: boolean }[] }) =>
    now !== undefined && now.restarts > 0 && now.drawn;
  await stand.until(back, 2 * DEAD_MS);
  await inStep();
});

proof("frames that keep dying are made again for ever, and never in a hurry", async () => {
  const { browser, shown, frames, slideIn, inStep, processOf } = await open({ deck: still });
  const numbers = async () =>
    (await frames()).map((each) => Number(/stage-(\d+)/.exec(each ?? "")?.[1] ?? 0));
  const page = await processOf();
  const before = Math.max(...(await numbers()));
  for (const end = performance.now() + 8_000; performance.now() < end;) {
    const [above] = await frames();
    if (above === undefined || (await slideIn(above)) === "") await nextTurn(20);
    else for (const pid of (await browser.renderers()).keys()) if (pid !== page) killHard(pid);
  }
  const start = performance.now();
  await inStep(20_000);
  const back = performance.now() - start;
  const made = Math.max(...(await numbers())) - before;
  console.info(
    `frames: ${made} made in and after 8 s of deaths, back ${back.toFixed()} ms after the last`,
  );
  expect(made).toBeGreaterThan(2);
  expect(made).toBeLessThan(40);
  expect((await shown()).drawn).toBe(true);
});

test("a frame killed under a curtain, black, white or frozen: what is painted never changes", async ({
  page,
}) => {
  const { screen, inStep, breakStage } = await open({ deck: still });
  const hangs = (curtain: string) =>
    expect
      .poll(() => screen.evaluate("document.documentElement.dataset.curtain"), { intervals: [50] })
      .toBe(curtain);
  for (const [key, curtain] of [
    ["b", "black"],
    ["w", "white"],
    ["f", "frozen"],
  ] as const) {
    await screen.press(key);
    await hangs(curtain);
    const stop = await screen.record();
    await breakStage("kill");
    await inStep();
    await look(page, await stop(), `under-${curtain}`);
    await screen.press(key);
    await hangs("open");
  }
});

const loop = `---
seconds: 600
---
# A show of one slide

Each time that it is shown, another loop begins.
`;

test(`${RENEWALS} renewals where a loop begins: every picture painted is the same, and no fault is told`, async ({
  page,
}) => {
  test.setTimeout(300_000);
  const { screen, shown, frames, inStep } = await open({ deck: loop, renew: 1 });
  const stop = await screen.record();
  for (let renewal = 0; renewal < RENEWALS; renewal += 1) {
    const [before] = await frames();
    await screen.press("ArrowRight");
    await expect.poll(async () => (await frames())[0], { intervals: [50] }).not.toBe(before);
    await inStep();
  }
  const painted = await stop();
  expect(await shown()).toMatchObject({ restarts: 0, lastFault: null, outagesMs: [] });
  expect(await screen.evaluate(`document.querySelectorAll("iframe").length`)).toBe(2);
  expect(painted.length).toBeGreaterThan(RENEWALS);
  await look(page, painted, "renewals");
});

const film = `---
seconds: 600
---
<!-- .slide: data-background-video="swirl.webm" data-background-video-loop data-background-video-muted -->
![](count.webm){autoplay loop muted}
`;

test("films go on where they were after a kill and after a renewal", async () => {
  const files = ["count.webm", "swirl.webm"].map((each) => join(root, "tests/decks/stage", each));
  const { screen, inStep, breakStage } = await open({ deck: film, files, renew: 1 });
  let before = await playing();
  for (const change of ["kill", "renewal"]) {
    if (change === "kill") await breakStage("kill");
    else await screen.press("ArrowRight");
    let now = await playing();
    const goOn = async () => {
      const last = now;
      now = await playing();
      // Until then it is the frame that is left whose films count.
      if (now.frame === before.frame && now.all.length > 0) before = now;
      const entered = now.frame !== before.frame && last.frame === now.frame;
      return entered && now.all.length === 2 && now.all.every((each) => each.runs);
    };
    await expect.poll(goOn, { timeout: 8_000, intervals: [50] }).toBe(true);
    for (const [index, { time, length }] of now.all.entries()) {
      const should = (before.all[index]?.time ?? NaN) + (now.at - before.at) / 1000;
      const apart = Math.abs(time - (should % length));
      // It loops: its end and its beginning are neighbours.
      const off = Math.min(apart, length - apart);
      console.info(`${change}: a film of ${length} s is ${off.toFixed(2)} s off`);
      expect(off).toBeLessThan(Math.min(OFF, length / 3));
    }
    await inStep();
    before = now;
  }
});

interface Playing {
  frame: string | undefined;
  at: number;
  all: { time: number; length: number; runs: boolean }[];
}

/** The films of the frame on stage. */
async function playing(): Promise<Playing> {
  const [frame] = await booth.frames();
  const said = `[...document.querySelectorAll(".present video")].map((each) => ({
    time: each.currentTime, length: each.duration, runs: !each.paused && each.readyState > 2 }))`;
  const all = await booth.screen.evaluate<Playing["all"]>(said, frame).catch(() => []);
  return { frame, at: performance.now(), all };
}

const COLOURS = ["#c81e1e", "#1ec81e", "#1e1ec8", "#c8c81e", "#1ec8c8"];
/** One more slide than kills: a talk ends with its last. */
const coloured = Array.from(
  { length: KILLS + 1 },
  (_, n) => `<!-- .slide: data-background-color="${COLOURS[n % COLOURS.length]}" -->\n# ${n}`,
);
const changing = `---\nseconds: 600\n---\n${coloured.join("\n\n---\n\n")}`;

for (const [how, stall] of [
  ["is stopped", "SIGSTOP"],
  ["loops without end", "void setTimeout(() => { while (true) {} })"],
] as const)
  test(`a frame that ${how} is covered within a second, and the next slide is seen before it is replaced`, async ({
    page,
  }) => {
    const { screen, stand, frames, processOf } = await open({ deck: changing });
    const [above] = await frames();
    const pid = await processOf(above);
    const stop = await screen.record();
    const stalled = Date.now() / 1000;
    if (stall === "SIGSTOP") process.kill(pid, stall);
    else await screen.evaluate(stall, above);
    await screen.press("ArrowRight");
    const frozen = ({ screens: [now] }: Health) => now?.lastFault?.kind === "frame-frozen";
    await stand.until(frozen, FROZEN_MS);
    const replaced = Date.now() / 1000;
    const painted = await stop();
    if (stall === "SIGSTOP") killHard(pid);
    const pictures = await distinct(page, painted);
    const next = new Set(
      pictures.filter(({ ground }) => ground === COLOURS[1]).map(({ png }) => png),
    );
    const seen = painted.find(({ png }) => next.has(png))?.at ?? Infinity;
    const ms = (from: number, to: number) => ((to - from) * 1000).toFixed();
    console.info(
      `a frame that ${how}: next slide after ${ms(stalled, seen)} ms, replaced after ${ms(stalled, replaced)} ms`,
    );
    expect(seen - stalled).toBeLessThan(COVERED_SECONDS);
    expect(replaced - stalled).toBeGreaterThan(COVERED_SECONDS);
    // Once seen it stays: nothing of the frozen frame comes through again.
    const after = painted.filter(({ at }) => at > seen);
    expect(after.filter(({ png }) => !next.has(png))).toEqual([]);
  });

proof(
  "a frame killed while its slide changes: all that is painted is slides, in their order",
  async ({ page }) => {
    test.setTimeout(300_000);
    const { screen, stand, shown, frames, inStep, processOf } = await open({ deck: changing });
    const stop = await screen.record();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { restarts } = await shown();
      const pid = await processOf((await frames())[0]);
      await screen.press("ArrowRight");
      // Before, while and after the new slide is drawn.
      await nextTurn((kill % 10) * 10);
      killHard(pid);
      await stand.until(
        ({ screens: [now] }) => now?.restarts === restarts + 1 && now.drawn,
        DEAD_MS,
      );
      expect((await shown()).slide).toBe(kill + 1);
      await inStep();
    }
    const painted = await stop();
    const pictures = await distinct(page, painted);
    await contactSheet(page, join(root, "test-results/frames-changing.png"), pictures);
    const grounds = new Map(pictures.map(({ png, ground }) => [png, COLOURS.indexOf(ground)]));
    const order = painted.map(({ png }) => grounds.get(png) ?? -1);
    const steps = order
      .slice(1)
      .map((each, at) => (each - (order[at] ?? 0) + COLOURS.length) % COLOURS.length);
    console.info(`changing: ${painted.length} pictures painted, ${pictures.length} distinct`);
    expect(order.filter((each) => each < 0)).toEqual([]);
    // The same slide again, or the next.
    expect(steps.filter((each) => each > 1)).toEqual([]);
  },
);

proof(
  "in somebody's own browser, told of no death, a dead frame is covered within a quarter of a second",
  async ({ page }) => {
    test.setTimeout(120_000);
    const { screen, inStep, breakStage } = await open({ deck: still, plain: true });
    const greys: number[] = [];
    const sheets: Distinct[] = [];
    for (let kill = 0; kill < 6; kill += 1) {
      const stop = await screen.record();
      const took = await breakStage("kill", 2 * DEAD_MS);
      await inStep();
      const painted = await stop();
      const pictures = await distinct(page, painted);
      sheets.push(...pictures);
      const grey = new Set(pictures.filter(({ apart }) => apart > 0.5).map(({ png }) => png));
      const first = painted.findIndex(({ png }) => grey.has(png));
      const over = painted.slice(first).find(({ png }) => !grey.has(png));
      // The grey page of the browser is seen there: the recordings are not blind.
      expect(first).toBeGreaterThan(-1);
      greys.push(((over?.at ?? Infinity) - (painted[first]?.at ?? 0)) * 1000);
      console.info(
        `somebody's own browser: grey for ${greys.at(-1)?.toFixed()} ms, drawn ${took.toFixed()} ms after a kill`,
      );
    }
    await contactSheet(page, join(root, "test-results/frames-own-browser.png"), sheets);
    expect(Math.max(...greys)).toBeLessThan(250);
  },
);

proof(
  "in somebody's own browser a frame that is held up is covered for as long, and nobody sees it",
  async ({ page }) => {
    const { screen, shown, frames, processOf } = await open({ deck: still, plain: true });
    const pid = await processOf((await frames())[0]);
    const covered = () => screen.evaluate(`document.querySelector("[data-cover]") !== null`);
    const stop = await screen.record();
    process.kill(pid, "SIGSTOP");
    await expect.poll(covered, { intervals: [20], timeout: 600 }).toBe(true);
    process.kill(pid, "SIGCONT");
    await expect.poll(covered, { intervals: [20], timeout: 1_000 }).toBe(false);
    await look(page, await stop(), "held-up");
    expect(await shown()).toMatchObject({ restarts: 0, lastFault: null });
  },
);
