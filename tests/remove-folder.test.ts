import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { removeFolder } from "./remove-folder.mjs";

const tests = import.meta.dirname;

it("removes a folder that somebody still writes into", async () => {
  for (let round = 0; round < 5; round += 1) {
    const folder = mkdtempSync(join(tmpdir(), "mtinov-removed-"));
    const write = "for i in $(seq 3000); do echo > $0/$i || exit; done";
    const writer = spawn("/bin/sh", ["-c", write, folder], { stdio: "ignore" });
    const ended = new Promise((resolve) => writer.once("exit", resolve));
    await vi.waitFor(() => expect(readdirSync(folder).length).toBeGreaterThan(50), 5_000);
    removeFolder(folder);
    expect(existsSync(folder)).toBe(false);
    await ended;
  }
});

it("takes no folder as a removed one", () => {
  expect(() => removeFolder(join(tmpdir(), "mtinov-none"))).not.toThrow();
});

it("is how every test cleans up", () => {
  const own = readdirSync(tests, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|mjs)$/.test(name) && !name.startsWith("remove-folder"))
    .filter((name) =>
      /\brm(Sync)?\([^;]*recursive: true/.test(readFileSync(join(tests, name), "utf8")),
    );
  expect(own).toEqual([]);
});
