/**
 * How long to wait before what has died is started again: at once at first, for most deaths are accidents; for a quarter
 * of a minute after a while, for a display that comes late; then for minutes, since what has kept dying goes on to die, and
 * each start of it is seen, heard and written down. It is never given up.
 *
 * @param deaths in a row, each soon after its start, before this one @returns milliseconds
 */
export function waitAfter(deaths: number): number {
  return WAITS_MS[Math.min(deaths, WAITS_MS.length - 1)] ?? 0;
}

const MINUTE_MS = 60_000;
const WAITS_MS: readonly number[] = [
  0,
  250,
  500,
  1_000,
  2_000,
  4_000,
  8_000,
  15_000,
  15_000,
  15_000,
  15_000,
  1 * MINUTE_MS,
  2 * MINUTE_MS,
  4 * MINUTE_MS,
  15 * MINUTE_MS,
];
