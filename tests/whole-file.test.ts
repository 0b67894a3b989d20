import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { isWholeFile } from "../electron/whole-file.ts";
import { removeFolder } from "./remove-folder.mjs";

const folder = mkdtempSync(join(tmpdir(), "mtinov-whole-"));
afterAll(() => removeFolder(folder));

const written = (name: string, bytes: Uint8Array) => {
  writeFileSync(join(folder, name), bytes);
  return isWholeFile(join(folder, name));
};
const slides = join(import.meta.dirname, "../slides");

/** Eight pixels square. */
const jpeg = Buffer.from(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAWEAEBAQAAAAAAAAAAAAAAAAAAFGH/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBf/EABcRAAMBAAAAAAAAAAAAAAAAAAADFFH/2gAMAwEAAhEDEQA/AINGgL0CMEWu0//Z",
  "base64",
);
const webp = Buffer.from(
  "UklGRkIAAABXRUJQVlA4IDYAAAAwAgCdASoIAAgAA4BaJagCdGuA/gAFue1vMAD+6Q8cZTb+mRh8KDv//IM/VS/3Zp+37wQAAAA=",
  "base64",
);
const png = readFileSync(join(slides, "films/cell.png"));
const film = readFileSync(join(slides, "films/cell.webm"));

it.each([
  ["a.jpg", jpeg],
  ["a.webp", webp],
  ["a.png", png],
])("%s is whole with its last byte, and not before", async (name, bytes) => {
  expect(await written(name, bytes)).toBe(true);
  for (const share of [0, 0.1, 0.5, 0.9])
    expect(await written(name, bytes.subarray(0, bytes.length * share))).toBe(false);
});

it("the end of a picture within the picture is not its own", async () => {
  const thumbnail = Buffer.concat([
    Buffer.from([0xff, 0xe1, 0, 6]),
    Buffer.from([0, 0, 0xff, 0xd9]),
  ]);
  const nested = Buffer.concat([jpeg.subarray(0, 2), thumbnail, jpeg.subarray(2)]);
  expect(await written("b.jpg", nested)).toBe(true);
  expect(await written("b.jpg", nested.subarray(0, -2))).toBe(false);
});

it("what some cameras put after a picture does not matter", async () => {
  expect(await written("c.jpg", Buffer.concat([jpeg, Buffer.from("ftypmp42 a film")]))).toBe(true);
  expect(await written("c.png", Buffer.concat([png, Buffer.from("a remark")]))).toBe(true);
});

it("a file that has its size but not yet its end is not whole, whatever its kind", async () => {
  expect(await written("a.webm", film)).toBe(true);
  const copying = Buffer.concat([film.subarray(0, film.length / 2), Buffer.alloc(1_000)]);
  expect(await written("a.webm", copying)).toBe(false);
});

it("a file that is not there is not whole, and one of a kind not known is as it is", async () => {
  expect(await isWholeFile(join(folder, "none.png"))).toBe(false);
  expect(await written("a.vtt", Buffer.from("WEBVTT"))).toBe(true);
  expect(await written("a.jpg", Buffer.from("no picture at all"))).toBe(true);
});
