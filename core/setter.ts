/** How the texts of one language are set. */
export interface Setter {
  /** What every text that has something to set holds; most texts are looked at once and left. */
  any: RegExp;
  /** Sets a text, character for character: what comes back is as long as what went in. */
  keep(text: string): string;
  /** Ordinals: their letters are in a group of their own, and are raised. */
  raised?: RegExp;
  /** Dashes written with hyphens, that become one character. */
  dashes?: readonly (readonly [written: RegExp, dash: string])[];
}

/** What stands in a text for a picture, code or a formula. */
export const OBJECT = "\ufffc";
