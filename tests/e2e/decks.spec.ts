import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "./engine.ts";
import { lastSteps, SHAPES, type Scheme, type Shape } from "./bundled.ts";
import { contrasts } from "./contrast.ts";
import { misfits } from "./misfits.ts";

/** Every bundled slide at its last step, as a visitor two metres away meets it. */
const slides = join(dirname(fileURLToPath(import.meta.url)), "../../slides");
const decks = readdirSync(slides).filter((file) => /^(?!welcome).*\.(fr|en)\.md$/.test(file));
/** One deck for each shape in every run, in the longer language; all in the proof. */
const quick: Record<Shape, string> = {
  landscape: "biomedicament.fr.md",
  portrait: "visite.fr.md",
};
const SCHEMES: Scheme[] = ["light", "dark"];
/** WCAG 2.2, 1.4.3, held for large text too. */
const LEAST_CONTRAST = 4.5;

for (const file of decks) {
  for (const shape of Object.keys(SHAPES) as Shape[]) {
    test(`${file} fits and reads on a ${shape} screen`, async ({ page, browser }) => {
      test.skip(
        !process.env["MTINOV_PROOF"] && quick[shape] !== file,
        "all decks are the proof's: npm run proof",
      );
      test.setTimeout(120_000);
      await page.emulateMedia({ reducedMotion: "reduce" });
      const reader = await browser.newPage();
      await page.bringToFront();
      const faults: string[] = [];
      await lastSteps(page, join(slides, file), shape, async ({ key, stage, light }) => {
        for (const fault of await misfits(stage, shape)) faults.push(`${key}: ${fault}`);
        for (const scheme of SCHEMES) {
          await light(scheme);
          for (const { text, ratio } of await contrasts(page, stage, reader))
            if (ratio < LEAST_CONTRAST) faults.push(`${key}, ${scheme}: «${text}» at ${ratio}:1`);
        }
      });
      await reader.close();
      expect(faults).toEqual([]);
    });
  }
}
