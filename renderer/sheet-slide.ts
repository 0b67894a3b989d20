import { fit } from "./fit.ts";
import { purify, purifyAttributes } from "./purify.ts";
import type { PictureSlide } from "./picture.ts";
import { buildBackground, buildSection, release, type Wall } from "./reveal-section.ts";
import { contrastClass } from "./sheet-contrast.ts";
import { stopPictures } from "./still.ts";
import { classOf } from "./theme.ts";
import { withoutTooltips } from "./tooltips.ts";

/** A slide on the sheet: as the stage shows it at its last step, without a Reveal, and still. */
export interface SheetSlide {
  element: HTMLElement;
  /** Once in the document: fits what is fitted, and stops what moves as soon as it is there. */
  settle(): Promise<void>;
  /** Takes it away, with what it would keep alive. */
  close(): void;
}

const wall: Wall = {
  trust: (html) => withoutTooltips(purify(html)),
  trustAttributes: purifyAttributes,
};

export function openSheetSlide(slide: PictureSlide): SheetSlide {
  const section = buildSection(slide, wall);
  const background = buildBackground(section, "future");
  const theme = classOf(slide.theme);
  background.classList.replace("future", "present");
  paint(section, background);
  section.classList.add("present");
  if (theme !== "") section.classList.add(theme);
  showAll(section);
  for (const media of section.querySelectorAll<HTMLMediaElement>("video, audio")) quieten(media);

  const element = box("slide");
  element.dataset["scheme"] = section.dataset["scheme"] ?? "light";
  if (theme !== "") element.classList.add(theme);
  const reveal = box("reveal still");
  const backgrounds = box("backgrounds");
  const slides = box("slides");
  backgrounds.append(background);
  slides.append(section);
  reveal.append(backgrounds, slides);
  element.append(reveal);
  return {
    element,
    async settle() {
      // Its ground's colour is known once it is laid out.
      const contrast = contrastClass(background);
      if (contrast) section.classList.add(contrast);
      await Promise.allSettled([...section.querySelectorAll("img")].map((image) => image.decode()));
      if (!element.isConnected) return;
      fit(section);
      stopPictures(element);
    },
    close() {
      element.remove();
      release(section);
    },
  };
}

function box(name: string): HTMLElement {
  const made = document.createElement("div");
  made.className = name;
  return made;
}

/** Every step shown; the last ones are the current ones. */
function showAll(section: HTMLElement): void {
  const fragments = [...section.querySelectorAll<HTMLElement>(".fragment")];
  const order = ({ dataset }: HTMLElement) => Number(dataset["fragmentIndex"] ?? 0);
  const last = Math.max(...fragments.map(order));
  for (const each of fragments) {
    each.classList.add("visible");
    each.classList.toggle("current-fragment", order(each) === last);
  }
}

/** What plays shows a picture of itself: its poster, else its first frame. */
function quieten(media: HTMLMediaElement): void {
  media.removeAttribute("autoplay");
  media.removeAttribute("controls");
  media.muted = true;
  media.preload = media.hasAttribute("poster") ? "none" : "metadata";
  for (const each of [media, ...media.querySelectorAll("source")]) {
    const late = each.dataset["src"];
    if (late) each.setAttribute("src", late);
  }
}

/** The slide's own ground, as Reveal paints it; of a film only the colour. */
function paint(section: HTMLElement, background: HTMLElement): void {
  const say = (name: string) => section.getAttribute(`data-background-${name}`) ?? "";
  const content = background.firstElementChild;
  background.style.backgroundColor = say("color");
  background.style.backgroundImage = say("gradient");
  if (!(content instanceof HTMLElement)) return;
  const { style } = content;
  style.backgroundSize = say("size");
  style.backgroundRepeat = say("repeat");
  style.backgroundPosition = say("position");
  style.opacity = say("opacity");
  const pictures = say("image").split(",").filter(Boolean);
  style.backgroundImage = pictures.map((each) => `url(${JSON.stringify(each.trim())})`).join();
}
