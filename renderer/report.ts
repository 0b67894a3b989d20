import type { Sheet } from "../core/look.ts";
import { inksOf } from "./inks.ts";
import { measure } from "./measure.ts";
import type { Report } from "./picture.ts";
import { plainness } from "./plain.ts";

/** Most findings of a slide: nobody reads more. */
const FINDINGS = 100;
const INKS = 2_000;
const PLAIN = 50_000;

/** What is wrong with the slide on stage. */
export async function report(root: HTMLElement, sheet: Sheet): Promise<Report> {
  const slide = root.querySelector<HTMLElement>(".slides section.present:not(.stack)");
  const background = root.querySelector(".backgrounds .slide-background.present:not(.stack)");
  if (!slide) return { findings: [], inks: [], plain: null };
  const findings = await measure(slide, background, sheet);
  const inks = inksOf(slide, sheet).slice(0, INKS);
  return {
    findings: findings.slice(0, FINDINGS),
    inks,
    plain: plainness(slide, inks)?.slice(0, PLAIN) ?? null,
  };
}
