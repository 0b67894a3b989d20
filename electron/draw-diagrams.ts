import * as v from "valibot";
import type { Diagram, DrawnDiagram } from "../core/diagram.ts";
import { LANDSCAPE } from "../core/look.ts";
import { openHidden, untilReady, type HiddenOptions } from "./hidden.ts";
import type { Offscreen } from "./offscreen.ts";
import { OWN_ORIGIN, stageAddress, type Places } from "./origin.ts";

/** Draws diagrams in a page that nobody sees. @throws when there is no such page, or it does not answer. */
export type Draw = (diagrams: readonly Diagram[]) => Promise<Map<string, DrawnDiagram>>;

/** Address of the page, on the host of a stage: it has no more rights than a deck. */
const DRAW_PAGE = "draw.html";
export const READY = "window.draw";

const answer = v.union([
  v.strictObject({ svg: v.pipe(v.string(), v.maxLength(2_000_000)) }),
  v.strictObject({ fault: v.pipe(v.string(), v.maxLength(500)), line: v.number() }),
]);

/** In an installed browser. */
export function drawWith(options: Omit<HiddenOptions, "folderOf">): Draw {
  return async (diagrams) => {
    const browser = await openHidden({ ...options, folderOf: () => null });
    try {
      return await drawIn(await browser.open("stage", DRAW_PAGE, LANDSCAPE, READY), diagrams);
    } finally {
      await browser.close();
    }
  };
}

/** In a hidden window of the app's own. @param places where its pages are, once they are. */
export function drawOffscreen(
  open: (url: string) => Promise<Offscreen>,
  places: () => Places | null,
): Draw {
  return async (diagrams) => {
    const page = await open(stageAddress(places()?.page ?? OWN_ORIGIN, DRAW_PAGE));
    try {
      await page.evaluate(untilReady(READY));
      return await drawIn(page, diagrams);
    } finally {
      page.close();
    }
  };
}

/** In a page that is open already. */
async function drawIn(
  page: { evaluate(expression: string): Promise<unknown> },
  diagrams: readonly Diagram[],
): Promise<Map<string, DrawnDiagram>> {
  const drawn = new Map<string, DrawnDiagram>();
  for (const { name, source } of diagrams) {
    if (drawn.has(name)) continue;
    drawn.set(name, v.parse(answer, await page.evaluate(`${READY}(${JSON.stringify(source)})`)));
  }
  return drawn;
}
