import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FrameLocator, Page } from "@playwright/test";
import { expect, test } from "./engine.ts";
import { startStand, type Stand } from "./stand.ts";
import { removeFolder } from "../remove-folder.mjs";

/** The real page on screens of every shape, for people who want no motion, and for those who hear it. */
const deck = `---
seconds: 600
scheme: dark
---
# One

---
# Two

- first {.fragment}
- second {.fragment}

---
<!-- .slide: data-scheme="light" -->
# Three
`;

let folder = "";
let stand: Stand;
let page: Page;
let stage: FrameLocator;

test.beforeEach(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-shape-"));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, "steps.en.md"), deck);
  stand = await startStand(["serve", join(folder, "steps.en.md")]);
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
});
test.afterEach(async () => {
  await page.close();
  await stand.stop();
  removeFolder(folder);
});

async function open(): Promise<void> {
  await page.goto(stand.address);
  stage = page.frameLocator("iframe:not([data-standby])");
  await shows("one", 0);
}

/** The position as the app and the page both know it. */
async function shows(key: string, step: number): Promise<void> {
  await stand.until(
    ({ screens: [now] }) => now?.drawn === true && now.key === key && now.step === step,
    5_000,
  );
}

/** How the slide on stage lies in the window: its logical size, and the size it is seen at. */
function measures() {
  return stage.locator("section.present").evaluate((section: HTMLElement) => {
    const slides = section.parentElement;
    const seen = slides?.getBoundingClientRect();
    return {
      shape: document.documentElement.dataset["shape"],
      logical: [slides?.offsetWidth, slides?.offsetHeight],
      seen: [Math.round(seen?.width ?? 0), Math.round(seen?.height ?? 0)],
      middle: [
        Math.round((seen?.left ?? 0) + (seen?.width ?? 0) / 2),
        Math.round((seen?.top ?? 0) + (seen?.height ?? 0) / 2),
      ],
      heading: section.querySelector("h1")?.textContent,
      steps: section.querySelectorAll(".fragment.visible").length,
    };
  });
}

test("a deck chooses the scheme of its slides, and a slide its own", async () => {
  await open();
  const colours = () =>
    stage.locator("section.present").evaluate((section) => ({
      ground: getComputedStyle(document.body).backgroundColor,
      text: getComputedStyle(section).color,
    }));
  const light = { ground: "rgb(251, 246, 247)", text: "rgb(42, 24, 72)" };
  const dark = { ground: "rgb(32, 17, 47)", text: "rgb(253, 241, 239)" };
  expect(await colours()).toEqual(dark);
  await page.keyboard.press("End");
  await shows("three", 0);
  expect(await colours()).toEqual(light);
});

test("a show chooses the scheme of the slides whose deck does not", async () => {
  writeFileSync(join(folder, "plain.en.md"), "# Plain\n");
  const dark = await startStand(["serve", join(folder, "plain.en.md"), "--scheme", "dark"]);
  await page.goto(dark.address);
  stage = page.frameLocator("iframe:not([data-standby])");
  await expect(stage.locator("section.present h1")).toHaveCSS("color", "rgb(253, 241, 239)");
  await expect(stage.locator("body")).toHaveCSS("background-color", "rgb(32, 17, 47)");
  await dark.stop();
});

test("a screen of any shape shows the same slide and step, turned or resized", async () => {
  await open();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await shows("two", 1);
  const kept = { heading: "Two", steps: 1 };
  const lying = { shape: "landscape", logical: [1280, 720], ...kept };
  const standing = { shape: "portrait", logical: [1080, 1920], ...kept };
  for (const [width, height, look] of [
    [1280, 720, { ...lying, seen: [1280, 720] }],
    [540, 960, { ...standing, seen: [540, 960] }],
    [1024, 768, { ...lying, seen: [1024, 576] }],
    [600, 960, { ...standing, seen: [540, 960] }],
    [1920, 1200, { ...lying, seen: [1920, 1080] }],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect.poll(measures).toEqual({ ...look, middle: [width / 2, height / 2] });
  }
  await shows("two", 1);
  await page.keyboard.press("ArrowRight");
  await shows("two", 2);
});

function animations(): Promise<number> {
  return stage.locator("html").evaluate(() => document.getAnimations().length);
}

/** What moves from a key until half a second after it has led where it leads to. */
async function motionAfter(key: string, to: () => Promise<void>): Promise<number> {
  await stage.locator("html").evaluate(() => {
    const seen = { most: 0, frames: 0 };
    const look = () => {
      seen.most = Math.max(seen.most, document.getAnimations().length);
      seen.frames += 1;
      requestAnimationFrame(look);
    };
    Object.assign(window, { seen });
    look();
  });
  await page.keyboard.press(key);
  await to();
  const counted = () =>
    stage.locator("html").evaluate(() => (window as unknown as { seen: Seen }).seen);
  const { frames } = await counted();
  await expect.poll(async () => (await counted()).frames).toBeGreaterThan(frames + 30);
  return (await counted()).most;
}
interface Seen {
  most: number;
  frames: number;
}

test("slides and steps move, but for those who want no motion, also when they say so during the show", async () => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open();
  const moved: boolean[] = [];
  for (const reducedMotion of ["reduce", "no-preference", "reduce"] as const) {
    await page.emulateMedia({ reducedMotion });
    // The frame hears of it in its next picture.
    const told = reducedMotion === "reduce" ? "#stage > .still" : "#stage > :not(.still)";
    await stage.locator(told).waitFor({ state: "attached" });
    moved.push((await motionAfter("ArrowRight", () => shows("two", 0))) > 0);
    moved.push((await motionAfter("ArrowRight", () => shows("two", 1))) > 0);
    await page.keyboard.press("Home");
    await shows("one", 0);
    await expect.poll(animations).toBe(0);
  }
  expect(moved).toEqual([false, false, true, true, false, false]);
});

test("assistive technology reads the live slide as a page, and nothing of its neighbours", async () => {
  await open();
  await page.keyboard.press("ArrowRight");
  await shows("two", 0);
  // The three slides, and the first one again: the loop goes on.
  await expect(stage.locator(".slides > section")).toHaveCount(4);
  expect(await stage.getByRole("application").count()).toBe(0);
  const heard = await stage.locator("body").ariaSnapshot();
  expect(heard).toContain('heading "Two" [level=1]');
  expect(heard).not.toMatch(/One|Three/);
});
