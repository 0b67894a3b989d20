import { folderOf, readAddress } from "./address.ts";
import type { Problem } from "./deck.ts";
import { hash } from "./hash.ts";
import { nearest } from "./nearest.ts";
import { problem, type Place } from "./problem.ts";
import { isPlainValue } from "./style.ts";
import { readRules, type Declaration, type Rule } from "./theme-rules.ts";
import { suits, tokens, type Theme, type ThemeFont } from "./theme.ts";

export interface ReadTheme {
  theme: Theme;
  /** Fonts, by their path in the deck's folder. */
  assets: string[];
  problems: Problem[];
}

/** Longest style sheet read, in UTF-16 units. */
const LONGEST = 100_000;
/** Most fonts and most complaints. */
const FONTS = 40;
const MOST = 50;

/**
 * Reads a theme: custom properties of `:root` and of `[data-scheme="dark"]`, and `@font-face`. Everything else of CSS is
 * refused, and reported at its place.
 *
 * @param file its path in the deck's folder: fonts are found from its own.
 */
export function readTheme(css: string, file: string, base: string): ReadTheme {
  return new Reading(css, file, base).run();
}

/** `:root`, `[data-scheme="dark"]`, or both at once. */
const SELECTOR = /^(?::root ?)?(?:\[data-scheme=["']?(light|dark)["']?\])?$/;

class Reading {
  private readonly css: string;
  private readonly file: string;
  private readonly base: string;
  private readonly theme: Theme = { name: "", light: {}, dark: {}, fonts: [] };
  private readonly assets: string[] = [];
  private readonly problems: Problem[] = [];

  constructor(css: string, file: string, base: string) {
    this.css = css.slice(0, LONGEST);
    this.file = file;
    this.base = base;
  }

  run(): ReadTheme {
    const { rules, open } = readRules(this.css);
    if (open !== null) this.complain(problem("theme-open", this.place(open)));
    for (const rule of rules) this.rule(rule, "light");
    const { theme, assets, file } = this;
    theme.name = hash(JSON.stringify(theme));
    const problems = this.problems.slice(0, MOST).map((found) => ({ ...found, file }));
    return { theme, assets, problems };
  }

  private rule(rule: Rule, scheme: "light" | "dark"): void {
    const selector = rule.selector.replace(/\s+/g, " ").toLowerCase();
    const media = /^@media \(prefers-color-scheme: ?(light|dark)\)$/.exec(selector)?.[1];
    if (media) {
      for (const inner of rule.rules) this.rule(inner, media === "dark" ? "dark" : "light");
      return;
    }
    if (selector === "@font-face") return this.font(rule);
    const found = selector === "" ? null : SELECTOR.exec(selector);
    if (!found) return this.refuse(rule);
    const named = found[1] === "dark" ? "dark" : found[1] === "light" ? "light" : scheme;
    for (const declaration of rule.declarations) this.token(declaration, named);
    for (const inner of rule.rules) this.refuse(inner);
  }

  private refuse({ selector, at }: Rule): void {
    this.complain(problem("theme-rule", this.place(at), { selector }));
  }

  private token({ property, value, at }: Declaration, scheme: "light" | "dark"): void {
    const kind = Object.hasOwn(tokens, property) ? tokens[property] : undefined;
    if (!kind) {
      const known = nearest(property, Object.keys(tokens));
      return this.complain(problem("theme-token", this.place(at), { property, nearest: known }));
    }
    const { expected, value: suitable } = suits[kind];
    if (!suitable.test(value) || !isPlainValue(value)) {
      return this.complain(problem("theme-value", this.place(at), { property, value, expected }));
    }
    this.theme[scheme][property] = value;
    // A typeface is the same by day and by night; colours are not.
    if (kind !== "colour" && scheme === "light") this.theme.dark[property] ??= value;
  }

  private font({ declarations, at }: Rule): void {
    const font: ThemeFont = {
      family: "",
      url: "",
      weight: "normal",
      style: "normal",
      range: "U+0-10FFFF",
    };
    for (const declaration of declarations) this.fontPart(declaration, font);
    if (font.family === "" || font.url === "")
      return this.complain(problem("theme-font", this.place(at)));
    if (this.theme.fonts.length < FONTS) this.theme.fonts.push(font);
  }

  private fontPart({ property, value, at }: Declaration, font: ThemeFont): void {
    const name = property.toLowerCase();
    const expected = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (!expected) {
      const known = nearest(property, Object.keys(PARTS));
      return this.complain(problem("theme-token", this.place(at), { property, nearest: known }));
    }
    const found = expected.value.exec(value);
    if (!found) {
      const values = { property, value, expected: expected.says };
      return this.complain(problem("theme-value", this.place(at), values));
    }
    if (name === "src") font.url = this.fileOf(found[1] ?? "", at);
    else if (expected.sets) font[expected.sets] = found[1] ?? value;
  }

  private fileOf(written: string, at: number): string {
    const address = readAddress(written, this.base, folderOf(this.file), false);
    if (address.kind === "file") {
      this.assets.push(address.path);
      return address.url;
    }
    const code = address.kind === "data" ? "url-refused" : (`url-${address.kind}` as const);
    this.complain(problem(code, this.place(at), { url: written }));
    return "";
  }

  private complain(found: Problem): void {
    this.problems.push(found);
  }

  private place(offset: number): Place {
    const before = this.css.slice(0, offset).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
}

/** What `@font-face` may say. */
const PARTS: Readonly<
  Record<string, { value: RegExp; says: string; sets?: "family" | "weight" | "style" | "range" }>
> = {
  "font-family": { value: /^["']?([\w -]{1,64})["']?$/, says: '"Atkinson"', sets: "family" },
  src: {
    value: /^url\(\s*["']?([^"'()\\]+\.woff2)["']?\s*\)(?:\s*format\(["']?woff2["']?\))?$/i,
    says: 'url("fonts/atkinson.woff2")',
  },
  "font-weight": {
    value: /^(normal|bold|(?:[1-9]\d{0,2}|1000)(?: (?:[1-9]\d{0,2}|1000))?)$/,
    says: "400 | 200 800",
    sets: "weight",
  },
  "font-style": { value: /^(normal|italic|oblique)$/, says: "normal | italic", sets: "style" },
  "unicode-range": {
    value:
      /^(U\+[\da-f?]{1,6}(?:-[\da-f]{1,6})?(?:\s*,\s*U\+[\da-f?]{1,6}(?:-[\da-f]{1,6})?){0,200})$/i,
    says: "U+0-FF, U+2000-206F",
    sets: "range",
  },
  "font-display": { value: /^[a-z]+$/, says: "swap" },
};
