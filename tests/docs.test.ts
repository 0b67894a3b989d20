import { describe, expect, it } from "vitest";
import { compatibilityPage } from "./compat-differences.ts";
import { problemList } from "./docs-problems.ts";
import { wallPage } from "./docs-wall.ts";

describe("the generated pages of the manual say what the code does:", () => {
  it.each([
    ["problems.md", problemList],
    ["compatibility.md", compatibilityPage],
    ["wall-1.md", wallPage],
  ])("%s", async (name, page) => {
    await expect(page()).toMatchFileSnapshot(`../docs/${name}`);
  });
});
