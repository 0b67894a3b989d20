import { waitAfter } from "../core/patience.ts";

/** How long to wait before something is started again: at once at first, ever longer while it keeps dying. */
export interface Patience {
  /** Milliseconds to wait now that it has died. @param longest for what costs nothing to try */
  next(longest?: number): number;
}

const HEALTHY_MS = 10_000;
const ANSWER_MS = 10_000;

/** @param mono the clock in milliseconds @param healthyMs what lived so long was well: ten seconds when left out */
export function patience(mono: () => number, healthyMs = HEALTHY_MS): Patience {
  let last = -Infinity;
  let deaths = 0;
  let wait = 0;
  return {
    next(longest = Infinity) {
      const healthy = mono() - last > healthyMs + wait;
      last = mono();
      deaths = healthy ? 0 : deaths + 1;
      wait = Math.min(waitAfter(deaths), longest);
      return wait;
    },
  };
}

/** What a page answers. @throws when it does not answer within 10 s */
export async function patiently<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The browser does not answer.")), ANSWER_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
