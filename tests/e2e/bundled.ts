import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Frame, Page } from "@playwright/test";
import type { Lang } from "../../core/deck.ts";
import { compileDeck } from "../../core/program.ts";
import { includedBy } from "../../electron/includes.ts";
import { startStand, type HealthScreen, type Stand } from "./stand.ts";

/** Logical sizes of the two kinds of screens. */
export const SHAPES = {
  landscape: { width: 1280, height: 720 },
  portrait: { width: 1080, height: 1920 },
} as const;
export type Shape = keyof typeof SHAPES;

export type Scheme = "light" | "dark";

/** A slide at its last step, as the application draws it. */
export interface LastStep {
  key: string;
  /** The frame on stage. */
  stage: Frame;
  /** Resolves when the slide is painted in that scheme. */
  light(scheme: Scheme): Promise<void>;
}

/** Presents a deck on a screen of that shape, from first slide to last, and hands over every slide at its last step. */
export async function lastSteps(
  page: Page,
  deck: string,
  shape: Shape,
  visit: (slide: LastStep) => Promise<void>,
): Promise<void> {
  const lang: Lang = deck.endsWith(".en.md") ? "en" : "fr";
  const text = readFileSync(deck, "utf8");
  const { texts: files } = await includedBy(text, deck);
  const { slides } = compileDeck(basename(deck), text, { base: "", lang, files });
  await page.setViewportSize(SHAPES[shape]);
  // Nothing moves by itself while a speaker presents.
  const stand = await startStand(["present", deck, "--shell", "serve"]);
  try {
    await page.goto(stand.address);
    for (const [index, slide] of slides.entries()) {
      for (let step = 0; step <= slide.steps; step++) {
        if (index + step > 0) await page.keyboard.press("ArrowRight");
        await drawn(stand, (now) => now.slide === index && now.step === step);
      }
      const stage = await stageOf(page);
      // Its source shows until the computer has drawn it.
      if (slide.html.includes("language-mermaid"))
        await stage.waitForFunction(() => document.querySelector("section.present .diagram"));
      // A film that plays has no picture at rest.
      await stage.evaluate(() =>
        document.querySelectorAll("video").forEach((film) => film.pause()),
      );
      await visit({ key: slide.key, stage, light: (scheme) => paint(stage, scheme) });
    }
  } finally {
    await stand.stop();
  }
}

async function drawn(stand: Stand, there: (now: HealthScreen) => boolean): Promise<void> {
  await stand.until(({ screens: [now] }) => now?.drawn === true && there(now), 10_000);
}

async function paint(stage: Frame, scheme: Scheme): Promise<void> {
  await stage.evaluate(async (wanted) => {
    const slides = document.querySelectorAll<HTMLElement>("section[data-scheme]");
    for (const each of [document.documentElement, ...slides]) each.dataset["scheme"] = wanted;
    for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
  }, scheme);
}

/**
 * A photograph of what the screen shows. The stage is a process of its own, and what it has painted reaches the page a
 * little later: the photograph is taken until two in a row are the same.
 */
export async function photograph(page: Page, tries = 12): Promise<Buffer> {
  let last = await page.screenshot();
  for (let i = 0; i < tries; i++) {
    const next = await page.screenshot();
    if (next.equals(last)) return next;
    last = next;
  }
  throw new Error("the picture never comes to rest");
}

/** The frame on stage: the one that does not stand by. */
export async function stageOf(page: Page): Promise<Frame> {
  for (const frame of page.frames().filter((each) => each.parentFrame())) {
    const element = await frame.frameElement();
    if ((await element.getAttribute("data-standby")) === null) return frame;
  }
  throw new Error("no frame is on stage");
}
