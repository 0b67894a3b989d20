// @ts-check
// How many tests passed, failed and were skipped, from what the two runners have written.
import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @type {Tally} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/**
 * Reads a JSON report of Vitest or of Playwright. A run that failed counts at least one failure, also when it broke before
 * its first test or left no report.
 * @param {string} file @param {boolean} succeeded how the run ended
 * @returns {Tally}
 */
export function tallyOf(file, succeeded) {
  const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const { stats } = report;
  const counted = stats
    ? { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
    : {
        passed: report.numPassedTests ?? 0,
        failed: report.numFailedTests ?? 0,
        skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
      };
  return succeeded ? counted : { ...counted, failed: Math.max(1, counted.failed) };
}

/** @param {Tally} a @param {Tally} b @returns {Tally} */
export function sum(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** The last line of a run. @param {Tally} tally */
export function lineOf({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
