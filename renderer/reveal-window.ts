import { currentIndex, type Deck, type RevealSection } from "./reveal-deck.ts";
import type { StagedSlide } from "./reveal-frame.ts";
import { paintable } from "./reveal-paintable.ts";
import {
  buildBackground,
  buildSection,
  dress,
  release,
  type Side,
  type Wall,
} from "./reveal-section.ts";

/** A slide in the document. */
export interface Staged {
  slide: StagedSlide;
  section: RevealSection;
  /** Its pictures, fonts and fitted texts can be painted. */
  ready: boolean;
  whenReady: Promise<void>;
  /** Fragment groups shown when it was last on stage. */
  step: number;
}

/** The few slides in the document, in reading order, kept in step with Reveal's own index. */
export class StageWindow {
  readonly staged: Staged[] = [];
  readonly #deck: Deck;
  readonly #wall: Wall;

  constructor(deck: Deck, wall: Wall) {
    this.#deck = deck;
    this.#wall = wall;
  }

  /** The slide on stage, if any. */
  get current(): Staged | undefined {
    return this.staged[currentIndex(this.#deck)];
  }

  find(slide: StagedSlide): Staged | undefined {
    return this.staged.find((one) => isSame(one.slide, slide));
  }

  /** Brings a slide in at `index`, beside the current one, as Reveal would hold it there. */
  insert(index: number, slide: StagedSlide): Staged {
    const current = currentIndex(this.#deck);
    const side: Side = index <= current ? "past" : "future";
    const section = buildSection(slide, this.#wall);
    const next = this.staged[index]?.section;
    const background = buildBackground(section, side);
    dress(section, side);
    this.#deck.getSlidesElement()?.insertBefore(section, next ?? null);
    this.#deck
      .getBackgroundsElement()
      ?.insertBefore(background, next?.slideBackgroundElement ?? null);
    if (index <= current) this.#deck.rebase(1);
    this.#deck.syncSlide(section);
    const one: Staged = {
      slide,
      section,
      ready: false,
      whenReady: paintable(section),
      step: 0,
    };
    void one.whenReady.then(() => (one.ready = true));
    this.staged.splice(index, 0, one);
    return one;
  }

  /** Takes a slide out. Never the current one. */
  remove(one: Staged): void {
    const index = this.staged.indexOf(one);
    const current = currentIndex(this.#deck);
    if (index < 0 || index === current) return;
    this.staged.splice(index, 1);
    one.section.remove();
    one.section.slideBackgroundElement?.remove();
    if (index < current) this.#deck.rebase(-1);
    release(one.section);
  }

  /** Takes out every slide that fails the test, but never the current one. */
  keep(test: (one: Staged) => boolean): void {
    for (const one of this.staged.filter((staged) => !test(staged))) this.remove(one);
  }

  /**
   * Makes the window exactly these slides, in this order, and returns those that came in. The current one is among them
   * and stays untouched.
   */
  arrange(slides: readonly StagedSlide[]): Staged[] {
    this.keep((one) => slides.some((slide) => isSame(slide, one.slide)));
    if (!this.#inOrder(slides)) this.keep(() => false);
    const fresh: Staged[] = [];
    for (const [index, slide] of slides.entries()) {
      const there = this.staged[index];
      if (!there || !isSame(there.slide, slide)) fresh.push(this.insert(index, slide));
    }
    // Sets the height of what came in now, and computes its style, so that a move starts from where it stands.
    if (fresh.length > 0) this.#deck.layout();
    void this.#layoutAgain(fresh);
    return fresh;
  }

  /** Pictures and fitted texts change a slide's height when they are there. */
  async #layoutAgain(fresh: readonly Staged[]): Promise<void> {
    const changing = fresh.filter(({ section }) => section.querySelector("img, .r-fit-text"));
    if (changing.length === 0) return;
    await Promise.all(changing.map(({ whenReady }) => whenReady));
    if (changing.some(({ section }) => section.isConnected)) this.#deck.layout();
  }

  #inOrder(slides: readonly StagedSlide[]): boolean {
    const ranks = this.staged.map((one) => slides.findIndex((slide) => isSame(slide, one.slide)));
    return ranks.every((rank, index) => index === 0 || rank > (ranks[index - 1] ?? -1));
  }
}

/** The same content at the same place. */
export function isSame(a: StagedSlide, b: StagedSlide): boolean {
  return a.place === b.place && a.hash === b.hash;
}
