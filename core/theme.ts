/**
 * What a theme of the author's may change: the tokens below and the fonts they name, nothing else. Sizes, margins and
 * places stay as they are, so that what fits goes on fitting.
 */
export interface Theme {
  /** Changes with its content. */
  name: string;
  /** Values of tokens when the stage is light, and when it is dark. */
  light: Record<string, string>;
  dark: Record<string, string>;
  fonts: ThemeFont[];
}

/** A font beside the deck. */
export interface ThemeFont {
  family: string;
  /** Address that a page loads it from. */
  url: string;
  weight: string;
  style: string;
  /** Characters it is used for: `U+0-10FFFF`. */
  range: string;
}

/** How the value of a token is held. */
export type TokenKind = "colour" | "family" | "length" | "weight" | "percent" | "number" | "em";

const colours = `slide slide-2 slide-3 ink ink-2 rule eosin eosin-field eosin-pale eosin-ink nucleus nucleus-2 nucleolus
  on-eosin membrane saffron saffron-ink on-saffron on-nucleus current current-field fold yes no veil focus`;

/** The tokens that a theme may set. */
export const tokens: Readonly<Record<string, TokenKind>> = {
  ...named(colours, "colour"),
  ...named("font-text font-code", "family"),
  ...named("radius-small radius-medium radius-large", "length"),
  ...named("weight-display weight-strong weight-text", "weight"),
  ...named("width-display", "percent"),
  ...named("lead-display lead-head lead-text", "number"),
  ...named("track-display", "em"),
};

/** What suits each kind, in a form that reads the same in every language. */
export const suits: Readonly<Record<TokenKind, { expected: string; value: RegExp }>> = {
  colour: {
    expected: "#2a1848 | rgb(…) | oklch(…) | color-mix(…)",
    value:
      /^(?:#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})|[a-z]{3,24}|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix)\([-\w\s#%.,/()]{1,120}\))$/i,
  },
  family: {
    expected: '"Atkinson", sans-serif',
    value:
      /^(?:"[\w -]{1,64}"|'[\w -]{1,64}'|[a-z][\w -]{0,63})(?:\s*,\s*(?:"[\w -]{1,64}"|'[\w -]{1,64}'|[a-z][\w -]{0,63})){0,9}$/i,
  },
  length: { expected: "0 – 64px", value: /^(?:0|(?:\d|[1-5]\d|6[0-4])(?:\.\d+)?px)$/ },
  weight: { expected: "1 – 1000", value: /^(?:[1-9]\d{0,2}|1000)$/ },
  percent: { expected: "50% – 200%", value: /^(?:[5-9]\d|1\d\d|200)(?:\.\d+)?%$/ },
  number: { expected: "0.9 – 2", value: /^(?:0?\.9\d*|1(?:\.\d+)?|2(?:\.0+)?)$/ },
  em: { expected: "-0.1em – 0.1em", value: /^(?:0|-?0?\.(?:0\d+|1|10)em)$/ },
};

function named(names: string, kind: TokenKind): Record<string, TokenKind> {
  return Object.fromEntries(names.split(/\s+/).map((name) => [`--${name}`, kind]));
}
