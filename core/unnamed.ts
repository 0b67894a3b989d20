import type { Problem, Slide } from "./deck.ts";
import { problem, type Place } from "./problem.ts";

/** Elements of HTML that have no end. */
const VOID = new Set(["br", "col", "hr", "img", "input", "source", "track", "wbr"]);
const TAG = /<(\/?)([a-z][\w-]*)((?:\s[^>]*)?)>/gi;
const FENCE = /^\s*(`{3,}|~{3,})/;

/** WCAG 1.1.1: an SVG drawing speaks to those who don't see it, or is said to be mere decoration. */
export function unnamedDrawings({ html, line }: Slide, source: string): Problem[] {
  const count = unnamedIn(html);
  if (count === 0) return [];
  const written = placesIn(source, line);
  const start = { line, column: 1 };
  return Array.from({ length: count }, (_, at) => problem("drawing-unnamed", written[at] ?? start));
}

/** How many drawings nobody names, outside of what is hidden from those who listen: the compiler's HTML is well formed. */
function unnamedIn(html: string): number {
  let count = 0;
  let depth = 0;
  /** Depth of a drawing, or of what is hidden, whose inside is not looked at. */
  let skipped = Infinity;
  for (const { 0: tag, 1: end, 2: name = "", 3: rest = "", index } of html.matchAll(TAG)) {
    if (end) {
      depth--;
      if (depth <= skipped) skipped = Infinity;
    } else if (!VOID.has(name)) {
      const hidden = HIDDEN.test(rest);
      const drawing = name === "svg";
      if (
        skipped === Infinity &&
        drawing &&
        !hidden &&
        !named(rest, html.slice(index + tag.length))
      )
        count++;
      if (skipped === Infinity && (drawing || hidden)) skipped = depth;
      depth++;
    }
  }
  return count;
}

const HIDDEN = /\saria-hidden="true"|\srole="(?:none|presentation)"/i;

/** @param after what stands between the tag and the end. */
function named(attributes: string, after: string): boolean {
  return /\saria-label(?:ledby)?="[^"]/i.test(attributes) || /^\s*<title>\s*[^<\s]/i.test(after);
}

/** Where drawings without a name begin in a source; those that are shown as code don't count. */
function placesIn(source: string, first: number): Place[] {
  const places: Place[] = [];
  const lines = source.split("\n");
  let fence = "";
  for (const [at, text] of lines.entries()) {
    const mark = FENCE.exec(text)?.[1] ?? "";
    if (fence === "" && mark !== "") fence = mark;
    else if (fence !== "" && mark.startsWith(fence)) fence = "";
    if (fence !== "") continue;
    for (const { index } of text.matchAll(/<svg\b/gi)) {
      const whole = [text.slice(index), ...lines.slice(at + 1)].join("\n");
      const attributes = /^<svg\b([^>]*)>/i.exec(whole);
      if (!attributes) continue;
      const [tag, rest = ""] = attributes;
      if (!HIDDEN.test(rest) && !named(rest, whole.slice(tag.length)))
        places.push({ line: first + at, column: index + 1 });
    }
  }
  return places;
}
