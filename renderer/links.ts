import { SWIPE_PX } from "./moves.ts";

/**
 * Hears every link that is clicked, touched or entered. No link leads away; one to a slide of the deck, `#/key`, is told.
 *
 * @param listener gets the key of the slide.
 */
export function onLink(listener: (key: string) => void): void {
  let from = 0;
  addEventListener("pointerdown", (event) => (from = event.clientX), { capture: true });
  addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element && event.target.closest("a, area");
      if (!link) return;
      event.preventDefault();
      // A key or assistive technology clicks without a count; a finger that swiped has moved the show already.
      const swiped = event.detail > 0 && Math.abs(event.clientX - from) >= SWIPE_PX;
      const key = /^#\/?(.+)$/s.exec(link.getAttribute("href") ?? "")?.[1];
      if (key && !swiped) listener(key);
    },
    { capture: true },
  );
}
