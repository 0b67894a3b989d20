import { purify, purifyAttributes } from "../../renderer/purify.ts";

/** The page that shows what wall 2 makes of a string: it asks for no stage, and has no policy of its own. */
const shown = {
  /** What wall 2 leaves. */
  held(html: string): string {
    const box = document.createElement("div");
    box.append(purify(html));
    return box.innerHTML;
  },
  /** What the browser itself makes of it, styles as it reads them, with nothing taken out. */
  read(html: string): string {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    for (const one of body.querySelectorAll<HTMLElement>("[style]")) {
      one.setAttribute("style", one.style.cssText);
    }
    return body.innerHTML;
  },
  attributes: purifyAttributes,
  /** Milliseconds to hold a string, at best. */
  cost(html: string): number {
    const runs = Array.from({ length: 7 }, () => {
      const start = performance.now();
      purify(html);
      return performance.now() - start;
    });
    return Math.min(...runs);
  },
};

export type Shown = typeof shown;
Object.assign(window, { shown });
