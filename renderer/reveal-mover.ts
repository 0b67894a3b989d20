import { currentIndex, type Deck } from "./reveal-deck.ts";
import type { StagedSlide, StageFrame } from "./reveal-frame.ts";
import type { Trust } from "./reveal-section.ts";
import { isSame, StageWindow, type Staged } from "./reveal-window.ts";

/** The longest the neighbours wait for an idle moment, in milliseconds. */
const IDLE_MS = 300;

const readingOrder = new Intl.Collator("en", { numeric: true });

/** Turns positions into the moves plain Reveal would make: next, previous, a jump, or a step. */
export class Mover {
  readonly #deck: Deck;
  readonly #window: StageWindow;
  #frame: StageFrame | null = null;
  /** A move that waits for pictures; a later one makes it at once, so that no move is lost. */
  #waiting: (() => void) | null = null;
  #idle = 0;
  #moving = false;

  constructor(deck: Deck, trust: Trust, still: boolean) {
    this.#deck = deck;
    this.#window = new StageWindow(deck, trust, still);
    // Reveal follows links of its own accord: on stage only the app moves.
    deck.on("beforeslidechange", (event) => {
      if (!this.#moving) event.preventDefault();
    });
  }

  /** Resolves when the move is made. When the slide is there with its pictures, that is before `move` returns. */
  async move(frame: StageFrame): Promise<void> {
    const target = frame.slides[frame.current];
    if (!target) throw new RangeError(`no slide ${frame.current} in the frame`);
    this.#waiting?.();
    cancelIdleCallback(this.#idle);
    this.#frame = frame;
    const { one, leaving } = this.#bring(frame.slides, target);
    if (one.ready || one === this.#window.current) this.#make(one, frame.step, leaving);
    else await this.#afterPictures(one, frame.step, leaving);
  }

  /** Brings the neighbours in and takes the others out when the page has time, ahead of the next move. */
  settle(): void {
    const arrange = () => {
      if (this.#frame) this.#window.arrange(this.#frame.slides);
    };
    this.#idle = requestIdleCallback(arrange, { timeout: IDLE_MS });
  }

  stop(): void {
    cancelIdleCallback(this.#idle);
    this.#waiting = null;
    this.#frame = null;
  }

  /** The target in the document, beside the current slide: almost always it is there already. */
  #bring(slides: StagedSlide[], target: StagedSlide): { one: Staged; leaving?: Staged } {
    const window = this.#window;
    const { current } = window;
    const there = window.find(target);
    if (there || !current) return { one: there ?? window.insert(0, target) };
    if (slides.some((slide) => isSame(slide, current.slide))) {
      window.arrange(slides);
      return { one: window.find(target) ?? current };
    }
    const moved = !slides.some((slide) => slide.place === current.slide.place);
    if (moved && current.slide.hash === target.hash) {
      // The deck was edited around the slide on stage: it is the same slide at a new place.
      current.slide = target;
      return { one: current };
    }
    return { one: this.#bringFar(current, target), leaving: current };
  }

  /**
   * A jump, or a new revision of the slide on stage. Plain Reveal hides a slide that is left for a far one at once, and
   * shows the far one without transition because it was not displayed before: so here.
   */
  #bringFar(current: Staged, target: StagedSlide): Staged {
    const window = this.#window;
    for (const one of [...window.staged]) if (one !== current) window.remove(one);
    const forward = readingOrder.compare(target.place, current.slide.place) >= 0;
    const one = window.insert(forward ? 1 : 0, target);
    one.section.style.display = "none";
    one.section.slideBackgroundElement?.style.setProperty("display", "none");
    return one;
  }

  #afterPictures(one: Staged, step: number, leaving?: Staged): Promise<void> {
    return new Promise((resolve) => {
      const make = () => {
        if (this.#waiting !== make) return;
        this.#waiting = null;
        this.#make(one, step, leaving);
        resolve();
      };
      this.#waiting = make;
      void one.whenReady.then(make);
    });
  }

  #make(one: Staged, step: number, leaving?: Staged): void {
    const from = currentIndex(this.#deck);
    const to = this.#window.staged.indexOf(one);
    this.#moving = true;
    if (from < 0) this.#open(step);
    else if (from !== to) this.#deck.slide(to, 0, stepAsked(one, to < from, step));
    else if (one.step !== step) this.#deck.navigateFragment(step - 1);
    this.#moving = false;
    one.step = step;
    if (leaving) this.#window.remove(leaving);
  }

  /** The very first slide appears without transition. */
  #open(step: number): void {
    const containers = [this.#deck.getSlidesElement(), this.#deck.getBackgroundsElement()];
    for (const element of containers) element?.classList.add("no-transition");
    this.#deck.slide(0, 0, step > 0 ? step - 1 : undefined);
    setTimeout(() => {
      for (const element of containers) element?.classList.remove("no-transition");
    }, 1);
  }
}

/** What to tell Reveal of fragments: nothing when the slide arrives as asked, all shown from behind, none from before. */
function stepAsked(one: Staged, backwards: boolean, step: number): number | undefined {
  const groups = new Set<string | null>();
  for (const fragment of one.section.querySelectorAll(".fragment")) {
    groups.add(fragment.getAttribute("data-fragment-index"));
  }
  const natural = backwards ? groups.size : 0;
  return Math.min(step, groups.size) === natural ? undefined : step - 1;
}
