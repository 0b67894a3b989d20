import { describe, expect, it } from "vitest";
import { compatibilityPage } from "./compat-differences.ts";
import { problemList } from "./docs-problems.ts";
import { readmeWithRecovery } from "./docs-recovery.ts";
import { wallPage } from "./docs-wall.ts";

describe("the generated pages of the manual say what the code does:", () => {
  it.each([
    ["problems.md", problemList],
    ["compatibility.md", compatibilityPage],
    ["wall-1.md", wallPage],
  ])("%s", async (name, page) => {
    await expect(page()).toMatchFileSnapshot(`../docs/${name}`);
  });

  it.each([
    ["README.md", "fr"],
    ["README.en.md", "en"],
  ] as const)("the recovery times of %s", async (name, lang) => {
    await expect(readmeWithRecovery(lang)).toMatchFileSnapshot(`../${name}`);
  });
});
