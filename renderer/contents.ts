import type { Client, SlideContent } from "../core/contract.ts";
import type { SlideRef, View } from "../core/view.ts";
import type { Picture, PictureSlide } from "./picture.ts";

/** Slides fetched from the app, and a few kept ready: the neighbours of a few moves, never a deck. */
export interface Contents {
  /** What a view shows, as a frame draws it; null when the slide on stage is gone. */
  picture(view: View): Promise<Picture | null>;
  slide(ref: Pick<SlideRef, "deck" | "revision" | "slide" | "hash">): Promise<SlideContent | null>;
}

/** @param most slides kept */
export function openContents(client: Client, most: number): Contents {
  const kept = new Map<string, SlideContent>();

  async function slide({
    deck,
    revision,
    slide: index,
    hash,
  }: Pick<SlideRef, "deck" | "revision" | "slide" | "hash">): Promise<SlideContent | null> {
    const known = kept.get(hash);
    const content = known ?? (await client.slide(deck, revision, index));
    if (!content) return null;
    // Put again at the end: the oldest leave first.
    kept.delete(hash);
    kept.set(hash, content);
    for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest);
    return content;
  }

  return {
    slide,
    async picture(view) {
      const current = view.slides[view.current];
      const contents = await Promise.all(view.slides.map(slide));
      if (!current || !contents[view.current]) return null;
      const slides = view.slides.flatMap((ref, index) =>
        pictureSlideOf(ref, contents[index] ?? null),
      );
      return {
        slides,
        current: slides.findIndex(({ place }) => place === current.place),
        step: view.step,
        lang: current.lang,
      };
    },
  };
}

/** A slide as a frame draws it; none when it is gone. */
export function pictureSlideOf(ref: SlideRef, content: SlideContent | null): PictureSlide[] {
  if (!content) return [];
  const { hash, attributes, html, theme } = content;
  const inScheme = { "data-scheme": ref.scheme, ...attributes };
  return [{ place: ref.place, of: ref.of, hash, attributes: inScheme, html, theme }];
}
