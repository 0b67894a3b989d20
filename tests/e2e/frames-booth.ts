import { chmodSync, copyFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect } from "@playwright/test";
import { openCrashBrowser, type CrashBrowser, type CrashPage } from "./crash-browser.ts";
import { killHard, startStand, type HealthScreen, type Stand } from "./stand.ts";
import { removeFolder } from "../remove-folder.mjs";

/** A deck on a screen whose frames are broken at will. */
export interface Booth {
  stand: Stand;
  browser: CrashBrowser;
  screen: CrashPage;
  /** What the app says of the screen. */
  shown(): Promise<HealthScreen>;
  /** The addresses of the frame on stage and of the one that stands by: each frame has one of its own. */
  frames(): Promise<(string | undefined)[]>;
  /** Awaits that the frame underneath has drawn what the frame on stage shows. */
  inStep(withinMs?: number): Promise<void>;
  /** The slide of a frame and its steps; empty while it has none. */
  slideIn(frame: string): Promise<string>;
  /** The process of a frame, or of the page: the one whose time runs, far ahead of any other, while it counts. */
  processOf(frame?: string): Promise<number>;
  /** Breaks the frame on stage. Resolves with the milliseconds until another has drawn the same slide and step. */
  breakStage(how: "kill" | "freeze", withinMs?: number): Promise<number>;
  close(): Promise<void>;
}

export interface BoothOptions {
  deck: string;
  /** Copied beside the deck. */
  files?: string[];
  /** Age of a frame that is renewed, in milliseconds: at a kiosk, which sets a deck aside that kills it three times. */
  renew?: number;
  /** A browser as somebody's own is. */
  plain?: boolean;
}

/** How long after a death the slide is drawn again by a frame that lives, in milliseconds. */
export const DEAD_MS = 1_000;
/** A frozen one is given up after two or three seconds, for false alarms are worse: another has long been seen by then. */
export const FROZEN_MS = 4_000;
const size = { width: 640, height: 360 };

export async function openBooth({ deck, files = [], renew, plain }: BoothOptions): Promise<Booth> {
  const folder = mkdtempSync(join(tmpdir(), "mtinov-frames-"));
  chmodSync(folder, 0o755);
  for (const file of files) copyFileSync(file, join(folder, basename(file)));
  writeFileSync(join(folder, "deck.en.md"), deck);
  const file = join(folder, "deck.en.md");
  const kiosk = renew !== undefined;
  const stand = await startStand(kiosk ? ["serve", file] : ["present", file, "--shell", "serve"]);
  const address = new URL(stand.address);
  if (kiosk) address.searchParams.set("renew", String(renew));
  const browser = openCrashBrowser(plain);
  const screen = await browser.open(address.href, size);

  async function shown(): Promise<HealthScreen> {
    const { screens } = await stand.health();
    if (!screens[0]) throw new Error("no screen in /health");
    return screens[0];
  }

  async function frames(): Promise<(string | undefined)[]> {
    const all = await screen.evaluate<[string, boolean][]>(
      `[...document.querySelectorAll("iframe")].map((each) => [each.src, each.hasAttribute("data-standby")])`,
    );
    const at = (standby: boolean) => all.find((each) => each[1] === standby)?.[0];
    return [at(false), at(true)];
  }

  async function inStep(withinMs = 5_000): Promise<void> {
    const same = async () => {
      const [above, below] = await frames();
      if (above === undefined || below === undefined) return false;
      const seen = await Promise.all([slideIn(above), slideIn(below)]);
      return seen[0] !== "" && seen[0] === seen[1];
    };
    await expect.poll(same, { timeout: withinMs }).toBe(true);
  }

  function slideIn(frame: string): Promise<string> {
    const slide = `document.querySelector(".slides section.present")`;
    const said = `${slide} ? ${slide}.innerText + ${slide}.querySelectorAll(".visible").length : ""`;
    return screen.evaluate<string>(said, frame).catch(() => "");
  }

  async function processOf(frame?: string): Promise<number> {
    const count = "for (const end = performance.now() + 60; performance.now() < end;);";
    const before = await browser.renderers();
    for (;;) {
      await screen.evaluate(count, frame);
      const after = await browser.renderers();
      const spent = [...after].map(([pid, time]) => ({ pid, time: time - (before.get(pid) ?? 0) }));
      const [most, second] = spent.toSorted((one, other) => other.time - one.time);
      if (most && most.time > 0.08 + 3 * (second?.time ?? 0)) return most.pid;
    }
  }

  async function breakStage(
    how: "kill" | "freeze",
    withinMs = how === "kill" ? DEAD_MS : FROZEN_MS,
  ): Promise<number> {
    const before = await shown();
    const pid = await processOf((await frames())[0]);
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

  async function close(): Promise<void> {
    await browser.close();
    await stand.stop();
    removeFolder(folder);
  }

  const asked = { shown, frames, inStep, slideIn, processOf };
  const booth: Booth = { ...asked, stand, browser, screen, breakStage, close };
  try {
    await stand.until(({ screens: [now] }) => now?.drawn === true, 10_000);
    await inStep();
  } catch (error) {
    await close();
    throw error;
  }
  return booth;
}
