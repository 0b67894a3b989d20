/** How long to wait before something is started again: at once at first, ever longer while it keeps dying. */
export interface Patience {
  /** Milliseconds to wait now that it has died. */
  next(): number;
}

const HEALTHY_MS = 10_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;

/** @param mono the clock in milliseconds; what lived ten seconds was well */
export function patience(mono: () => number): Patience {
  let last = -Infinity;
  let wait = 0;
  return {
    next() {
      const healthy = mono() - last > HEALTHY_MS + wait;
      last = mono();
      wait = healthy ? 0 : Math.min(Math.max(wait * 2, FIRST_WAIT_MS), LONGEST_WAIT_MS);
      return wait;
    },
  };
}
