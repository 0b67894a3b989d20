import { reachOf, shiftAt, STEP_MS } from "../core/shift.ts";

/** The frames of a display that shows the same for weeks move a little each minute; `screen.css` has how. */
export interface Shift {
  /** Nothing moves, and nothing is larger than the window, until it is on. */
  turn(on: boolean): void;
}

export function openShift(ground: HTMLElement): Shift {
  let on = false;
  let timer = 0;

  function place(): void {
    clearTimeout(timer);
    if (!on) return;
    const now = Date.now();
    const reach = reachOf({ width: innerWidth, height: innerHeight });
    const { x, y } = shiftAt(now, reach);
    const larger = 1 + 2 * Math.max(reach.x / innerWidth, reach.y / innerHeight);
    set({ "--larger": String(larger), "--shift-x": `${x}px`, "--shift-y": `${y}px` });
    timer = window.setTimeout(place, STEP_MS - (now % STEP_MS));
  }

  function set(values: Record<string, string>): void {
    for (const [name, value] of Object.entries(values)) ground.style.setProperty(name, value);
  }

  addEventListener("resize", place);
  return {
    turn(next) {
      if (next === on) return;
      on = next;
      if (!on) set({ "--larger": "1", "--shift-x": "0px", "--shift-y": "0px" });
      place();
    },
  };
}
