import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { elsewhere, onElectron } from "./electron-specs.mjs";

it("every end-to-end spec runs on Electron, or there is a reason why it does not", () => {
  const specs = readdirSync("tests/e2e")
    .filter((name) => name.endsWith(".spec.ts"))
    .map((name) => name.replace(".spec.ts", ""));
  const placed = [...onElectron, ...Object.keys(elsewhere), "electron-others"];
  expect(placed.toSorted()).toEqual(specs.toSorted());
});
