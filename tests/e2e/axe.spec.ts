import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Frame, Page } from "@playwright/test";
import { expect, test } from "./engine.ts";
import { lastSteps, stageOf } from "./bundled.ts";

/** Every bundled slide, at its last step, as assistive technology and weak eyes meet it: WCAG 2.2 AA by axe-core. */
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** What is new to look at in every run; all of it in the proof. */
const quick = ["mtinov.fr", "visite.en"];

for (const deck of ["biomedicament", "mtinov", "journee", "visite", "expose"]) {
  for (const lang of ["fr", "en"]) {
    test(`${deck}.${lang} has no violation`, async ({ page }) => {
      test.skip(
        !process.env["MTINOV_PROOF"] && !quick.includes(`${deck}.${lang}`),
        "all decks are the proof's: npm run proof",
      );
      test.setTimeout(120_000);
      await page.addInitScript({ path: join(root, "node_modules/axe-core/axe.min.js") });
      await page.emulateMedia({ reducedMotion: "reduce" });
      const slides = join(root, "slides", `${deck}.${lang}.md`);
      await lastSteps(page, slides, "landscape", async ({ key }) => {
        expect(await auditStage(page), key).toEqual([]);
      });
      expect(await audit(page.mainFrame())).toEqual([]);
    });
  }
}

/** An audit can hold the frame up for so long that the page takes it for frozen and replaces it: then the next one is asked. */
async function auditStage(page: Page, tries = 3): Promise<string[]> {
  const stage = await stageOf(page);
  try {
    return await audit(stage);
  } catch (error) {
    if (tries > 1 && stage.isDetached()) return auditStage(page, tries - 1);
    throw error;
  }
}

/** What axe-core finds on what a person can meet there. */
async function audit(frame: Frame): Promise<string[]> {
  const found = await frame.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<AxeResult> };
    };
    return axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      iframes: false,
    });
  });
  return found.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.html)
        .join(" ; ")
        .slice(0, 300)}`,
  );
}

interface AxeResult {
  violations: { id: string; nodes: { html: string }[] }[];
}
