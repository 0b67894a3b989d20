/** Reveal's border between a dark ground and a light one, of 255. */
const MIDDLE = 128;

/** The class that Reveal gives a slide for the colour of its own ground; null when it has none. */
export function contrastClass(
  background: Element,
): "has-dark-background" | "has-light-background" | null {
  const { backgroundColor } = getComputedStyle(background);
  const [red = 0, green = 0, blue = 0, alpha = 1] = (backgroundColor.match(/[\d.]+/g) ?? []).map(
    Number,
  );
  if (alpha === 0) return null;
  const brightness = (red * 299 + green * 587 + blue * 114) / 1_000;
  return brightness < MIDDLE ? "has-dark-background" : "has-light-background";
}
