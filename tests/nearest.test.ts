import { describe, expect, it } from "vitest";
import { nearest } from "../core/nearest.ts";

describe("the nearest word", () => {
  const known = ["title", "lang", "theme", "transition", "seconds"];

  it.each([
    ["titel", "title"],
    ["titre", "title"],
    ["langue", "lang"],
    ["Thème", "theme"],
    ["transitions", "transition"],
    ["second", "seconds"],
  ])("to %s is %s", (word, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });

  it("is the first of those that are as near, and empty when there are none", () => {
    expect(nearest("x", ["ab", "cd"])).toBe("ab");
    expect(nearest("x", [])).toBe("");
  });
});
