import type { RevealSection } from "./reveal-deck.ts";
import type { StagedSlide } from "./reveal-frame.ts";

/** The second wall: turns a slide's HTML into something that may enter the document. */
export type Trust = (html: string) => DocumentFragment | TrustedMarkup | string;

/** The second wall for the section's own attributes. */
export type TrustAttributes = (attributes: Record<string, string>) => Record<string, string>;

/** The browser's TrustedHTML, which TypeScript's library does not name. */
export type TrustedMarkup = object;

export interface Wall {
  trust: Trust;
  trustAttributes?: TrustAttributes;
}

/** Which side of the current slide a section stands on, in Reveal's words. */
export type Side = "past" | "future";

/** Classes Reveal itself gives and takes; a deck that brings them would break the count. */
const OWN_CLASSES = new Set(["past", "present", "future", "stack"]);

/** Builds the section of a slide, not yet in the document. */
export function buildSection(slide: StagedSlide, wall: Wall): RevealSection {
  const section: RevealSection = document.createElement("section");
  const attributes = wall.trustAttributes?.(slide.attributes) ?? slide.attributes;
  for (const [name, value] of Object.entries(attributes)) {
    if (allowed(name, value)) section.setAttribute(name, value);
  }
  section.classList.remove(...OWN_CLASSES);
  if (section.classList.length === 0) section.removeAttribute("class");
  const content = wall.trust(slide.html);
  if (content instanceof DocumentFragment) section.append(content);
  else section.innerHTML = content as string;
  flatten(section);
  regroup(section);
  for (const image of section.querySelectorAll("img")) {
    image.decoding = "sync";
    image.loading = "eager";
  }
  return section;
}

/** Builds the element that Reveal paints a slide's background on. */
export function buildBackground(section: RevealSection, side: Side): HTMLElement {
  const background = document.createElement("div");
  background.className = `slide-background ${section.className}`.trim();
  background.classList.add(side);
  const content = document.createElement("div");
  content.className = "slide-background-content";
  background.append(content);
  section.slideBackgroundElement = background;
  section.slideBackgroundContentElement = content;
  return background;
}

/** Puts a waiting section in the state plain Reveal gives a slide on that side of the current one. */
export function dress(section: RevealSection, side: Side): void {
  section.classList.add(side);
  section.setAttribute("hidden", "");
  section.setAttribute("aria-hidden", "true");
  section.setAttribute("inert", "");
  if (side === "future") return;
  for (const fragment of section.querySelectorAll(".fragment")) fragment.classList.add("visible");
}

/** Lets go of what a removed section would keep alive: decoders, and the list of the text fitter. */
export function release(section: RevealSection): void {
  for (const scope of [section, section.slideBackgroundElement]) {
    for (const media of scope?.querySelectorAll<HTMLMediaElement>("video, audio") ?? []) {
      media.pause();
      media.removeAttribute("src");
      for (const source of media.querySelectorAll("source")) source.remove();
      media.load();
    }
  }
  for (const text of section.querySelectorAll<HTMLElement & Fitted>(".r-fit-text")) {
    text.fitted?.unsubscribe();
  }
}

interface Fitted {
  /** Set by reveal-rebase.plugin.ts. */
  fitted?: { unsubscribe(): void };
}

/** Wall 2 for the section's own attributes: no handlers, no frames, no way out of the animation's style rule. */
function allowed(name: string, value: string): boolean {
  if (name === "data-background-iframe") return false;
  if (name === "data-state" && !/^[\w -]*$/.test(value)) return false;
  if (name.endsWith("-easing") && !/^[\w\s.,()-]*$/.test(value)) return false;
  return /^(class|id|lang|dir|title|style|data-[\w-]+|aria-[a-z]+)$/.test(name);
}

/** A section inside a section is a vertical stack to Reveal: here a slide is one section. */
function flatten(section: HTMLElement): void {
  for (const inner of section.querySelectorAll("section")) rename(inner, "div");
}

/**
 * Chromium 156 keeps a media query for good each time it computes the style of a `thead` or a `tfoot`: a loop with tables
 * grew by about 30 MB in 10,000 changes. Body groups that are drawn as head and foot look and read the same.
 */
function regroup(section: HTMLElement): void {
  for (const group of section.querySelectorAll("thead, tfoot")) {
    const head = group.localName === "thead";
    const body = rename(group, "tbody");
    body.classList.add(group.localName);
    body.style.display = head ? "table-header-group" : "table-footer-group";
  }
}

function rename(element: Element, name: "div" | "tbody"): HTMLElement {
  const other = document.createElement(name);
  for (const { name: attribute, value } of element.attributes) other.setAttribute(attribute, value);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}
