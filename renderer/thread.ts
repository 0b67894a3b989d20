import type { PictureSlide } from "./picture.ts";

/**
 * The thread that runs from the first slide of a deck to the last, never cut: saffron up to the bead, which is where the
 * deck stands, a hairline after. The number says the same. It lies in Reveal's box, so that it keeps the slide's scale.
 */
export function drawThread(root: HTMLElement, slide: PictureSlide | undefined): void {
  const box = root.querySelector<HTMLElement>(".slides");
  if (!box || !slide) return;
  const thread = box.querySelector<HTMLElement>(":scope > .thread") ?? made(box);
  const at = Number(slide.place.split("/").at(-1)) + 1;
  // One slide, or the calm slide of a show that can't play, goes nowhere.
  thread.hidden = slide.of < 2 || !(at <= slide.of);
  thread.style.setProperty("--run", String(at / (slide.of + 1)));
  const number = thread.lastElementChild;
  if (number) number.textContent = `${at} / ${slide.of}`;
}

/** On a slide with a ground of its own, light or dark, the thread and the number are painted to be read on it. */
export function groundThread(root: HTMLElement): void {
  const thread = root.querySelector<HTMLElement>(".slides > .thread");
  const slide = root.querySelector(".slides section.present:not(.stack)");
  if (!thread || !slide) return;
  if (slide.classList.contains("has-light-background")) thread.dataset["scheme"] = "light";
  else if (slide.classList.contains("has-dark-background")) thread.dataset["scheme"] = "dark";
  else delete thread.dataset["scheme"];
}

function made(box: HTMLElement): HTMLElement {
  const thread = element("div", "thread");
  const line = element("div", "line");
  line.append(...["ahead", "behind", "bead"].map((name) => element("i", name)));
  thread.append(line, element("span", "number"));
  box.append(thread);
  return thread;
}

function element(tag: "div" | "i" | "span", name: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
