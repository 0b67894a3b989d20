import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Frame, Page } from "@playwright/test";
import { expect, test } from "./engine.ts";
import { lastSteps, SHAPES, stageOf, type Shape } from "./bundled.ts";

/** Every bundled slide, at its last step, lying and standing, as assistive technology and weak eyes meet it: WCAG 2.2 AA by axe-core. */
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** What is new to look at in every run; all of it in the proof. */
const quick = ["mtinov.fr landscape", "visite.en landscape"];
/** Of the manual, every run looks at the first slide with each of these; in French lying, in English standing. */
const quickly = ["welcome.fr landscape", "welcome.en portrait"];
const KINDS = [
  ".katex",
  ".chart",
  ".diagram",
  "pre code",
  "video",
  ".quiz",
  "table",
  "blockquote",
  ".footnotes",
  "figure",
  "dl",
];

for (const deck of ["biomedicament", "mtinov", "journee", "visite", "expose", "welcome"]) {
  for (const lang of ["fr", "en"]) {
    for (const shape of Object.keys(SHAPES) as Shape[]) {
      const name = `${deck}.${lang} ${shape}`;
      test(`${name} has no violation`, async ({ page }) => {
        const proof = process.env["MTINOV_PROOF"] !== undefined;
        test.skip(
          !proof && ![...quick, ...quickly].includes(name),
          "all decks are the proof's: npm run proof",
        );
        test.setTimeout(240_000);
        await page.addInitScript({ path: join(root, "node_modules/axe-core/axe.min.js") });
        await page.emulateMedia({ reducedMotion: "reduce" });
        const slides = join(root, "slides", `${deck}.${lang}.md`);
        const wanted = !proof && quickly.includes(name) ? new Set(KINDS) : null;
        const faults: string[] = [];
        await lastSteps(page, slides, shape, async ({ key, stage }) => {
          if (wanted && !(await takesFrom(wanted, stage))) return;
          for (const fault of await auditStage(page)) faults.push(`${key}: ${fault}`);
        });
        expect(faults).toEqual([]);
        // What was looked for was there.
        expect([...(wanted ?? [])]).toEqual([]);
        expect(await audit(page.mainFrame())).toEqual([]);
      });
    }
  }
}

/** Whether the slide on stage has some of the kinds that are still wanted: they are no more. */
async function takesFrom(wanted: Set<string>, stage: Frame): Promise<boolean> {
  const has = await stage.evaluate(
    (kinds) => kinds.filter((kind) => document.querySelector(`section.present ${kind}`)),
    [...wanted],
  );
  for (const kind of has) wanted.delete(kind);
  return has.length > 0;
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
