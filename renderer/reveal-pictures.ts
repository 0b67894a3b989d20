import type { RevealSection } from "./reveal-deck.ts";

/** The longest a move waits for pictures, in milliseconds: a broken disk must not stop the show. */
const PATIENCE_MS = 1_500;

/** Resolves when every picture of the slide can be painted at once, or cannot be had at all. */
export async function picturesReady(section: RevealSection): Promise<void> {
  const waits = [...imagesOf(section)].map((image) => image.decode().catch(ignoreBroken));
  if (waits.length > 0) await Promise.race([Promise.all(waits), patience()]);
}

function* imagesOf(section: RevealSection): Iterable<HTMLImageElement> {
  for (const image of section.querySelectorAll("img")) {
    if (image.getAttribute("src")) yield image;
  }
  // A background is a style, which cannot be awaited: the same file in an image element can.
  const content = section.slideBackgroundContentElement;
  for (const [, url] of content?.style.backgroundImage.matchAll(/url\("([^"]*)"\)/g) ?? []) {
    const image = new Image();
    image.src = url ?? "";
    yield image;
  }
}

/** A picture that does not load leaves its place empty, as in any page; the show goes on. */
function ignoreBroken(): void {}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}
