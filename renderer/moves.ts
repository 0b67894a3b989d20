/** What a key, a finger or a click means to a show; the same in the trusted page and in the stage's frame. */
export type Move = "next" | "previous" | "first" | "last";

/** Keyboards, and clickers, which send PageUp and PageDown. */
const keys: Record<string, Move> = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  Enter: "next",
  " ": "next",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  PageUp: "previous",
  Backspace: "previous",
  Home: "first",
  End: "last",
};

/** A finger that went this far across meant to swipe; under it, it meant to tap. In CSS pixels. */
export const SWIPE_PX = 48;
/** What answers a click by itself. */
const CONTROLS = "a, button, input, select, textarea, summary, video[controls], audio[controls]";

/** Hears every move on a page. `listener` is called once for each; the page does nothing else with it. */
export function onMove(listener: (move: Move) => void): void {
  let start: { x: number; y: number } | null = null;

  addEventListener("keydown", (event) => {
    const move = event.key === " " && event.shiftKey ? "previous" : keys[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey || ownsKey(event)) return;
    event.preventDefault();
    listener(move);
  });
  addEventListener("pointerdown", (event) => {
    start = event.isPrimary && event.button === 0 ? { x: event.clientX, y: event.clientY } : null;
  });
  addEventListener("pointercancel", () => {
    start = null;
  });
  addEventListener("pointerup", (event) => {
    if (!start || !event.isPrimary) return;
    const across = event.clientX - start.x;
    const down = event.clientY - start.y;
    start = null;
    if (Math.abs(across) >= SWIPE_PX && Math.abs(across) > Math.abs(down)) {
      listener(across < 0 ? "next" : "previous");
    } else if (Math.abs(down) < SWIPE_PX && !ownsClick(event)) {
      listener(event.clientX < innerWidth / 3 ? "previous" : "next");
    }
  });
}

function ownsKey(event: KeyboardEvent): boolean {
  if (!(event.target instanceof Element)) return false;
  const control = event.target.closest(CONTROLS);
  if (!control) return false;
  // A link is entered; the space bar and what clickers send go on with the show.
  return event.key === "Enter" || (event.key === " " && control.localName !== "a");
}

function ownsClick(event: PointerEvent): boolean {
  return event.target instanceof Element && event.target.closest(CONTROLS) !== null;
}
