/** How long to wait before something is started again: at once at first, ever longer while it keeps dying. */
export interface Patience {
  /** Milliseconds to wait now that it has died. */
  next(): number;
}

const HEALTHY_MS = 10_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;
const ANSWER_MS = 10_000;

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
