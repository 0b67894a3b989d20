import { isStill, type Deck } from "./reveal-deck.ts";

/** The blocks that lie over each other now; the last one is seen. */
const SHOWN = "pre > code:not(.fragment), pre > code.visible";

/**
 * Code in steps: each step is a copy of the block with other lines marked (`.highlight-line`), laid over the one before.
 * A block taller than its place scrolls to its marked lines, from where the block before it stood.
 */
export function followCode(deck: Deck): void {
  const slides = deck.getSlidesElement();
  // Reveal's events of single fragments do not bubble, but they can be caught on their way down.
  slides?.addEventListener("visible", onStep, true);
  slides?.addEventListener("hidden", onStep, true);
  deck.on("slidechanged", () => {
    // A step still to come starts where the block before it stands: see `onStep`.
    for (const code of deck.getCurrentSlide()?.querySelectorAll(SHOWN) ?? []) {
      if (isMarked(code)) showMarked(code, "instant");
    }
  });

  function onStep(event: Event): void {
    const { target, type } = event;
    if (!(target instanceof Element) || !target.matches("pre > code.fragment")) return;
    const before = target.previousElementSibling;
    const [from, to] = type === "visible" ? [before, target] : [target, before];
    if (!to || !isMarked(to)) return;
    to.scrollTop = from?.scrollTop ?? 0;
    showMarked(to, isStill(deck) ? "instant" : "smooth");
  }
}

function isMarked(code: Element): boolean {
  return code.scrollHeight > code.clientHeight && code.querySelector(".highlight-line") !== null;
}

/** Scrolls so that the marked lines stand in the middle; when they are too many, from the first. */
function showMarked(code: Element, behavior: ScrollBehavior): void {
  const lines = code.querySelectorAll(".highlight-line");
  const box = code.getBoundingClientRect();
  // What is measured on the screen is scaled; what is scrolled is not.
  const scale = box.height / (code as HTMLElement).offsetHeight || 1;
  const place = (edge: number) => (edge - box.top) / scale + code.scrollTop;
  const top = place(lines[0]?.getBoundingClientRect().top ?? box.top);
  const bottom = place(lines[lines.length - 1]?.getBoundingClientRect().bottom ?? box.top);
  const room = Math.max(code.clientHeight - (bottom - top), 0);
  code.scrollTo({ top: top - room / 2, behavior });
}
