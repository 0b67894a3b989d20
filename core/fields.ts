import { schemes, type Lang } from "./deck.ts";

/**
 * The settings of a deck's front matter: one table gives the type, the check and the words of the complaint.
 * `read` returns undefined for a value that does not suit.
 */
export const fields = {
  title: text(),
  /** Language of the text: typography, reading speed, voice of screen readers. */
  lang: oneOf("fr", "en"),
  /** A style sheet of the deck's folder that sets tokens and fonts. */
  theme: text(),
  /** A picture of the deck's folder that every slide shows, small; and what it says to who does not see it. */
  logo: text(),
  logoAlt: text(),
  author: text(),
  date: text(),
  /** Minutes planned for a talk. */
  minutes: number(1, 600),
  /** Seconds each slide stays in a loop; `auto` follows the amount of text. */
  seconds: either("auto", number(1, 86_400)),
  /** Whether a slide that is too full is shrunk. */
  fit: oneOf("auto", "none"),
  /** Web address that closing slides show as a QR code. */
  link: address(),
  /** Light or dark slides, whatever the show plays in. */
  scheme: oneOf(...schemes),
  transition: oneOf("none", "fade", "slide", "convex", "concave", "zoom"),
  /** Plays the deck in one of the two modes only. */
  only: oneOf("kiosk", "talk"),
  /** reveal-md: regular expression that starts a slide, in place of `---`. */
  separator: text(),
  /** reveal-md: regular expression that starts a slide below, in place of `--`. */
  verticalSeparator: text(),
  /** reveal-md: regular expression that starts the notes, in place of `Note:`. */
  notesSeparator: text(),
} as const satisfies Record<string, Field<unknown>>;

export type FrontMatter = {
  -readonly [K in keyof typeof fields]?: NonNullable<ReturnType<(typeof fields)[K]["read"]>>;
};

/** Settings of reveal-md that an existing deck may carry and that mean nothing here. */
export const unused: ReadonlySet<string> = new Set([
  "assetsDir",
  "absoluteUrl",
  "basePath",
  "css",
  "cssLinks",
  "disableAutoOpen",
  "featuredSlide",
  "glob",
  "highlightTheme",
  "host",
  "listingTemplate",
  "port",
  "preprocessor",
  "print",
  "puppeteerChromiumExecutable",
  "puppeteerLaunchArgs",
  "revealOptions",
  "scripts",
  "static",
  "staticDirs",
  "template",
  "watch",
]);

/** Language written in the file's settings, else in its name, else in those of its folder. */
export function languageOf(own: FrontMatter, named: Lang | undefined, folder: FrontMatter): Lang {
  return own.lang ?? named ?? folder.lang ?? "fr";
}

// --- Kinds of field ---

interface Field<T> {
  /** What suits, in a form that reads the same in every language. */
  expected: string;
  read(value: unknown): T | undefined;
}

function text(): Field<string> {
  return {
    expected: "«…»",
    read: (value) => {
      if (typeof value === "string") return value;
      return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
    },
  };
}

/** Longest address whose code still reads across a room, in characters. */
const LONGEST_LINK = 120;

function address(): Field<string> {
  return {
    expected: "https://…",
    read: (value) =>
      typeof value === "string" &&
      value.length <= LONGEST_LINK &&
      /^https?:\/\/[^\s<>"]+$/.test(value)
        ? value
        : undefined,
  };
}

function number(least: number, most: number): Field<number> {
  return {
    expected: `${least} – ${most}`,
    read: (value) =>
      typeof value === "number" && value >= least && value <= most ? value : undefined,
  };
}

function oneOf<const T extends string>(...choices: T[]): Field<T> {
  return {
    expected: choices.join(" | "),
    read: (value) => choices.find((choice) => choice === value),
  };
}

function either<const W extends string, T>(word: W, field: Field<T>): Field<W | T> {
  return {
    expected: `${word} | ${field.expected}`,
    read: (value) => (value === word ? word : field.read(value)),
  };
}
