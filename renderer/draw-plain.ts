import { svg as drawn } from "../core/vector.ts";
import { tokenOf } from "./draw-theme.ts";

/**
 * A drawing without its style sheet: what the sheet says is written on each element, and what a deck may not have in a
 * drawing is left out here, so that the walls have nothing to complain of.
 */

/** What children take from their parents; and what they do not, with its usual value. */
const INHERITED = [
  "fill",
  "fill-opacity",
  "font-size",
  "font-style",
  "font-weight",
  "stroke",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-opacity",
  "stroke-width",
  "text-anchor",
];
const OWN: Record<string, string> = { opacity: "1", "dominant-baseline": "auto" };
const PAINTS = new Set(["fill", "stroke"]);
/** Shadows, which say nothing, and names of the drawing, which it is given otherwise. */
const LEFT_OUT = new Set(["desc", "filter", "title"]);

/** @param drawing in the document: its styles are those that apply. */
export function plainDrawing(drawing: SVGSVGElement): string {
  const name = titleOf(drawing);
  const words = [...drawing.querySelectorAll("text")].map(wordsOf);
  const copy = copied(drawing, null);
  if (!(copy instanceof SVGElement)) return "";
  // The theme says how the drawings of a deck are painted: inside, this one says it of itself.
  const inside = document.createElementNS("http://www.w3.org/2000/svg", "g");
  for (const property of INHERITED) {
    const value = copy.getAttribute(property);
    copy.removeAttribute(property);
    if (value !== null) inside.setAttribute(property, value);
  }
  inside.append(...copy.childNodes);
  copy.append(inside);
  const { x, y, width, height } = drawing.viewBox.baseVal;
  copy.setAttribute("viewBox", [x, y, width, height].map((each) => each.toFixed(1)).join(" "));
  copy.setAttribute("width", String(Math.ceil(width)));
  copy.setAttribute("height", String(Math.ceil(height)));
  copy.setAttribute("role", "img");
  copy.setAttribute("aria-label", [name, ...words].filter(Boolean).join(" – ").slice(0, 1_000));
  return copy.outerHTML;
}

/** Words of a text, its lines apart. */
function wordsOf(text: SVGTextElement): string {
  const lines = text.querySelectorAll(":scope > tspan");
  const all = lines.length > 0 ? [...lines] : [text];
  return all.map((line) => line.textContent?.trim() ?? "").join(" ");
}

function titleOf(drawing: SVGSVGElement): string {
  const own = [...drawing.children].filter((each) => /^(?:title|desc)$/.test(each.localName));
  return own.map((each) => each.textContent?.trim() ?? "").join(" – ");
}

/** @param above the style of its parent; null for the drawing itself, which takes nothing from the page. */
function copied(node: Element, above: CSSStyleDeclaration | null): Element | null {
  // What would lead elsewhere when clicked is shown and leads nowhere.
  const kind = node.localName === "a" ? "g" : node.localName;
  const allowed = Object.hasOwn(drawn, kind) ? drawn[kind] : undefined;
  const style = getComputedStyle(node);
  if (!allowed || style.display === "none" || LEFT_OUT.has(node.localName)) return null;
  const made = document.createElementNS("http://www.w3.org/2000/svg", kind);
  for (const { name, value } of node.attributes) {
    const geometry =
      Object.hasOwn(allowed, name) &&
      !PAINTS.has(name) &&
      !/^(?:filter|font-family|tabindex)$/.test(name);
    if (geometry || name === "id") made.setAttribute(name, value);
  }
  for (const property of INHERITED) write(made, property, style, above?.getPropertyValue(property));
  for (const [property, usual] of Object.entries(OWN)) write(made, property, style, usual);
  for (const child of node.childNodes) {
    if (child instanceof Text) made.append(child.data);
    if (!(child instanceof Element)) continue;
    const copy = copied(child, style);
    if (copy) made.append(copy);
  }
  return made;
}

function write(
  made: Element,
  property: string,
  style: CSSStyleDeclaration,
  usual: string | undefined,
): void {
  const value = style.getPropertyValue(property);
  made.removeAttribute(property);
  if (value === usual || !Object.hasOwn(drawn["g"] ?? {}, property)) return;
  made.setAttribute(property, PAINTS.has(property) ? tokenOf(value) : value.replace(/px$/, ""));
}
