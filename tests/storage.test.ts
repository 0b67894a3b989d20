import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { load, save, stateFolder } from "../electron/storage.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-storage-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

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

  it("lives where each system keeps such things", () => {
    if (process.platform !== "linux") return expect(stateFolder({})).toContain("mtinov-stage");
    expect(stateFolder({ XDG_STATE_HOME: "/state" })).toBe("/state/mtinov-stage");
    expect(stateFolder({ XDG_STATE_HOME: "" })).toMatch(/\.local\/state\/mtinov-stage$/);
  });
});
