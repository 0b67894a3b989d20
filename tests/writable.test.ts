import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { placesFor, writable } from "../electron/writable.ts";
import { smallDisk, mayMount } from "./small-disk.ts";
import { removeFolder } from "./remove-folder.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-writable-"));
});
afterEach(() => removeFolder(folder));

it("is the folder itself where it has room, made when it was not there, and nothing is left in it", () => {
  const wanted = join(folder, "state", "profiles");
  expect(writable(wanted)).toBe(wanted);
  expect(existsSync(wanted)).toBe(true);
});

it.skipIf(!mayMount)("is another, always the same, where the disk is full", () => {
  const disk = smallDisk();
  try {
    disk.fill();
    const env = { XDG_RUNTIME_DIR: folder };
    const found = writable(join(disk.path, "profiles"), env);
    expect(found.startsWith(`${folder}/mtinov-stage-`)).toBe(true);
    expect(writable(join(disk.path, "profiles"), env)).toBe(found);
    expect(writable(join(disk.path, "others"), env)).not.toBe(found);
  } finally {
    disk.remove();
  }
});

it("is never a folder that somebody else made or may write to", () => {
  const user = `mtinov-stage-${process.getuid?.() ?? "user"}`;
  const env = { XDG_RUNTIME_DIR: folder };
  const places = () => placesFor("/wanted", env).filter((each) => each.startsWith(folder));
  mkdirSync(join(folder, user));
  chmodSync(join(folder, user), 0o777);
  expect(places()).toEqual([]);
  removeFolder(join(folder, user));
  symlinkSync(tmpdir(), join(folder, user));
  expect(places()).toEqual([]);
  rmSync(join(folder, user));
  expect(places()).toHaveLength(1);
});
