import { followCode } from "./reveal-code.ts";
import { fit } from "./fit.ts";
import { moveOrStill, startDeck, type DeckLook } from "./reveal-deck.ts";
import { Mover } from "./reveal-mover.ts";
import type { StageFrame } from "./reveal-frame.ts";
import type { Wall } from "./reveal-section.ts";

export type { StagedSlide, StageFrame } from "./reveal-frame.ts";

/** Size, look, the second wall (`trust`, and `trustAttributes` for the sections' own), and who hears what was drawn. */
export interface StageOptions extends DeckLook, Wall {
  /** Called after the slide or step is really shown: in the second animation frame. */
  onDrawn: (drawn: { place: string; step: number }) => void;
}

export interface RevealStage {
  /** Shows a position. Resolves when it is drawn, or when a later call has taken its place. */
  show(frame: StageFrame): Promise<void>;
  /** Changes the logical size (a rotation of the screen), keeping slide and step. */
  resize(width: number, height: number): void;
  /** Keeps the slides still from now on, or lets them move again. */
  setReducedMotion(reduced: boolean): void;
  /** Nothing plays by itself from now on, or things do again. */
  hush(quiet: boolean): void;
  /** Starts what would have started with the slide, had it not been hushed. */
  play(): void;
  destroy(): void;
}

/**
 * Mounts a stage in `root` that looks and behaves as plain Reveal would with the whole deck, while the document holds
 * only the slides of the last frame.
 */
export async function mountReveal(root: HTMLElement, options: StageOptions): Promise<RevealStage> {
  const deck = await startDeck(root, options);
  const mover = new Mover(deck, options);
  followCode(deck);
  let asked: StageFrame | null = null;

  async function show(frame: StageFrame): Promise<void> {
    asked = frame;
    await mover.move(frame);
    await nextFrame();
    await nextFrame();
    if (asked !== frame) return;
    options.onDrawn({ place: frame.slides[frame.current]?.place ?? "", step: frame.step });
    mover.settle();
  }

  function resize(width: number, height: number): void {
    Object.assign(deck.getConfig(), { width, height });
    const viewport = deck.getViewportElement();
    viewport?.style.setProperty("--slide-width", `${width}px`);
    viewport?.style.setProperty("--slide-height", `${height}px`);
    // Loading again fits the texts to the new size.
    for (const section of mover.sections()) deck.loadSlide(section);
    deck.layout();
    for (const section of mover.sections()) fit(section);
  }

  function hush(quiet: boolean): void {
    Object.assign(deck.getConfig(), { autoPlayMedia: quiet ? false : null });
  }

  function play(): void {
    deck.startEmbeddedContent();
    const behind = root.querySelector<HTMLVideoElement>(".slide-background.present video");
    // A refusal to play is no fault of the slide: the audience sees its first picture.
    behind?.play().catch((error: unknown) => console.info(String(error)));
  }

  function destroy(): void {
    asked = null;
    mover.stop();
    deck.destroy();
    root.replaceChildren();
  }

  function setReducedMotion(reducedMotion: boolean): void {
    moveOrStill(deck, { ...options, reducedMotion });
  }

  return { show, resize, setReducedMotion, hush, play, destroy };
}

function nextFrame(): Promise<number> {
  return new Promise(requestAnimationFrame);
}
