import * as v from "valibot";
import { faintIn, ink, type Faint, type Photo } from "../core/contrast.ts";
import type { Lang, Scheme, Slide } from "../core/deck.ts";
import { look, SHEETS, type Look, type Sheet } from "../core/look.ts";
import { openHidden, type HiddenOptions, type HiddenPage } from "./hidden.ts";
import { readPng } from "./png.ts";

/** Looks at slides as a browser draws them, lying and standing, in the very stage that plays them. */
export interface Examiner {
  /**
   * @param scheme of the show, in which a slide is that has none of its own.
   * @returns what is wrong with a slide at its last step on one of the sheets, and the words that do not stand out.
   * @throws when the browser ends or does not answer within 10 s.
   */
  look(slide: Slide, lang: Lang, sheet: Sheet, scheme: Scheme): Promise<Examined>;
  close(): Promise<void>;
}

export interface Examined {
  looks: Look[];
  faint: Faint[];
}

const reported = v.object({
  findings: v.array(look),
  inks: v.array(ink),
  plain: v.nullable(v.string()),
});
const marked = v.tuple([v.number(), v.number(), v.number()]);

/** Pixels of a photograph for one of the slide: colours are to be told apart, not letters. */
const SCALE = 0.25;
/** Photographs taken until one shows the slide as it is now. */
const TRIES = 20;
/** How far a colour of the mark may be off. */
const TOLERANCE = 40;

/** @throws when the browser does not start. */
export async function openExaminer(options: HiddenOptions): Promise<Examiner> {
  const browser = await openHidden(options);
  try {
    const opened = await Promise.all(
      SHEETS.map(
        async (sheet) =>
          [sheet, await browser.open("page", "examine.html", sheet, "window.examine")] as const,
      ),
    );
    const pages = new Map<Sheet, HiddenPage>(opened);
    /** Slides coloured as these are read well. */
    const legible = new Set<string>();
    return {
      async look(slide, lang, sheet, scheme) {
        const page = pages.get(sheet);
        if (!page) throw new RangeError("no page of this shape");
        const { html, theme, steps } = slide;
        const attributes = { "data-scheme": scheme, ...slide.attributes };
        const place = `${scheme === "dark" ? 1 : 0}/0/${slide.line}`;
        const hash = `${slide.hash}-${scheme}`;
        const slides = [{ place, of: 1, hash, attributes, html, theme }];
        const picture = { slides, current: 0, step: steps, lang };
        const call = `window.examine(${JSON.stringify(picture)})`;
        const report = v.parse(reported, await page.evaluate(call));
        return { looks: report.findings, faint: await faintOn(page, report, legible) };
      },
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function faintOn(
  page: HiddenPage,
  { inks, plain }: v.InferOutput<typeof reported>,
  legible: Set<string>,
): Promise<Faint[]> {
  if (inks.length === 0 || (plain && legible.has(plain))) return [];
  const mark = v.parse(marked, await page.evaluate("window.undress()"));
  const faint = faintIn(inks, await photograph(page, mark), SCALE);
  if (plain && faint.length === 0) legible.add(plain);
  return faint;
}

/** What another process paints comes a little later: the mark tells whether the photograph shows it. */
async function photograph(page: HiddenPage, mark: readonly number[]): Promise<Photo> {
  for (let tries = 0; tries < TRIES; tries++) {
    const photo = readPng(await page.photograph(SCALE));
    const at = (2 * photo.width + 2) * 4;
    const corner = photo.pixels.subarray(at, at + 3);
    if (mark.every((value, channel) => Math.abs(value - (corner[channel] ?? 0)) < TOLERANCE))
      return photo;
  }
  throw new Error("The browser does not draw.");
}
