import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { removeFolder } from "../remove-folder.mjs";

/** What was built, not its source: the main process opens its window, and its preload is what a sandboxed window can load. */
const root = join(import.meta.dirname, "../..");

test("the built main process opens a kiosk window on the built pages, with the built preload", () => {
  const state = mkdtempSync(join(tmpdir(), "mtinov-bundle-"));
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["tests/electron-bundle.mjs", "kiosk"],
    {
      cwd: root,
      encoding: "utf8",
      timeout: 20_000,
      env: { ...process.env, XDG_STATE_HOME: state },
    },
  );
  removeFolder(state);
  expect(status, stderr).toBe(0);
  expect(JSON.parse(stdout.split("\n").find((line) => line.startsWith("{")) ?? "")).toEqual({
    address: "stage://app/screen.html",
    kiosk: true,
    preload: true,
    sandbox: true,
    page: 200,
    script: 200,
  });
});

test("the built preload is one CommonJS file that asks for Electron alone", () => {
  const preload = readFileSync(join(root, "out/preload/preload.cjs"), "utf8");
  expect([...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name)).toEqual([
    "electron",
  ]);
  expect(preload).not.toMatch(/^\s*(import|export)\s/m);
});
