import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { withChecklist } from "./docs-checklist.ts";

it("every row of Electron's checklist is met at a line that exists, and shown by a test that exists", async () => {
  const page = withChecklist(readFileSync("docs/security.md", "utf8"));
  expect(page.match(/^\| \d+ +\|/gm)).toHaveLength(20);
  await expect(page).toMatchFileSnapshot("../docs/security.md");
});

it("Electron is pinned, and what is installed are the types of that very version (16)", () => {
  const installed = JSON.parse(readFileSync("node_modules/electron/package.json", "utf8")) as {
    version: string;
  };
  expect(manifest.devDependencies.electron).toMatch(/^45\.\d+\.\d+$/);
  expect(installed.version).toBe(manifest.devDependencies.electron);
});
