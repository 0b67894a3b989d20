import { press, type Pressed } from "../core/keys.ts";

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

/** What a key means where only moves mean something: at a kiosk. */
export function moveOf({ key, ctrl, alt, shift }: Pressed): Move | null {
  if (ctrl || alt) return null;
  return (key === " " && shift ? "previous" : keys[key]) ?? null;
}

/** Hears the keyboard and the clicker. `listener` says whether the key meant something: the browser then does nothing. */
export function onKey(listener: (pressed: Pressed) => boolean): void {
  addEventListener("keydown", (event) => {
    if (ownsKey(event)) return;
    const { key, code, altKey: alt, shiftKey: shift } = event;
    const pressed = { key, code, ctrl: event.ctrlKey || event.metaKey, alt, shift };
    // A key held down goes on moving; it does not draw a curtain twenty times a second.
    const used =
      event.repeat && !moveOf(pressed) ? press("", pressed).command !== null : listener(pressed);
    if (used) event.preventDefault();
  });
}

/** Hears fingers and clicks that mean a move. */
export function onPoint(listener: (move: Move) => void): void {
  let start: { x: number; y: number } | null = null;

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
