import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, type Frame, type Page } from "@playwright/test";
import { startStand, type Stand } from "./stand.ts";

/** Every bundled slide, at its last step, as assistive technology and weak eyes meet it: WCAG 2.2 AA by axe-core. */
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
let stand: Stand;
test.afterEach(() => stand?.stop());

for (const deck of ["biomedicament", "mtinov"]) {
  for (const lang of ["fr", "en"]) {
    test(`${deck}.${lang} has no violation`, async ({ page }) => {
      test.setTimeout(120_000);
      await page.addInitScript({ path: join(root, "node_modules/axe-core/axe.min.js") });
      await page.emulateMedia({ reducedMotion: "reduce" });
      stand = await startStand(["serve", join(root, "slides", `${deck}.${lang}.md`)]);
      await page.goto(stand.address);
      const last = (await stand.until((health) => health.screens[0]?.drawn === true, 10_000))
        .screens[0];
      let at = last;
      for (const seen = new Set<string>(); at && at.loop === 0;) {
        seen.add(at.key);
        const violations = await auditStage(page);
        expect(violations, `${at.key} at step ${at.step}`).toEqual([]);
        const before = at;
        await page.keyboard.press("ArrowRight");
        const next = await stand.until(
          ({ screens: [now] }) =>
            now?.drawn === true &&
            (now.slide !== before.slide || now.step !== before.step || now.loop > 0),
          5_000,
        );
        at = next.screens[0];
      }
      expect(await audit(page.mainFrame())).toEqual([]);
    });
  }
}

/** An audit can hold the frame up for so long that the page takes it for frozen and replaces it: then the next one is asked. */
async function auditStage(page: Page, tries = 3): Promise<string[]> {
  const stage = await stageOf(page.frames());
  try {
    return await audit(stage);
  } catch (error) {
    if (tries > 1 && stage.isDetached()) return auditStage(page, tries - 1);
    throw error;
  }
}

/** The frame on stage: the one that does not stand by. */
async function stageOf(frames: Frame[]): Promise<Frame> {
  for (const frame of frames) {
    const element = frame.parentFrame() && (await frame.frameElement());
    if (element && !(await element.getAttribute("data-standby").then((value) => value !== null)))
      return frame;
  }
  throw new Error("no frame is on stage");
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
