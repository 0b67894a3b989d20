import { parseFragment, type DefaultTreeAdapterTypes } from "parse5";
import type { Problem, Slide } from "./deck.ts";
import { Lines } from "./lines.ts";
import { problem } from "./problem.ts";

/** Drawn by nobody: what joins or steers other characters, spaces that are made of the font's own, private ones. */
const UNDRAWN = /^[\p{C}\p{Z}\p{Variation_Selector}]$/u;
/** Never seen, or drawn in fonts of its own: formulas. */
const UNSEEN = new Set(["title", "desc"]);

/**
 * Characters of a slide that none of the fonts has: each computer would draw them in another font, or as a box.
 *
 * @param has code points that the fonts have.
 * @param source of the slide.
 * @param told characters told already, which are added to.
 */
export function lackingGlyphs(
  slide: Slide,
  source: string,
  has: ReadonlySet<number>,
  told: Set<string>,
): Problem[] {
  const lines = new Lines(source, slide.line);
  return [...new Set(seenIn(parseFragment(slide.html)).normalize("NFC"))].flatMap((character) => {
    const code = character.codePointAt(0) ?? 0;
    if (has.has(code) || UNDRAWN.test(character) || told.has(character)) return [];
    told.add(character);
    const hexadecimal = code.toString(16).toUpperCase().padStart(4, "0");
    const named = `&#x${hexadecimal.toLowerCase()}`;
    const values = { character, code: hexadecimal };
    return [problem("character-lacking", lines.find(character, named, `&#${code}`), values)];
  });
}

function seenIn(node: DefaultTreeAdapterTypes.Node): string {
  if (node.nodeName === "#text" && "value" in node) return node.value;
  if (!("childNodes" in node) || UNSEEN.has(node.nodeName)) return "";
  const attributes = "attrs" in node ? node.attrs : [];
  if (attributes.some(({ name, value }) => name === "role" && value === "math")) return "";
  return node.childNodes.map(seenIn).join("");
}
