import Reveal, { type RevealApi, type RevealConfig } from "reveal.js";
import "reveal.js/reveal.css";
import "./reveal-still.css";

/** A Reveal that shows exactly what it is told, and reacts to nobody else. */
export interface Deck extends RevealApi {
  /** Shifts the index of the current slide after sections came or went before it; added by reveal-rebase.plugin.ts. */
  rebase(by: number): void;
  /** Starts the films and sounds of the current slide; Reveal's types forget it. */
  startEmbeddedContent(): void;
}

/** A section with what Reveal hangs on it. */
export interface RevealSection extends HTMLElement {
  slideBackgroundElement?: HTMLElement;
  slideBackgroundContentElement?: HTMLElement;
}

export interface DeckLook {
  width: number;
  height: number;
  transition?: string;
  reducedMotion: boolean;
  center?: boolean;
  margin?: number;
}

/**
 * Slides further than this from the current one are hidden by Reveal; the window holds no more than those nearer.
 * Reveal's own default, so that what leaves the DOM is what plain Reveal would hide at the same moment.
 */
const VIEW_DISTANCE = 3;

/** Starts Reveal on an empty deck inside `root`. */
export async function startDeck(root: HTMLElement, look: DeckLook): Promise<Deck> {
  const frame = document.createElement("div");
  frame.className = "reveal";
  const slides = document.createElement("div");
  slides.className = "slides";
  frame.append(slides);
  root.replaceChildren(frame);
  const deck = new Reveal(frame, configuration(look)) as Deck;
  if (typeof deck.rebase !== "function") {
    throw new Error("Reveal was bundled without reveal-rebase.plugin.ts: add it to the build.");
  }
  await deck.initialize();
  moveOrStill(deck, look);
  // The slide is read like any page; as an application, screen readers would hand every key to us.
  frame.removeAttribute("role");
  return deck;
}

/** Lets the slides move, or keeps them still from now on, as if the deck had been started so. */
export function moveOrStill(deck: Deck, look: DeckLook): void {
  const settings = deck.getConfig();
  const { transition = "fade", backgroundTransition = "fade", autoAnimate } = configuration(look);
  const frame = deck.getRevealElement();
  // What Reveal's `configure` does with these, without its `sync`, which would restart every background.
  if (settings.transition) frame?.classList.remove(settings.transition);
  frame?.classList.add(transition);
  frame?.classList.toggle("still", look.reducedMotion);
  frame?.setAttribute("data-background-transition", backgroundTransition);
  Object.assign(settings, { transition, backgroundTransition, autoAnimate });
}

/** Nothing on the slides may move. */
export function isStill(deck: Deck): boolean {
  return deck.getRevealElement()?.classList.contains("still") ?? false;
}

/** The current slide's index among the sections, or -1 before the first slide. */
export function currentIndex(deck: Deck): number {
  return deck.getCurrentSlide() ? deck.getIndices().h : -1;
}

/** The settings of the stage; plain Reveal compared with it in tests runs on the same. */
export function configuration(look: DeckLook): RevealConfig {
  const { width, height, reducedMotion } = look;
  return {
    width,
    height,
    center: look.center ?? true,
    margin: look.margin ?? 0.04,
    // A booth screen may be any size: the slide fills it.
    minScale: 0.05,
    maxScale: 20,
    transition: (reducedMotion ? "none" : (look.transition ?? "fade")) as "fade",
    backgroundTransition: reducedMotion ? "none" : "fade",
    autoAnimate: !reducedMotion,
    viewDistance: VIEW_DISTANCE,
    mobileViewDistance: VIEW_DISTANCE,
    // A narrow preview is still a stage, not a page to scroll.
    scrollActivationWidth: 0,
    // Position comes from the app alone.
    autoSlide: 0,
    keyboard: false,
    touch: false,
    hash: false,
    respondToHashChanges: false,
    history: false,
    overview: false,
    help: false,
    pause: false,
    jumpToSlide: false,
    controls: false,
    progress: false,
    postMessage: false,
    postMessageEvents: false,
    focusBodyOnPageVisibilityChange: false,
    hideInactiveCursor: false,
  };
}
