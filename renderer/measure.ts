import { LANDSCAPE, PORTRAIT, SMALLEST_TEXT, type Look, type Sheet } from "../core/look.ts";
import { undecoded } from "./decoded.ts";
import {
  blockOf,
  boxesOf,
  cuts,
  isPlaced,
  isSeen,
  quoted,
  sizeOf,
  textsOf,
  type Seen,
} from "./seen.ts";

/**
 * What the eye would find wrong with a slide as it is drawn now: words or pictures past its edges, out of their column,
 * cut by a box, too small to read from a booth's two metres, or not drawn at all. Lengths are in the slide's logical
 * pixels.
 */

/** What the thread and the number take at the bottom of a slide that lies: the thread's highest point is at y = 655. */
const BAND = 65;
/** What rounding may add. */
const TOLERANCE = 1;

/** @param slide the section on stage, at its last step. @returns at most one look of a kind for each element. */
export async function measure(
  slide: HTMLElement,
  background: Element | null,
  sheet: Sheet,
): Promise<Look[]> {
  await document.fonts.ready;
  const broken = await undecoded(slide, background);
  const frame = slide.parentElement?.getBoundingClientRect() ?? slide.getBoundingClientRect();
  const scale = frame.width / sheet.width || 1;
  const smallest = sheet === PORTRAIT ? SMALLEST_TEXT.portrait : SMALLEST_TEXT.landscape;
  const texts = textsOf(slide);
  const all = [...texts, ...boxesOf(slide)];
  const band = sheet === LANDSCAPE ? BAND * scale : 0;
  const overflow = all.flatMap((seen) => {
    // Text in the flow must not run into the thread.
    const inFlow = seen.element instanceof HTMLElement && !isPlaced(seen.element, slide);
    const low = inFlow ? seen.rect.bottom - (frame.bottom - band) : 0;
    return beyondBy(seen, Math.max(beyond(seen.rect, frame), low) / scale);
  });
  const over = new Set(overflow.map(({ element }) => element));
  const crossing = all
    .filter(({ element }) => !over.has(element))
    .flatMap((seen) => beyondBy(seen, outOfColumn(seen, slide) / scale));
  const small = texts.flatMap(({ element, text }) => {
    const pixels = sizeOf(element) / scale;
    return pixels < smallest - 0.01 ? [{ element, text, pixels }] : [];
  });
  return [
    ...broken,
    ...worst("overflow", overflow, Math.max),
    ...clipped(slide),
    ...worst("crossing", crossing, Math.max),
    ...worst("small", small, Math.min),
  ];
}

interface Measured {
  element: Element;
  text: string;
  pixels: number;
}

function beyondBy({ element, text }: Seen, pixels: number): Measured[] {
  return pixels > TOLERANCE ? [{ element, text, pixels }] : [];
}

/** Boxes that hold more than they show: nobody scrolls a slide. */
function clipped(slide: HTMLElement): Look[] {
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

/** How far words or a picture run into what stands beside their column or their cell. */
function outOfColumn({ element, rect }: Seen, slide: HTMLElement): number {
  if (!(element instanceof HTMLElement) || isPlaced(element, slide)) return 0;
  let furthest = 0;
  for (let each: Element | null = element; each && each !== slide; each = each.parentElement) {
    if (!isColumn(each)) continue;
    const box = each.getBoundingClientRect();
    furthest = Math.max(furthest, rect.right - box.right, box.left - rect.left);
  }
  return furthest;
}

/** One of several that stand side by side. */
function isColumn(element: Element): boolean {
  if (element.matches("td, th")) return true;
  const parent = element.parentElement;
  if (!parent || parent.children.length < 2) return false;
  const { display, gridTemplateColumns, flexDirection } = getComputedStyle(parent);
  if (display === "grid") return gridTemplateColumns.trim().split(/\s+/).length > 1;
  return display === "flex" && flexDirection.startsWith("row");
}

/** One look for each block of text, in reading order: the worst of its pieces. */
function worst(
  kind: Look["kind"],
  found: Measured[],
  pick: (a: number, b: number) => number,
): Look[] {
  const blocks = new Map<Element, Look>();
  for (const { element, text, pixels } of found) {
    const block = blockOf(element);
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
