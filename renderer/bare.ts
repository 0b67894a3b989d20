import type { Mark } from "./picture.ts";

/**
 * A slide without its words, to be photographed. The photograph is taken by another process, that may still have the
 * picture before: a mark in the corner, of another colour each time, tells which one it took.
 */

/** Hides the words, and nothing else: what is drawn in the text's colour stays. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  section.present * { -webkit-text-fill-color: transparent !important; text-decoration-color: transparent !important; }
  section.present svg :is(text, tspan, textPath) { fill: transparent !important; }
`);

/** Side of the mark, in pixels of the window: what is left of it in a small photograph is still of one colour. */
const SIDE = 24;
const COLOURS: readonly Mark[] = [
  [255, 0, 255],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 0],
  [0, 255, 255],
  [255, 0, 0],
];
const mark = document.createElement("div");
let taken = 0;

/** @returns the mark to be found at the upper left of a photograph of the slide as it is from now on. */
export async function undress(): Promise<Mark> {
  const colour = COLOURS[taken++ % COLOURS.length] ?? [0, 0, 0];
  mark.style.cssText = `position: fixed; inset: 0 auto auto 0; width: ${SIDE}px; height: ${SIDE}px; z-index: 2147483647; background: rgb(${colour.join(" ")})`;
  document.body.append(mark);
  document.adoptedStyleSheets = [...others(), sheet];
  for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
  return colour;
}

export function dress(): void {
  if (!mark.isConnected) return;
  mark.remove();
  document.adoptedStyleSheets = others();
}

/** The sheets of the themes on stage. */
function others(): CSSStyleSheet[] {
  return document.adoptedStyleSheets.filter((each) => each !== sheet);
}
