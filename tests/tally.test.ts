import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { lineOf, sum, tallyOf } from "./tally.mjs";
import { removeFolder } from "./remove-folder.mjs";

function report(content: object): string {
  const folder = mkdtempSync(path.join(tmpdir(), "mtinov-tally-"));
  onTestFinished(() => removeFolder(folder));
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1 };
const playwright = { stats: { expected: 4, flaky: 1, unexpected: 2, skipped: 3 } };

it("counts the tests of both runners in one line", () => {
  const both = sum(tallyOf(report(vitest), true), tallyOf(report(playwright), false));
  expect(lineOf(both)).toBe("10 passed, 2 failed, 6 skipped");
});

it("counts a run that broke as a failure", () => {
  expect(lineOf(tallyOf(report(vitest), false))).toBe("5 passed, 1 failed, 3 skipped");
  expect(lineOf(tallyOf("/none/such.json", false))).toBe("0 passed, 1 failed, 0 skipped");
});
