import { heldFunctions } from "./purify-words.ts";

/**
 * A style, held by the browser's own reading of it: escapes, comments and shorthands are gone by then, and what is
 * compared with the list are the properties that would really apply.
 */

/** Families of properties: the name itself, and those that begin with it and a hyphen. */
export const anywhere =
  `align aspect-ratio background border bottom box caption-side clear clip-path color column columns display
  dominant-baseline fill flex float font gap grid height hyphens inset justify left letter-spacing line-height list-style
  margin max-height max-width min-height min-width mix-blend-mode object-fit object-position opacity order overflow padding
  place position right rotate row-gap scale stop-color stop-opacity stroke tab-size table-layout text top transform
  translate vertical-align visibility white-space width word writing-mode z-index`.split(/\s+/);
/** By these Reveal places and shows a slide: a deck can't set them on the slide itself. */
const placing = new Set(
  `bottom clear display float height inset left max-height max-width min-height min-width opacity overflow position right
  rotate scale top transform translate visibility width z-index`.split(/\s+/),
);
export const onSection = anywhere.filter((name) => !placing.has(name));
const ANYWHERE = families(anywhere);
const ON_SECTION = families(onSection);
const POSITIONS = new Set(["static", "relative", "absolute"]);
/** Style attributes read before, if they are short. Formulas repeat few styles many times. */
const KEPT = 1_000;
const SHORT = 200;
const known = new Map<string, string>();

/** Takes from an element's style all that wall 2 does not let through. */
export function holdStyle(element: HTMLElement | SVGElement, value: string): void {
  const section = element.localName === "section";
  const key = `${section} ${value}`;
  const held = known.get(key) ?? read(element, section ? ON_SECTION : ANYWHERE);
  if (known.size >= KEPT) known.clear();
  if (key.length <= SHORT) known.set(key, held);
  if (held === "") element.removeAttribute("style");
  else element.setAttribute("style", held);
}

function read({ style }: HTMLElement | SVGElement, allowed: RegExp): string {
  // Taking one out moves the others: the names come first.
  for (const property of Array.from(style)) {
    const value = style.getPropertyValue(property);
    if (!allowed.test(property) || !suits(property, value)) style.removeProperty(property);
  }
  // A shorthand with `var()` stays as it was written, and is judged whole.
  const text = style.cssText;
  return text.split(";").every((part) => heldFunctions(part, "none")) ? text : "";
}

/** A fixed or sticky box would leave its slide. */
function suits(property: string, value: string): boolean {
  return heldFunctions(value, "none") && (property !== "position" || POSITIONS.has(value));
}

function families(names: readonly string[]): RegExp {
  return new RegExp(`^(?:${names.join("|")})(?:-|$)`);
}
