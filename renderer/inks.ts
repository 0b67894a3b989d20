import type { Ink } from "../core/contrast.ts";
import { PORTRAIT, SMALLEST_TEXT, type Sheet } from "../core/look.ts";
import { blockOf, quoted, sizeOf, textsOf } from "./seen.ts";

/**
 * WCAG calls a text large from 24 px on, or from 18.66 px when bold, read at arm's length on a desk. A slide's logical
 * pixel, on a 43-inch screen from two metres, is as large to the eye; a totem's is smaller, as for the smallest text.
 */
const LARGE = 24;
const LARGE_BOLD = 18.66;
const BOLD = 700;

/** Every line of words on a slide, with its colour. */
export function inksOf(slide: HTMLElement, sheet: Sheet): Ink[] {
  const blocks = new Map<Element, number>();
  const ratio = sheet === PORTRAIT ? SMALLEST_TEXT.portrait / SMALLEST_TEXT.landscape : 1;
  return textsOf(slide).flatMap(({ element, text, range }) => {
    const colour = colourOf(element, slide);
    if (!range || colour[3] === 0 || !/[\p{L}\p{N}]/u.test(text)) return [];
    const block = blockOf(element);
    if (!blocks.has(block)) blocks.set(block, blocks.size);
    const bold = Number(getComputedStyle(element).fontWeight) >= BOLD;
    const same = {
      text: quoted(text),
      block: blocks.get(block) ?? 0,
      colour,
      large: sizeOf(element) >= (bold ? LARGE_BOLD : LARGE) * ratio,
      ground: isOnGround(element, slide),
    };
    return [...range.getClientRects()].map(({ x, y, width, height }) => ({
      ...same,
      box: { x, y, width, height },
    }));
  });
}

const pixel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const known = new Map<string, Ink["colour"]>();

/** What the words are filled with; not opaque when they or what they are in are not, unless a step dims them. */
function colourOf(element: Element, slide: HTMLElement): Ink["colour"] {
  const { fill, webkitTextFillColor } = getComputedStyle(element);
  const [r, g, b, alpha] = coloured(element instanceof SVGElement ? fill : webkitTextFillColor);
  let opacity = alpha;
  for (let each: Element | null = element; each && each !== slide; each = each.parentElement)
    if (!each.matches(".fragment, [data-line-numbers], [data-line-numbers] *"))
      opacity *= Number(getComputedStyle(each).opacity);
  return [r, g, b, opacity];
}

/** Any colour of CSS as the screen shows it; transparent when it is no plain colour. */
function coloured(css: string): Ink["colour"] {
  const found = known.get(css);
  if (found) return found;
  if (!pixel || !CSS.supports("color", css)) return [0, 0, 0, 0];
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = css;
  pixel.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, alpha = 0] = pixel.getImageData(0, 0, 1, 1).data;
  const made: Ink["colour"] = [r, g, b, alpha / 255];
  known.set(css, made);
  return made;
}

function isOnGround(element: Element, slide: HTMLElement): boolean {
  for (let each: Element | null = element; each; each = each.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(each);
    if (backgroundImage !== "none" || coloured(backgroundColor)[3] > 0) return false;
    if (each instanceof SVGElement) return false;
    if (each === slide) return true;
  }
  return true;
}
