import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, type Page } from "@playwright/test";
import {
  openCrashBrowser,
  type CrashBrowser,
  type CrashPage,
  type Painted,
} from "./crash-browser.ts";
import { contactSheet, distinct } from "./recording.ts";
import {
  killHard,
  nextTurn,
  startStand,
  type Health,
  type HealthScreen,
  type Stand,
} from "./stand.ts";

/**
 * The frame on stage killed, frozen and renewed, while every picture that the browser paints is recorded. A kill is a
 * SIGKILL of its process, a freeze a SIGSTOP.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const films = join(root, "tests/decks/stage");
/** A few in every run, twenty of each in `npm run proof`. */
const PROOF = process.env["MTINOV_PROOF"] === "1";
const proof = PROOF ? test : test.skip;
const KILLS = PROOF ? 20 : 2;
const RENEWALS = PROOF ? 20 : 2;

/** Share of pixels that may differ from the good picture. */
const SAME = 0.001;
/** How long after a death the slide is drawn again by a frame that lives, in milliseconds. */
const DEAD_MS = 1_000;
/** A frozen one is noticed after two or three seconds: until then it shows its slide, and false alarms are worse. */
const FROZEN_MS = 4_000;

const size = { width: 640, height: 360 };

let folder = "";
let stand: Stand;
let browser: CrashBrowser;
let screen: CrashPage;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-frames-"));
  chmodSync(folder, 0o755);
  browser = openCrashBrowser();
});
test.afterEach(async () => {
  await browser.close();
  await stand.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Serves a deck to the screen. @param renew age of a frame that is renewed, in milliseconds */
async function open(deck: string, renew?: number): Promise<void> {
  writeFileSync(join(folder, "deck.en.md"), deck);
  stand = await startStand(["serve", join(folder, "deck.en.md")]);
  const address = new URL(stand.address);
  if (renew !== undefined) address.searchParams.set("renew", String(renew));
  screen = await browser.open(address.href, size);
  await stand.until(drawn, 10_000);
  await inStep();
}

const drawn = ({ screens: [now] }: Health) => now?.drawn === true;

async function shown(): Promise<HealthScreen> {
  const { screens } = await stand.health();
  if (!screens[0]) throw new Error("no screen in /health");
  return screens[0];
}

/** The addresses of the frame on stage and of the one that stands by: each frame has one of its own. */
async function frames(): Promise<(string | undefined)[]> {
  const all = await screen.evaluate<[string, boolean][]>(
    `[...document.querySelectorAll("iframe")].map((each) => [each.src, each.hasAttribute("data-standby")])`,
  );
  const at = (standby: boolean) => all.find((each) => each[1] === standby)?.[0];
  return [at(false), at(true)];
}

/** Awaits that the frame underneath has drawn what the frame on stage shows. */
async function inStep(withinMs = 5_000): Promise<void> {
  await expect
    .poll(
      async () => {
        const [above, below] = await frames();
        if (above === undefined || below === undefined) return false;
        const seen = await Promise.all([slideIn(above), slideIn(below)]);
        return seen[0] !== "" && seen[0] === seen[1];
      },
      { timeout: withinMs },
    )
    .toBe(true);
}

/** The slide of a frame and its steps; empty while it has none. */
function slideIn(frame: string): Promise<string> {
  const slide = `document.querySelector(".slides section.present")`;
  const said = `${slide} ? ${slide}.innerText + ${slide}.querySelectorAll(".visible").length : ""`;
  return screen.evaluate<string>(said, frame).catch(() => "");
}

/** The process that draws the frame on stage. */
async function processOnStage(): Promise<number> {
  return processOf((await frames())[0]);
}

/** The process of a frame, or of the page: the one whose time runs, far ahead of any other, while it counts. */
async function processOf(frame?: string): Promise<number> {
  const before = await browser.renderers();
  for (;;) {
    await screen.evaluate(
      "for (const end = performance.now() + 60; performance.now() < end;);",
      frame,
    );
    const after = await browser.renderers();
    const spent = [...after].map(([pid, time]) => ({ pid, time: time - (before.get(pid) ?? 0) }));
    const [most, second] = spent.toSorted((one, other) => other.time - one.time);
    if (most && most.time > 0.08 + 3 * (second?.time ?? 0)) return most.pid;
  }
}

/** Breaks the frame on stage. Resolves with the milliseconds until another has drawn the same slide and step. */
async function breakStage(
  how: "kill" | "freeze",
  withinMs = how === "kill" ? DEAD_MS : FROZEN_MS,
): Promise<number> {
  const before = await shown();
  const pid = await processOnStage();
  const start = performance.now();
  if (how === "kill") killHard(pid);
  else process.kill(pid, "SIGSTOP");
  const { screens } = await stand.until(
    ({ screens: [now] }) => now?.restarts === before.restarts + 1 && now.drawn,
    withinMs,
  );
  const took = performance.now() - start;
  if (how === "freeze") killHard(pid);
  expect(screens[0]?.lastFault?.kind).toBe(how === "kill" ? "frame-gone" : "frame-frozen");
  return took;
}

/** Begins the next loop of a show of one slide, where the frame is renewed. */
async function renewed(): Promise<void> {
  const [before] = await frames();
  await screen.press("ArrowRight");
  await expect
    .poll(async () => (await frames())[0], { timeout: 5_000, intervals: [50] })
    .not.toBe(before);
}

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
  await open(still);
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
  await open(still);
  const [before] = await frames();
  await screen.evaluate("location.reload()", before);
  await expect.poll(async () => (await frames())[0]).not.toBe(before);
  await inStep();
  expect(await shown()).toMatchObject({ restarts: 0, lastFault: null, drawn: true });

  const [above, below] = await frames();
  for (const pid of [await processOf(below), await processOf(above)]) killHard(pid);
  await stand.until(
    ({ screens: [now] }) => now !== undefined && now.restarts > 0 && now.drawn,
    2 * DEAD_MS,
  );
  await inStep();
});

