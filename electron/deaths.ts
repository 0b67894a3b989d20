/** Counts deaths within a span of time. */
export interface Deaths {
  /** One more. @returns whether there were too many lately */
  add(): boolean;
}

/** @param mono the clock in milliseconds @param most so many within `spanMs` are too many */
export function countDeaths(mono: () => number, most: number, spanMs: number): Deaths {
  let moments: number[] = [];
  return {
    add() {
      moments = [...moments, mono()].filter((each) => mono() - each < spanMs);
      return moments.length >= most;
    },
  };
}
