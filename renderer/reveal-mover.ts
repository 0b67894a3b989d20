import { currentIndex, type Deck, type RevealSection } from "./reveal-deck.ts";
import type { StagedSlide, StageFrame } from "./reveal-frame.ts";
import type { Wall } from "./reveal-section.ts";
import { isSame, StageWindow, type Staged } from "./reveal-window.ts";

/** The longest the neighbours wait for an idle moment, in milliseconds. */
const IDLE_MS = 300;

const readingOrder = new Intl.Collator("en", { numeric: true });

/** How to get to a slide. */
interface Way {
  to: Staged;
  /** Set when the slide is far from the one on stage: the slide to leave, and those that came for the jump. */
  jump?: { from: Staged; fresh: Staged[] };
  /** It is the slide on stage, edited: nothing may move. */
  revision?: boolean;
}

/** Turns positions into the moves plain Reveal would make: next, previous, a jump, or a step. */
export class Mover {
  readonly #deck: Deck;
  readonly #window: StageWindow;
  #frame: StageFrame | null = null;
  /** A move that waits for pictures; a later one makes it at once, so that no move is lost. */
  #waiting: (() => void) | null = null;
  #idle = 0;
  /** The window holds exactly the slides of the frame. */
  #arranged = false;
  #moving = false;

  constructor(deck: Deck, wall: Wall) {
    this.#deck = deck;
    this.#window = new StageWindow(deck, wall);
    // Reveal follows links of its own accord: on stage only the app moves.
    deck.on("beforeslidechange", (event) => {
      if (!this.#moving) event.preventDefault();
    });
  }

  /** Resolves when the move is made. When the slide is there and can be painted, that is before `move` returns. */
  async move(frame: StageFrame): Promise<void> {
    const target = frame.slides[frame.current];
    if (!target) throw new RangeError(`no slide ${frame.current} in the frame`);
    this.#waiting?.();
    // A move starts from the neighbours of the last position, even when there was no idle moment since.
    this.#arrange();
    this.#frame = frame;
    this.#arranged = false;
    const way = this.#wayTo(target, frame.slides);
    if (way.to.ready || way.to === this.#window.current) this.#make(way, frame.step);
    else await this.#whenPaintable(way, frame.step);
  }

  /** Brings the neighbours in and takes the others out when the page has time, ahead of the next move. */
  settle(): void {
    this.#idle = requestIdleCallback(() => this.#arrange(), { timeout: IDLE_MS });
  }

  sections(): RevealSection[] {
    return this.#window.staged.map(({ section }) => section);
  }

  stop(): void {
    cancelIdleCallback(this.#idle);
    this.#waiting = null;
    this.#frame = null;
  }

  #arrange(): void {
    cancelIdleCallback(this.#idle);
    if (this.#frame && !this.#arranged) this.#window.arrange(this.#frame.slides);
    this.#arranged = true;
  }

  /** The target in the document, in its place beside the current slide: almost always it is there already. */
  #wayTo(target: StagedSlide, slides: StagedSlide[]): Way {
    const window = this.#window;
    const { current } = window;
    const there = window.find(target);
    if (there) return { to: there };
    if (!current) return { to: window.insert(0, target) };
    const stays = slides.some((slide) => isSame(slide, current.slide));
    if (!stays && current.slide.hash === target.hash) {
      // The deck was edited around the slide on stage: it is the same slide at a new place.
      current.slide = target;
      return { to: current };
    }
    const here = slides.findIndex((slide) => slide.place === current.slide.place);
    if (here < 0) {
      const forward = readingOrder.compare(target.place, current.slide.place) >= 0;
      const order = forward ? [current.slide, ...slides] : [...slides, current.slide];
      return this.#jump(current, target, order);
    }
    if (slides[here] === target) {
      const way = this.#jump(current, target, slides.toSpliced(here, 0, current.slide));
      return { ...way, revision: true };
    }
    window.arrange(slides.toSpliced(here, 1, current.slide));
    return { to: window.find(target) ?? current };
  }

  /** A jump, or a new revision of the slide on stage, which stands beside the old one until it shows. */
  #jump(from: Staged, target: StagedSlide, order: StagedSlide[]): Way {
    const fresh = this.#window.arrange(order);
    return { to: this.#window.find(target) ?? from, jump: { from, fresh } };
  }

  #whenPaintable(way: Way, step: number): Promise<void> {
    return new Promise((resolve) => {
      const make = () => {
        if (this.#waiting !== make) return;
        this.#waiting = null;
        this.#make(way, step);
        resolve();
      };
      this.#waiting = make;
      void way.to.whenReady.then(make);
    });
  }

  #make({ to, jump, revision }: Way, step: number): void {
    const deck = this.#deck;
    const before = currentIndex(deck);
    const after = this.#window.staged.indexOf(to);
    if (jump) hide(jump.fresh);
    if (jump && revision) this.#holdStill(jump.from, to, step);
    this.#moving = true;
    if (before < 0) this.#open(step);
    else if (revision) deck.slide(after, 0);
    else if (before !== after) deck.slide(after, 0, stepAsked(to, after < before, step));
    else if (to.step !== step) deck.navigateFragment(step - 1);
    this.#moving = false;
    // Reveal forbids transitions for 10 ms between equal backgrounds; without a style pass in that time they would flicker.
    if (jump || before !== after) computeStyle(to.section.slideBackgroundElement);
    to.step = step;
    if (jump) this.#window.remove(jump.from);
    // An automatic animation stops the places of all slides for a moment: new neighbours must be there to be stopped too.
    if (deck.getSlidesElement()?.classList.contains("disable-slide-transitions")) this.#arrange();
  }

  /** The edited slide comes with its steps shown, and its background without a fade or an animation. */
  #holdStill(from: Staged, { section }: Staged, step: number): void {
    from.section.removeAttribute("data-auto-animate");
    this.#deck.getBackgroundsElement()?.classList.add("no-transition");
    for (const fragment of section.querySelectorAll(".fragment")) {
      const group = Number(fragment.getAttribute("data-fragment-index"));
      fragment.classList.toggle("visible", group < step);
    }
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

/**
 * Plain Reveal displays a far slide only at the jump, so it appears without transition, and the one that is left is
 * gone at once. Ours were displayed before, to be laid out: they start from hidden all the same.
 */
function hide(fresh: readonly Staged[]): void {
  for (const { section } of fresh) {
    for (const element of [section, section.slideBackgroundElement]) {
      element?.style.setProperty("display", "none");
      computeStyle(element);
    }
  }
}

/** Makes the browser take note of an element's style as it is now: transitions start from what it has noted. */
function computeStyle(element: HTMLElement | undefined): void {
  if (element) void getComputedStyle(element).opacity;
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
