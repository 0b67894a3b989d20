import { SMALLEST_TEXT } from "../core/look.ts";

/**
 * `fit: auto` in a deck: a slide that runs over is drawn smaller until it fits, down to a floor. What does not fit even
 * then runs over in sight, and `check` tells its author: nothing is ever cut in silence.
 */

/** The smallest a slide may become, as a share of its size. */
const FLOOR = 0.7;
/** Halvings of the range between the floor and 1: to within one percent. */
const HALVINGS = 5;
/** What rounding may add, in pixels of the window. */
const TOLERANCE = 1;

/** Fits a slide that asks for it and that is laid out, wherever it stands. */
export function fit(section: HTMLElement): void {
  if (section.dataset["fit"] !== "auto") return;
  const sheet = section.parentElement;
  if (!sheet) return;
  section.style.removeProperty("zoom");
  if (fits(section, sheet)) return;
  let least = Math.max(FLOOR, Math.min(1, floorOf(section, sheet)));
  let most = 1;
  section.style.setProperty("zoom", String(least));
  if (!fits(section, sheet)) return;
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (least + most) / 2;
    section.style.setProperty("zoom", String(middle));
    if (fits(section, sheet)) least = middle;
    else most = middle;
  }
  section.style.setProperty("zoom", String(least));
}

/** Within the margins: the bottom one is the band of the thread and the slide's number. */
function fits(section: HTMLElement, sheet: HTMLElement): boolean {
  const { width, height } = sheet.getBoundingClientRect();
  const scale = width / sheet.offsetWidth || 1;
  const { paddingRight, paddingBottom } = getComputedStyle(section);
  const margin = (length: string) =>
    (Number.parseFloat(length) || 0) * section.currentCSSZoom * scale;
  // A neighbour may stand beside the slide on stage: its own corner is where it will be.
  const { left, top } = section.getBoundingClientRect();
  return [...section.children].every((child) => {
    if (/absolute|fixed/.test(getComputedStyle(child).position)) return true;
    const box = child.getBoundingClientRect();
    return (
      box.right - left <= width - margin(paddingRight) + TOLERANCE &&
      box.bottom - top <= height - margin(paddingBottom) + TOLERANCE
    );
  });
}

/** How far the smallest text may shrink. */
function floorOf(section: HTMLElement, sheet: HTMLElement): number {
  const smallest =
    sheet.offsetHeight > sheet.offsetWidth ? SMALLEST_TEXT.portrait : SMALLEST_TEXT.landscape;
  const sizes = [...section.querySelectorAll("*")]
    .filter((element) => [...element.childNodes].some(isText))
    .map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  return sizes.length > 0 ? smallest / Math.min(...sizes) : FLOOR;
}

function isText(node: Node): boolean {
  return node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== "";
}
