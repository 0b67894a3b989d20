/** A slide as the stage gets it. */
export interface StagedSlide {
  /**
   * Unique place in the reading order (loop/cue/slide): the same slide may appear twice under two places.
   * Places are compared number by number: `2/0/10` comes after `2/0/9`.
   */
  place: string;
  hash: string;
  /** Of the section; already allow-listed by the compiler. */
  attributes: Record<string, string>;
  /** Inner HTML; sanitised again here through `trust`. */
  html: string;
}

/** What to show: a few slides in reading order, and which of them is on stage. */
export interface StageFrame {
  /** Previous … next, the slides of the next deck included. */
  slides: StagedSlide[];
  /** Index in `slides`. */
  current: number;
  /** Fragment groups shown: 0 = none. */
  step: number;
}
