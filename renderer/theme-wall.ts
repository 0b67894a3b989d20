import { rules } from "./purify-rules.ts";
import { heldFunctions } from "./purify-words.ts";

/**
 * Wall 2 for a theme: the tokens it may set, how their values are held, and its fonts. Nothing is shared with the
 * compiler's table, so that one mistake can't open both walls.
 */
export interface Worn {
  name: string;
  light: Record<string, string>;
  dark: Record<string, string>;
  fonts: WornFont[];
}

export interface WornFont {
  family: string;
  url: string;
  weight: string;
  style: string;
  range: string;
}

const COLOURS = new Set(
  `--slide --slide-2 --slide-3 --ink --ink-2 --rule --eosin --eosin-field --eosin-pale --eosin-ink --nucleus --nucleus-2
  --nucleolus --on-eosin --membrane --saffron --saffron-ink --on-saffron --on-nucleus --current --current-field --fold
  --yes --no --veil --focus`.split(/\s+/),
);
const OTHERS: Readonly<Record<string, RegExp>> = {
  "--font-text": /^[\w\s"',-]{1,400}$/,
  "--font-code": /^[\w\s"',-]{1,400}$/,
  "--radius-small": /^\d{1,2}(?:\.\d{1,3})?(?:px)?$/,
  "--radius-medium": /^\d{1,2}(?:\.\d{1,3})?(?:px)?$/,
  "--radius-large": /^\d{1,2}(?:\.\d{1,3})?(?:px)?$/,
  "--weight-display": /^\d{1,4}$/,
  "--weight-strong": /^\d{1,4}$/,
  "--weight-text": /^\d{1,4}$/,
  "--width-display": /^\d{2,3}(?:\.\d{1,3})?%$/,
  "--lead-display": /^[0-2]?(?:\.\d{1,3})?$/,
  "--lead-head": /^[0-2]?(?:\.\d{1,3})?$/,
  "--lead-text": /^[0-2]?(?:\.\d{1,3})?$/,
  "--track-display": /^-?0?(?:\.\d{1,3}em)?$/,
};

/** All of them, for the page that says what this wall lets through. */
export const wornNames = [...COLOURS, ...Object.keys(OTHERS)];

/** The tokens of a theme that wall 2 lets through. */
export function heldTokens(tokens: Record<string, string>): [name: string, value: string][] {
  return Object.entries(tokens).filter(([name, value]) =>
    COLOURS.has(name)
      ? heldFunctions(value, "none") && CSS.supports("color", value)
      : Object.hasOwn(OTHERS, name) && OTHERS[name]?.test(value) === true,
  );
}

/** Whether a font is a file of the deck, and says nothing else. */
export function heldFont({ family, url, weight, style, range }: WornFont): boolean {
  return (
    /^[\w -]{1,64}$/.test(family) &&
    rules.file(url) === url &&
    /\.woff2$/i.test(url) &&
    /^(?:normal|bold|\d{1,4}(?: \d{1,4})?)$/.test(weight) &&
    /^(?:normal|italic|oblique)$/.test(style) &&
    /^[U+\da-f?\s,-]{1,8000}$/i.test(range)
  );
}
