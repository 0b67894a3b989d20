import { mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPlaces } from "../electron/places.ts";
import { fileNameOf, load, save, stateFolder } from "../electron/storage.ts";
import { killDuringSaves } from "./kills.ts";
import { smallDisk, mayMount } from "./small-disk.ts";
import { removeFolder } from "./remove-folder.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-storage-"));
});
afterEach(() => removeFolder(folder));

describe("the files of a display", () => {
  it("bear its name as it stands where every file system takes it", () => {
    for (const name of ["main", "HDMI-1", "TV_2", "2"]) expect(fileNameOf(name)).toBe(name);
  });

  it("are its own, whatever its name, and stay in their folder", () => {
    const names = ["A b", "A_b", "A/b", "A.b", "À b", "..", "", "x".repeat(300), "x".repeat(301)];
    const files = names.map(fileNameOf);
    expect(new Set(files).size).toBe(names.length);
    for (const file of files) expect(file).toMatch(/^[\w-]{0,100}(\.[0-9a-f]{12})?$/);
  });
});

describe("saved state", () => {
  it("comes back as it was, from a folder that did not exist, and leaves nothing else there", async () => {
    const file = join(folder, "deep", "places.json");
    await save(file, { slide: 3, deck: "é" });
    await save(file, { slide: 4, deck: "é" });
    expect(await load(file)).toEqual({ slide: 4, deck: "é" });
    expect(readdirSync(join(folder, "deep"))).toEqual(["places.json"]);
  });

  it("is null when there is none, and when a power cut left 0 bytes or half a file", async () => {
    const file = join(folder, "places.json");
    expect(await load(file)).toBeNull();
    await save(file, { slide: 3 });
    truncateSync(file, 5);
    expect(await load(file)).toBeNull();
    truncateSync(file, 0);
    expect(await load(file)).toBeNull();
  });

  it("keeps the old file when the new one can't be written", async () => {
    const file = join(folder, "places.json");
    await save(file, { slide: 3 });
    const circular: { self?: unknown } = {};
    circular.self = circular;
    await expect(save(file, circular)).rejects.toThrow();
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ slide: 3 });
  });

  it("fails with the system's own error where the folder is a file", async () => {
    writeFileSync(join(folder, "file"), "");
    await expect(save(join(folder, "file", "places.json"), {})).rejects.toMatchObject({
      code: "EEXIST",
    });
  });

  it("is the old or the new value, whole, after each of a dozen kills during saves", async () => {
    const { whole, broken, leftovers } = await killDuringSaves(12, Math.random);
    expect(broken).toEqual([]);
    expect(whole).toBe(12);
    // Of a process that was killed, until the next one saves.
    expect(leftovers).toBeLessThanOrEqual(1);
  }, 60_000);

  it.skipIf(!mayMount)(
    "stays as it was on a full disk and on one that can't be written (only root may fill one)",
    async () => {
      const disk = smallDisk();
      try {
        const file = join(disk.path, "places.json");
        await save(file, { slide: 3 });
        disk.fill();
        await expect(save(file, { slide: 4, more: "x".repeat(9_000) })).rejects.toMatchObject({
          code: "ENOSPC",
        });
        expect(readdirSync(disk.path).toSorted()).toEqual(["ballast", "places.json"]);
        disk.readOnly();
        await expect(save(file, { slide: 4 })).rejects.toMatchObject({ code: "EROFS" });
        expect(await load(file)).toEqual({ slide: 3 });
        const places = await openPlaces(disk.path, "kiosk");
        // The show goes on: nothing is thrown.
        await expect(places.write()).resolves.toBeUndefined();
      } finally {
        disk.remove();
      }
    },
  );

  it("lives where each system keeps such things", () => {
    if (process.platform !== "linux") return expect(stateFolder({})).toContain("mtinov-stage");
    expect(stateFolder({ XDG_STATE_HOME: "/state" })).toBe("/state/mtinov-stage");
    expect(stateFolder({ XDG_STATE_HOME: "" })).toMatch(/\.local\/state\/mtinov-stage$/);
  });
});
