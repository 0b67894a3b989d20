import { SMALLEST_TEXT } from "../core/look.ts";
import type { Finding } from "./picture.ts";

/**
 * What the eye would find wrong with a slide as it is drawn now: words or pictures past its edges, cut by a box, too
 * small to read from a booth's two metres, or not drawn at all. Lengths are in the slide's logical pixels.
 */

/** What the thread and the number take at the bottom of a slide that lies: the thread's highest point is at y = 655. */
const BAND = 65;
/** What rounding may add. */
const TOLERANCE = 1;
const QUOTED = 80;

export interface Sheet {
  width: number;
  height: number;
}

/** @param slide the section on stage, at its last step. @returns at most one finding of a kind for each element. */
export async function measure(slide: HTMLElement, sheet: Sheet): Promise<Finding[]> {
  await document.fonts.ready;
  const undecoded = await pictures(slide);
  const frame = slide.parentElement?.getBoundingClientRect() ?? slide.getBoundingClientRect();
  const scale = frame.width / sheet.width || 1;
  const smallest = sheet.height > sheet.width ? SMALLEST_TEXT.portrait : SMALLEST_TEXT.landscape;
  const texts = textsOf(slide);
  const band = sheet.height > sheet.width ? 0 : BAND * scale;
  const overflow = [...texts, ...boxesOf(slide)].flatMap(({ element, text, rect }) => {
    // Text in the flow must not run into the thread.
    const inFlow = element instanceof HTMLElement && !isPlaced(element, slide);
    const pixels =
      Math.max(beyond(rect, frame), inFlow ? rect.bottom - (frame.bottom - band) : 0) / scale;
    return pixels > TOLERANCE ? [{ element, text, pixels }] : [];
  });
  const small = texts.flatMap(({ element, text }) => {
    const pixels = sizeOf(element) / scale;
    return pixels < smallest - 0.01 ? [{ element, text, pixels }] : [];
  });
  return [
    ...undecoded,
    ...worst("overflow", overflow, Math.max),
    ...clipped(slide),
    ...worst("small", small, Math.min),
  ];
}

interface Seen {
  element: Element;
  text: string;
  rect: DOMRect;
}

/** Every stretch of visible text, where it is drawn. */
function textsOf(slide: HTMLElement): Seen[] {
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
    found.push({ element, text, rect: range.getBoundingClientRect() });
  }
  return found;
}

/** Pictures and media in the flow of the slide; what is placed at will, or decorates, may run off its edge. */
function boxesOf(slide: HTMLElement): Seen[] {
  return [...slide.querySelectorAll("img, video, canvas")]
    .filter((element) => isSeen(element) && !isPlaced(element, slide))
    .map((element) => ({
      element,
      text: nameOf(element),
      rect: element.getBoundingClientRect(),
    }));
}

/** Boxes that hold more than they show: nobody scrolls a slide. */
function clipped(slide: HTMLElement): Finding[] {
  return [...slide.querySelectorAll<HTMLElement>("*")].flatMap((element) => {
    if (!(element instanceof HTMLElement) || !isSeen(element) || !cuts(element)) return [];
    // Stepped code scrolls by itself to the lines it speaks of.
    if (element.matches("code[data-line-numbers*='|']")) return [];
    const pixels = Math.max(
      element.scrollWidth - element.clientWidth,
      element.scrollHeight - element.clientHeight,
    );
    const text = quoted(element.textContent ?? "");
    return pixels > TOLERANCE && text !== "" ? [{ kind: "clipped" as const, text, pixels }] : [];
  });
}

async function pictures(slide: HTMLElement): Promise<Finding[]> {
  const all = [...slide.querySelectorAll("img")].map(async (image) => {
    const drawn = await image.decode().then(
      () => true,
      () => false,
    );
    return drawn || !image.getAttribute("src")
      ? []
      : [{ kind: "undecoded" as const, text: nameOf(image), pixels: 0 }];
  });
  return (await Promise.all(all)).flat();
}

/** One finding for each block of text, in reading order: the worst of its pieces. */
function worst(
  kind: Finding["kind"],
  found: { element: Element; text: string; pixels: number }[],
  pick: (a: number, b: number) => number,
): Finding[] {
  const blocks = new Map<Element, Finding>();
  for (const { element, text, pixels } of found) {
    const block = element.closest("p, li, td, th, h1, h2, h3, h4, h5, h6, pre, svg") ?? element;
    const known = blocks.get(block);
    if (known) known.pixels = pick(known.pixels, pixels);
    else blocks.set(block, { kind, text: quoted(text), pixels });
  }
  return [...blocks.values()];
}

/** How far a box reaches past the slide, on its worst side. */
function beyond(rect: DOMRect, frame: DOMRect): number {
  if (rect.width === 0 && rect.height === 0) return 0;
  return Math.max(
    frame.left - rect.left,
    frame.top - rect.top,
    rect.right - frame.right,
    rect.bottom - frame.bottom,
  );
}

/** The size of a text in the window's pixels: what a drawing is scaled by counts. */
function sizeOf(element: Element): number {
  const size = Number.parseFloat(getComputedStyle(element).fontSize);
  if (element instanceof SVGGraphicsElement) {
    const matrix = element.getScreenCTM();
    return size * (matrix ? Math.hypot(matrix.a, matrix.b) : 1);
  }
  const box = element instanceof HTMLElement ? element : null;
  const drawn = box && box.offsetWidth > 0 ? box.getBoundingClientRect().width : 0;
  return size * (drawn > 0 && box ? drawn / box.offsetWidth : 1);
}

function isSeen(element: Element): boolean {
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** Taken out of the flow by its author or the theme. */
function isPlaced(element: Element, slide: HTMLElement): boolean {
  for (let each: Element | null = element; each && each !== slide; each = each.parentElement)
    if (/absolute|fixed/.test(getComputedStyle(each).position)) return true;
  return false;
}

/** Inside a box that cuts: `clipped` speaks of it, once. */
function inScroller(element: Element, slide: HTMLElement): boolean {
  for (let each: Element | null = element; each && each !== slide; each = each.parentElement)
    if (each instanceof HTMLElement && cuts(each)) return true;
  return false;
}

function cuts(element: HTMLElement): boolean {
  const { overflowX, overflowY, display } = getComputedStyle(element);
  return display !== "inline" && (overflowX !== "visible" || overflowY !== "visible");
}

function nameOf(element: Element): string {
  const source = element.getAttribute("src") ?? element.getAttribute("data-src") ?? "";
  return quoted(decodeURIComponent(source.split("/").at(-1) ?? ""));
}

function quoted(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, QUOTED);
}
