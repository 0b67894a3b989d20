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

/** So many deaths of the graphics process, in so many milliseconds, are no accident: pictures are drawn without it from then on. */
const GPU_DEATHS = { most: 3, spanMs: 5 * 60_000 };

/** @param mono the clock in milliseconds */
export function countGpuDeaths(mono: () => number): Deaths {
  return countDeaths(mono, GPU_DEATHS.most, GPU_DEATHS.spanMs);
}
