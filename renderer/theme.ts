import { heldFont, heldTokens, type Worn } from "./theme-wall.ts";

/**
 * The themes of the decks on stage. Each is a class that sets tokens, on the slides of its deck and, while one of them
 * shows, on the whole stage: a slide that leaves keeps its looks.
 */
const MOST = 8;
const worn = new Map<string, { sheet: CSSStyleSheet; fonts: FontFace[] }>();

/** @returns the class of a theme, that a slide wears; empty for the usual looks. */
export function classOf(theme: Worn | null | undefined): string {
  if (!theme || !/^[\w-]{1,64}$/.test(theme.name)) return "";
  const name = `theme-${theme.name}`;
  if (!worn.has(name)) put(name, theme);
  return name;
}

/** Dresses the stage itself. */
export function wear(name: string): void {
  const { classList } = document.documentElement;
  classList.remove(...Array.from(classList).filter((each) => each.startsWith("theme-")));
  if (name !== "") classList.add(name);
}

function put(name: string, theme: Worn): void {
  const sheet = new CSSStyleSheet();
  // What a slide inherits was computed above it, with the tokens of the stage: it is computed again.
  rule(sheet, `.${name}`, [
    ["color", "var(--ink)"],
    ["font-family", "var(--font-text)"],
  ]);
  // A slide may have a scheme of its own: what it says itself comes after what is said above it.
  for (const suffix of [" ", ""]) {
    for (const scheme of ["light", "dark"] as const) {
      rule(sheet, `[data-scheme="${scheme}"]${suffix}.${name}`, heldTokens(theme[scheme]));
    }
  }
  const fonts = theme.fonts.filter(heldFont).map(({ family, url, weight, style, range }) => {
    const face = new FontFace(family, `url("${url}")`, { weight, style, unicodeRange: range });
    document.fonts.add(face);
    return face;
  });
  document.adoptedStyleSheets.push(sheet);
  worn.set(name, { sheet, fonts });
  if (worn.size > MOST) drop();
}

function rule(sheet: CSSStyleSheet, selector: string, values: [string, string][]): void {
  const made = sheet.cssRules[sheet.insertRule(`${selector} {}`, sheet.cssRules.length)];
  if (!(made instanceof CSSStyleRule)) return;
  for (const [name, value] of values) made.style.setProperty(name, value);
}

/** The oldest that the stage does not wear goes, with its fonts. */
function drop(): void {
  const old = [...worn.keys()].find((name) => !document.documentElement.classList.contains(name));
  const gone = old === undefined ? undefined : worn.get(old);
  if (old === undefined || !gone) return;
  worn.delete(old);
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== gone.sheet);
  for (const face of gone.fonts) document.fonts.delete(face);
}
