import { element, setAttribute, type Element } from "./tree.ts";

/** Where a chart is drawn, in logical pixels, and the size of its letters. */
export interface Frame {
  width: number;
  height: number;
  size: number;
}

/** An element of a drawing; numbers are rounded to a tenth. */
export function shape(tag: string, attributes: Record<string, string | number>): Element {
  const made = element(tag, 0);
  made.space = "svg";
  for (const [name, value] of Object.entries(attributes)) {
    setAttribute(
      made,
      name,
      typeof value === "number" ? String(Math.round(value * 10) / 10) : value,
    );
  }
  return made;
}

export function text(
  words: string,
  x: number,
  y: number,
  name: string,
  anchor: "start" | "middle" | "end" = "start",
): Element {
  const made = shape("text", { class: name, x, y, "text-anchor": anchor });
  made.children.push(words);
  return made;
}

/** Names of series with their colours, in a row. */
export function key(names: readonly string[], y: number, { size }: Frame): Element[] {
  let x = 0;
  return names.flatMap((name, index) => {
    const at = x;
    x += (name.length * 0.58 + 2.6) * size;
    const box = { x: at, y: y - size * 0.75, width: size * 0.8, height: size * 0.8, rx: 4 };
    return [
      shape("rect", { class: `series s${index + 1}`, ...box }),
      text(name, at + size * 1.15, y, "chart-key"),
    ];
  });
}