proof("frames that keep dying are made again for ever, and never in a hurry", async () => {
  await open(still);
  const page = await processOf();
  const before = await number();
  for (const end = performance.now() + 8_000; performance.now() < end;) {
    const [above] = await frames();
    if (above === undefined || (await slideIn(above)) === "") await nextTurn(20);
    else for (const pid of (await browser.renderers()).keys()) if (pid !== page) killHard(pid);
  }
  const start = performance.now();
  await inStep(20_000);
  const back = performance.now() - start;
  const made = (await number()) - before;
  console.info(
    `frames: ${made} made in and after 8 s of deaths, back ${back.toFixed()} ms after the last`,
  );
  expect(made).toBeGreaterThan(2);
  expect(made).toBeLessThan(40);
  expect((await shown()).drawn).toBe(true);
});

/** How many frames were made so far. */
function number(): Promise<number> {
  return screen.evaluate<number>(
    `Math.max(0, ...[...document.querySelectorAll("iframe")].map(({ src }) => Number(/stage-(\\d+)/.exec(src)[1])))`,
  );
}

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
  await open(loop, 1);
  const stop = await screen.record();
  for (let renewal = 0; renewal < RENEWALS; renewal += 1) {
    await renewed();
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

/** Seconds that a film may be off after another frame has taken over. */
const OFF = 1.5;

test("films go on where they were after a kill and after a renewal", async () => {
  for (const file of ["count.webm", "swirl.webm"])
    copyFileSync(join(films, file), join(folder, file));
  await open(film, 1);
  let before = await playing();
  for (const change of ["kill", "renewal"]) {
    if (change === "kill") await breakStage("kill");
    else await screen.press("ArrowRight");
    let now = await playing();
    await expect
      .poll(
        async () => {
          const last = now;
          now = await playing();
          // Until then it is the frame that is left whose films count.
          if (now.frame === before.frame && now.all.length > 0) before = now;
          return (
            now.frame !== before.frame &&
            last.frame === now.frame &&
            now.all.every((each) => each.runs)
          );
        },
        { timeout: 5_000, intervals: [50] },
      )
      .toBe(true);
    expect(now.all.length).toBe(2);
    for (const [index, { time, length }] of now.all.entries()) {
      const should = (before.all[index]?.time ?? NaN) + (now.at - before.at) / 1000;
      const off = Math.abs(time - (should % length));
      console.info(
        `${change}: a film of ${length} s is ${Math.min(off, length - off).toFixed(2)} s off`,
      );
      // It loops: its end and its beginning are neighbours.
      expect(Math.min(off, length - off)).toBeLessThan(Math.min(OFF, length / 3));
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
  const [frame] = await frames();
  const said = `[...document.querySelectorAll(".present video")].map((each) => ({
    time: each.currentTime, length: each.duration, runs: !each.paused && each.readyState > 2 }))`;
  const all = await screen.evaluate<Playing["all"]>(said, frame).catch(() => []);
  return { frame, at: performance.now(), all };
}

const COLOURS = ["#c81e1e", "#1ec81e", "#1e1ec8", "#c8c81e", "#1ec8c8"];
const changing = [
  "---\nseconds: 600\n---",
  COLOURS.map((each) => `<!-- .slide: data-background-color="${each}" -->\n# ${each}`).join(
    "\n\n---\n\n",
  ),
].join("\n");

proof(
  "a frame killed while the slides change: every picture painted is a slide, in the order of the show",
  async ({ page }) => {
    test.setTimeout(300_000);
    await open(changing);
    const stop = await screen.record();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { restarts } = await shown();
      const pid = await processOnStage();
      await screen.press("ArrowRight");
      // Before, while and after the new slide is drawn.
      await nextTurn((kill % 10) * 10);
      killHard(pid);
      await stand.until(
        ({ screens: [now] }) => now?.restarts === restarts + 1 && now.drawn,
        DEAD_MS,
      );
      expect((await shown()).slide).toBe((kill + 1) % COLOURS.length);
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
  "in somebody's own browser, told of no death, the slide is back in about a second",
  async ({ page }) => {
    await browser.close();
    browser = openCrashBrowser(true);
    await open(still);
    const stop = await screen.record();
    const took = await breakStage("kill", 2 * DEAD_MS);
    await inStep();
    const pictures = await distinct(page, await stop());
    await contactSheet(page, join(root, "test-results/frames-own-browser.png"), pictures);
    console.info(`somebody's own browser: drawn ${took.toFixed()} ms after a kill`);
    // The grey page of the browser is seen there: the recordings are not blind.
    expect(pictures.some(({ apart }) => apart > 0.5)).toBe(true);
  },
);
