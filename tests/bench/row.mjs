import { readFileSync } from "node:fs";

/**
 * What a row of the table is, and the few statistics behind it.
 *
 * @typedef {{ name: string, ours: number, peers: Record<string, number>, sense: ">=" | "<=", must: number, aim: number }} Row
 * @typedef {{ date: string, versions: Record<string, string>, figures: Record<string, Record<string, number>>, rows: Row[] }} Report
 */

/** Prints what a part measured, for `run.mjs`. @param {Omit<Report, "date">} report */
export function print(report) {
  const rows = report.rows.map((row) => ({
    ...row,
    ours: round(row.ours),
    peers: rounded(row.peers),
  }));
  const figures = Object.fromEntries(
    Object.entries(report.figures).map(([name, all]) => [name, rounded(all)]),
  );
  const date = new Date().toISOString().slice(0, 10);
  console.log(JSON.stringify({ date, versions: report.versions, figures, rows }));
}

/** @param {Row} row @param {number} bound */
export function reaches({ ours, sense }, bound) {
  return sense === ">=" ? ours >= bound : ours <= bound;
}

/** @param {number[]} values */
export function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** Median of the ratios taken inside each round. @param {number[]} ones @param {number[]} others */
export function ratio(ones, others) {
  return median(ones.map((value, round) => value / (others[round] ?? NaN)));
}

/** Least squares: how much a sample is above the one before it. @param {number[]} samples */
export function slope(samples) {
  const mean = samples.reduce((a, b) => a + b, 0) / samples.length;
  const center = (samples.length - 1) / 2;
  let [up, down] = [0, 0];
  for (const [index, value] of samples.entries()) {
    up += (index - center) * (value - mean);
    down += (index - center) ** 2;
  }
  return up / down;
}

/** @param {Record<string, number>} all */
function rounded(all) {
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, round(value)]));
}

/** @param {number} value */
function round(value) {
  return Number(value.toPrecision(3));
}

/** Versions of installed packages. @param {string[]} names @returns {Record<string, string>} */
export function versionsOf(...names) {
  return Object.fromEntries(
    names.map((name) => {
      const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
      return [name, String(JSON.parse(readFileSync(file, "utf8")).version)];
    }),
  );
}
