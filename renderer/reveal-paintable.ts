import { fit } from "./fit.ts";
import type { RevealSection } from "./reveal-deck.ts";

/** The longest a move waits for a slide, in milliseconds: a broken disk must not stop the show. */
const PATIENCE_MS = 1_500;

/**
 * Resolves when the slide, which is in the document, can be painted whole: pictures decoded, fonts there, texts fitted.
 * What cannot be had leaves its place empty, as in any page.
 */
export async function paintable(section: RevealSection): Promise<void> {
  const waits: Promise<unknown>[] = [...picturesOf(section)].map((picture) =>
    picture.decode().catch(leaveEmpty),
  );
  // By the next microtask the caller has laid the slide out, which is when the browser asks for its fonts.
  await Promise.resolve();
  if (document.fonts.status === "loading") waits.push(document.fonts.ready);
  // Reveal fits texts in the next animation frame.
  if (section.querySelector(".r-fit-text")) waits.push(twoFrames());
  if (waits.length > 0) await withPatience(Promise.all(waits));
  fit(section);
}

function* picturesOf(section: RevealSection): Iterable<HTMLImageElement> {
  for (const image of section.querySelectorAll("img")) {
    if (image.getAttribute("src")) yield image;
  }
  // A background is a style, which cannot be awaited: the same file in an image element can.
  const background = section.slideBackgroundContentElement?.style.backgroundImage ?? "";
  for (const [, url] of background.matchAll(/url\("([^"]*)"\)/g)) {
    const image = new Image();
    image.src = url ?? "";
    yield image;
  }
}

function leaveEmpty(): void {}

async function twoFrames(): Promise<void> {
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
}

async function withPatience(work: Promise<unknown>): Promise<void> {
  let timer = 0;
  const enough = new Promise((resolve) => {
    timer = window.setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([work, enough]);
  clearTimeout(timer);
}
