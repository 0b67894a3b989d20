import type { Frame } from "@playwright/test";
import { MOST_SHARE } from "../../core/shift.ts";
import { SHAPES, type Shape } from "./bundled.ts";

/** Smallest body text and smallest text of all, in logical pixels; the art direction gives a totem 1.4 times as much. */
const LEAST: Record<Shape, { body: number; any: number }> = {
  landscape: { body: 28, any: 20 },
  portrait: { body: 42, any: 28 },
};
/** Text that may be smaller than body: labels in figures, the source line, a footnote to a scale. */
const LABELS = ".map p, .source p, section.timeline > p";

/** What of the slide on stage leaves it, or its middle that no shift of the picture ever cuts, is cut, lies over other words, or is too small. */
export function misfits(stage: Frame, shape: Shape): Promise<string[]> {
  return stage.evaluate(
    ({ width, height, edge, least, labels }) => {
      const section = document.querySelector("section.present");
      if (!section) return ["nothing is on stage"];
      const found: string[] = [];
      const boxes: { text: string; rect: DOMRect; block: Element }[] = [];
      const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? "";
        const parent = node.parentElement;
        if (text === "" || !parent || parent.closest("svg")) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const rect = range.getBoundingClientRect();
        if (rect.width === 0) continue;
        const short = text.slice(0, 40);
        const [across, down] = [edge * width, edge * height];
        if (
          rect.left < across ||
          rect.top < down ||
          rect.right > width - across ||
          rect.bottom > height - down
        )
          found.push(`«${short}» leaves the slide`);
        const size = parseFloat(getComputedStyle(parent).fontSize);
        const floor = parent.closest(labels) ? least.any : least.body;
        if (size < floor) found.push(`«${short}» is ${size} px, under ${floor}`);
        const block = parent.closest("p, li, h1, h2, h3, td, th") ?? parent;
        for (const other of boxes) {
          if (other.block === block) continue;
          const wide =
            Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left);
          const high =
            Math.min(rect.bottom, other.rect.bottom) - Math.max(rect.top, other.rect.top);
          // Line boxes of tight headings touch; words that overlap do by more.
          if (wide > 2 && high > 14) found.push(`«${short}» lies over «${other.text}»`);
        }
        boxes.push({ text: short, rect, block });
      }
      return found;
    },
    { ...SHAPES[shape], edge: MOST_SHARE, least: LEAST[shape], labels: LABELS },
  );
}
