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
    set({ "--reach-x": reach.x, "--reach-y": reach.y, "--shift-x": x, "--shift-y": y });
    timer = window.setTimeout(place, STEP_MS - (now % STEP_MS));
  }

  function set(lengths: Record<string, number>): void {
    for (const [name, pixels] of Object.entries(lengths))
      ground.style.setProperty(name, `${pixels}px`);
  }

  addEventListener("resize", place);
  return {
    turn(next) {
      if (next === on) return;
      on = next;
      if (!on) set({ "--reach-x": 0, "--reach-y": 0, "--shift-x": 0, "--shift-y": 0 });
      place();
    },
  };
}
