import type { Ink } from "../core/contrast.ts";

/** What may be painted behind words otherwise than by the backgrounds of what they are in. */
const PAINTED = [
  "img, video, canvas, svg",
  ...["background", "position", "margin", "transform", "opacity", "filter", "shadow"].map(
    (property) => `[style*="${property}"]`,
  ),
].join(", ");

/**
 * Tells slides that are coloured alike: words of the same colours on the same grounds, and nothing else painted. One
 * photograph speaks for all of them.
 *
 * @returns null for a slide that must be photographed itself.
 */
export function plainness(slide: HTMLElement, inks: readonly Ink[]): string | null {
  const own = [...slide.attributes].some(({ name }) => name.startsWith("data-background"));
  // Reveal places a slide by its style.
  const painted = /background|filter|opacity|shadow/.test(slide.getAttribute("style") ?? "");
  if (own || painted || slide.querySelector(PAINTED)) return null;
  const grounds = new Set<string>();
  for (const element of slide.querySelectorAll("*")) {
    const { backgroundColor, backgroundImage, color } = getComputedStyle(element);
    grounds.add(`${backgroundColor} ${backgroundImage} ${color}`);
  }
  const words = new Set(
    inks.map(({ colour, large, ground }) => `${colour.join()} ${large} ${ground}`),
  );
  return [slide.className, ...[...grounds].toSorted(), ...[...words].toSorted()].join("\n");
}
