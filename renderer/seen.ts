import { lastName } from "../core/address.ts";

/** What the eye sees of a slide: its words and pictures, where they are drawn. */
export interface Seen {
  element: Element;
  text: string;
  rect: DOMRect;
  /** The stretch of text; null for a picture. */
  range: Range | null;
}

const QUOTED = 80;

/** Every stretch of visible text, where it is drawn. */
export function textsOf(slide: HTMLElement): Seen[] {
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  const found: Seen[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    // Maths is held up by characters without width that nobody reads.
    const text = (node.textContent ?? "").replaceAll("\u200b", "").trim();
    if (!element || text === "" || !isSeen(element) || inScroller(element, slide)) continue;
    if (element.closest("title, desc, script, style, .visually-hidden, annotation")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    found.push({ element, text, rect: range.getBoundingClientRect(), range });
  }
  return found;
}

/** Pictures and media in the flow of the slide; what is placed at will, or decorates, may run off its edge. */
export function boxesOf(slide: HTMLElement): Seen[] {
  return [...slide.querySelectorAll("img, video, canvas")]
    .filter((element) => isSeen(element) && !isPlaced(element, slide))
    .map((element) => ({
      element,
      text: nameOf(element),
      rect: element.getBoundingClientRect(),
      range: null,
    }));
}

export function isSeen(element: Element): boolean {
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** Taken out of the flow by its author or the theme. */
export function isPlaced(element: Element, slide: HTMLElement): boolean {
  for (let each: Element | null = element; each && each !== slide; each = each.parentElement)
    if (/absolute|fixed/.test(getComputedStyle(each).position)) return true;
  return false;
}

/** Whether a box cuts what runs over it. */
export function cuts(element: HTMLElement): boolean {
  const { overflowX, overflowY, display } = getComputedStyle(element);
  return display !== "inline" && (overflowX !== "visible" || overflowY !== "visible");
}

/** Inside a box that cuts: that box is spoken of, once. */
function inScroller(element: Element, slide: HTMLElement): boolean {
  for (let each: Element | null = element; each && each !== slide; each = each.parentElement)
    if (each instanceof HTMLElement && cuts(each)) return true;
  return false;
}

/** The block that a stretch of text belongs to: an author mends blocks, not words. */
export function blockOf(element: Element): Element {
  return element.closest("p, li, td, th, h1, h2, h3, h4, h5, h6, pre, svg") ?? element;
}

/** The size of a text in the window's pixels: what a drawing is scaled by counts. */
export function sizeOf(element: Element): number {
  const size = Number.parseFloat(getComputedStyle(element).fontSize);
  if (element instanceof SVGGraphicsElement) {
    const matrix = element.getScreenCTM();
    return size * (matrix ? Math.hypot(matrix.a, matrix.b) : 1);
  }
  const box = element instanceof HTMLElement ? element : null;
  const drawn = box && box.offsetWidth > 0 ? box.getBoundingClientRect().width : 0;
  return size * (drawn > 0 && box ? drawn / box.offsetWidth : 1);
}

/** The name of the file that an element shows. */
export function nameOf(element: Element): string {
  const own = element.getAttribute("src") ?? element.getAttribute("data-src");
  const source = own ?? element.querySelector("source")?.getAttribute("src") ?? "";
  return fileOf(source);
}

export function fileOf(address: string): string {
  return quoted(lastName(address));
}

export function quoted(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, QUOTED);
}
