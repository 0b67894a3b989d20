import type { PictureSlide } from "./picture.ts";

/**
 * What the console tells the frame that draws its overview: where each slide in sight lies, and the slides it has not
 * given yet. The frame is told and never answers: what is pressed is a button of the console above it.
 */
export interface Lay {
  scheme: string;
  lang: string;
  cells: SheetCell[];
  /** Those of `cells` that were in no lay before this one, or had left since. */
  slides: (PictureSlide & { id: string })[];
}

/** A slide on the sheet, in CSS pixels of the frame; its height follows from its width. */
export interface SheetCell {
  id: string;
  left: number;
  top: number;
  width: number;
}

/** The logical size that a slide of the sheet is drawn at. */
export const SHEET_SLIDE = { width: 1280, height: 720 } as const;
