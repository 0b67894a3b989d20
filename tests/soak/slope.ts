export interface Slope {
  name: string;
  first: number;
  last: number;
  perTenThousand: number;
  /** More than is allowed. */
  grows: boolean;
}

/**
 * What each may grow in ten thousand transitions; memory in bytes, for each process: what a fortnight of slides of fifteen
 * seconds may not add up to.
 */
const ALLOWED: [RegExp, number][] = [
  [/memory$|heap$/, 5_000_000],
  [/^(nodes|listeners)$/, 100],
  [/^(handles|threads)$/, 5],
  [/^(documents|processes)$/, 1],
];

/** The line through the last three quarters of the samples: the first may still be warming up. */
export function fitted(name: string, samples: readonly number[], transitions: number): Slope {
  const skipped = Math.floor(samples.length / 4);
  const points = samples.slice(skipped).map((value, index) => [index, value] as const);
  const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const across = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  const along = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0);
  const perSample = across > 0 ? along / across : 0;
  const perTenThousand = (perSample * samples.length * 10_000) / transitions;
  const allowed = ALLOWED.find(([names]) => names.test(name))?.[1] ?? Infinity;
  return {
    name,
    first: samples[skipped] ?? 0,
    last: samples.at(-1) ?? 0,
    perTenThousand,
    grows: perTenThousand > allowed,
  };
}
