import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { watchFiles, type Watch } from "../electron/watch.ts";
import { removeFolder } from "./remove-folder.mjs";

let folder = "";
let file = "";
let watch: Watch | undefined;
let told: string[] = [];
let waiting: (() => void) | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-watch-"));
  file = join(folder, "deck.fr.md");
  told = [];
  writeFileSync(file, "one");
});
afterEach(() => {
  watch?.close();
  removeFolder(folder);
});

/** Starts to watch, and resolves once the first content has been told. */
async function start(pollMs?: number): Promise<void> {
  watch = watchFiles({
    quietMs: 20,
    ...(pollMs && { pollMs }),
    onChange(changed) {
      told.push(changed);
      waiting?.();
    },
  });
  const first = next();
  watch.follow([file]);
  await first;
}

function next(): Promise<void> {
  return new Promise((resolve) => (waiting = resolve));
}

describe("a file is told of once for each content", () => {
  const saves: Record<string, () => void> = {
    "written in place": () => writeFileSync(file, "two"),
    "truncated, then written": () => {
      truncateSync(file);
      writeFileSync(file, "two");
    },
    "written beside and renamed over it": () => {
      writeFileSync(`${file}.tmp`, "two");
      renameSync(`${file}.tmp`, file);
    },
    "moved away as a backup, then written anew": () => {
      renameSync(file, `${file}~`);
      writeFileSync(file, "two");
    },
    "written in two goes": () => {
      writeFileSync(file, "tw");
      writeFileSync(file, "two");
    },
    "taken away": () => unlinkSync(file),
  };
  for (const [name, save] of Object.entries(saves)) {
    it(name, async () => {
      await start(60_000);
      const change = next();
      save();
      await change;
      const again = next();
      writeFileSync(file, "three");
      await again;
      expect(told).toEqual([file, file, file]);
    });
  }

  it("not at all when it was only touched", async () => {
    await start(60_000);
    writeFileSync(file, "one");
    const change = next();
    writeFileSync(file, "two");
    await change;
    expect(told).toEqual([file, file]);
  });
});

it("a change that no notice tells of, as on a network share, is seen all the same", async () => {
  const other = join(folder, "elsewhere");
  mkdirSync(other);
  linkSync(file, join(other, "link"));
  await start(50);
  const change = next();
  // Through another name in another folder: the folder that is watched hears nothing.
  writeFileSync(join(other, "link"), "two");
  await change;
  expect(told).toEqual([file, file]);
});

it("a folder is told of when a picture comes, changes or goes, not for anything else in it", async () => {
  told = [];
  watch = watchFiles({
    quietMs: 20,
    pollMs: 50,
    onChange(changed) {
      told.push(changed);
      waiting?.();
    },
  });
  const picture = join(folder, "a.jpg");
  for (const change of [
    () => watch?.follow([folder]),
    () => writeFileSync(picture, "half"),
    () => writeFileSync(picture, "whole now"),
    () => unlinkSync(picture),
  ]) {
    const heard = next();
    change();
    writeFileSync(join(folder, "notes.txt"), String(told.length));
    await heard;
  }
  expect(told).toEqual([folder, folder, folder, folder]);
});

it("a folder that goes and comes back is watched again", async () => {
  await start(50);
  const gone = next();
  removeFolder(folder);
  await gone;
  const back = next();
  mkdirSync(folder);
  writeFileSync(file, "one again");
  await back;
  expect(told).toEqual([file, file, file]);
});

it("a file that is away for a moment, and is then what it was, is told of again: somebody heard it stir", async () => {
  let stirred: (() => void) | undefined;
  watch = watchFiles({
    quietMs: 300,
    pollMs: 20,
    onChange: () => waiting?.(),
    onStir: () => stirred?.(),
  });
  const first = next();
  watch.follow([file]);
  await first;
  const [gone, back] = [new Promise<void>((resolve) => (stirred = resolve)), next()];
  renameSync(file, `${file}~`);
  await gone;
  renameSync(`${file}~`, file);
  await back;
});
