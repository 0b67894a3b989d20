import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { photograph, type Scheme } from "./e2e/bundled.ts";
import { startStand } from "./e2e/stand.ts";

/** The console and its overview in the middle of a talk: both sizes of window, schemes and languages, one picture each. */
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const SCHEMES: Scheme[] = ["dark", "light"];
/** What the console's buttons are called, in its own language. */
const WORDS = {
  fr: { more: "Plus", scheme: "Clair ou sombre" },
  en: { more: "More", scheme: "Light or dark" },
} as const;
/** Slides on: one with notes, in a section, with steps to come. */
const MOVES = 5;
/** Still pictures that the smaller window has room for. */
const IN_SIGHT = 15;

/** @returns the files written to `folder` */
export async function sheetsOfConsole(
  browser: Browser,
  slides: string,
  folder: string,
): Promise<string[]> {
  const written: string[] = [];
  for (const lang of ["fr", "en"] as const) {
    const stand = await startStand([
      "present",
      join(slides, `expose.${lang}.md`),
      "--shell",
      "serve",
    ]);
    const context = await browser.newContext({
      locale: lang === "fr" ? "fr-FR" : "en-GB",
      reducedMotion: "reduce",
    });
    try {
      const [audience, speaker] = [await context.newPage(), await context.newPage()];
      await stand.until(({ screens }) => screens.length > 0, 5_000);
      const [first = "", second = ""] = stand.addresses();
      await audience.goto(first);
      await speaker.goto(second);
      await speaker.locator(".number").waitFor();
      for (let move = 0; move < MOVES; move += 1) await speaker.keyboard.press("PageDown");
      // A picture is taken when two in a row are the same: the timer stands.
      await speaker.keyboard.press("t");
      for (const scheme of SCHEMES) {
        if (scheme === "light") await lighten(speaker, WORDS[lang]);
        for (const size of SIZES) {
          await speaker.setViewportSize(size);
          const path = (what: string) =>
            join(folder, `${what}.${lang}.${size.width}x${size.height}.${scheme}.png`);
          written.push(await picture(speaker, path("console")));
          await speaker.keyboard.press("o");
          await speaker.getByRole("dialog").waitFor();
          const stills = speaker.frameLocator(".sheet-frame iframe").locator("section");
          await stills.nth(IN_SIGHT - 1).waitFor();
          written.push(await picture(speaker, path("overview")));
          await speaker.keyboard.press("Escape");
          await speaker.getByRole("dialog").waitFor({ state: "detached" });
        }
      }
    } finally {
      await context.close();
      await stand.stop();
    }
  }
  return written;
}

async function lighten(speaker: Page, words: { more: string; scheme: string }): Promise<void> {
  await speaker.getByRole("button", { name: words.more, exact: true }).click();
  await speaker.getByRole("button", { name: words.scheme }).click();
  await speaker.getByRole("dialog").waitFor({ state: "detached" });
  // Nothing lies under the hand.
  await speaker.mouse.move(1, 1);
}

async function picture(speaker: Page, path: string): Promise<string> {
  writeFileSync(path, await photograph(speaker));
  return path;
}
