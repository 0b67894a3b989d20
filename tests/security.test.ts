import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { wall2Page } from "./docs-wall-2.ts";

const docs = new URL("../docs/", import.meta.url);
const tests = new URL(".", import.meta.url);

describe("what is said of security", () => {
  it("lists wall 2 as the stage applies it", async () => {
    await expect(wall2Page()).toMatchFileSnapshot("../docs/wall-2.md");
  });

  const security = readFileSync(new URL("security.md", docs), "utf8");

  it("is shown by tests that exist", () => {
    const named = new Set(
      [...security.matchAll(/`([\w-]+\.(?:spec|test)\.ts)`/g)].map(([, name]) => name ?? ""),
    );
    expect(named.size).toBeGreaterThan(8);
    const all = [...readdirSync(tests), ...readdirSync(new URL("e2e", tests))];
    expect([...named].filter((name) => !all.includes(name))).toEqual([]);
  });

  it("leads to pages that exist", () => {
    const links = [...security.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, name]) => name ?? "");
    expect(links).toHaveLength(3);
    expect(links.filter((name) => !existsSync(new URL(name, docs)))).toEqual([]);
  });
});
