/** What both pages can do and how a test looks at them. Runs in the browser. */

export interface TestSlide {
  attributes: Record<string, string>;
  html: string;
}

export interface Look {
  width: number;
  height: number;
  transition?: string;
  reducedMotion: boolean;
  margin?: number;
}

/** A page that plays a deck. Every move names where it leads; plain Reveal finds the way by itself. */
export interface StagePlayer {
  /** Resolves with the slides' HTML where a plugin of Reveal wrote it anew, as our compiler would; else with nothing. */
  start(slides: TestSlide[], look: Look, at: number, step: number): Promise<string[]>;
  next(slide: number, step: number): void;
  previous(slide: number, step: number): void;
  jump(slide: number, step: number): void;
  resize(width: number, height: number): void;
  /** Lays the slides out again, as a change of the window's size would. */
  layout(): void;
  /** The neighbours are there, and nothing scrolls. */
  arranged(): boolean;
  /** Brings the scroll of a block of code to its end. */
  endScroll(): void;
  /** Fits texts again. */
  fit(): void;
  drawn: string[];
  log: string[];
}

const bubbling = [
  "slidechanged",
  "slidetransitionend",
  "fragmentshown",
  "fragmenthidden",
  "autoanimate",
];

/** From now on, `player.log` lists Reveal's events in order. */
export function startLog(player: StagePlayer): void {
  const root = document.querySelector(".reveal") as HTMLElement;
  for (const type of bubbling) {
    root.addEventListener(type, (event) => {
      if (event.target === root) player.log.push(`${type} on ${presentSlide()}`);
    });
  }
  for (const type of ["visible", "hidden"]) {
    root.addEventListener(
      type,
      (event) => player.log.push(`${type} ${nameOf(event.target)}`),
      true,
    );
  }
}

function presentSlide(): string {
  return document.querySelector(".slides > .present")?.getAttribute("data-n") ?? "none";
}

function nameOf(target: EventTarget | null): string {
  if (!(target instanceof Element)) return "?";
  const section = target.closest(".slides > section");
  const n = section?.getAttribute("data-n") ?? "?";
  if (target === section) return `slide ${n}`;
  return `step ${target.getAttribute("data-fragment-index")} of ${n}: ${target.textContent?.trim().slice(0, 30)}`;
}
