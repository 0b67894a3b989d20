import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { contrastProblems, faintIn, type Faint, type Ink, type Photo } from "../core/contrast.ts";
import { compileSlide } from "../core/slide.ts";
import { outline } from "../core/outline.ts";
import { readPng } from "../electron/png.ts";

const BOX = { x: 0, y: 0, width: 40, height: 20 };
const line = (change: Partial<Ink>): Ink => ({
  text: "Words",
  block: 0,
  colour: [0, 0, 0, 1],
  box: BOX,
  large: false,
  ground: true,
  ...change,
});

/** A photo, one pixel for one of the window, each of the colour given for its place. */
function photo(colour: (x: number) => [number, number, number]): Photo {
  const pixels = new Uint8Array(40 * 20 * 4).fill(255);
  for (let at = 0; at < 800; at++) pixels.set(colour(at % 40), at * 4);
  return { width: 40, height: 20, pixels };
}

const grey = (value: number) => photo(() => [value, value, value]);
const ratios = (inks: Ink[], seen: Photo, scale = 1) =>
  faintIn(inks, seen, scale).map(({ ratio }) => Math.floor(ratio * 100) / 100);

describe("contrast", () => {
  it("is WCAG's: black on #767676 is 4.6 to 1, and enough; on #6f6f6f it is not", () => {
    expect(ratios([line({})], grey(0x76))).toEqual([]);
    expect(ratios([line({})], grey(0x6f))).toEqual([4.17]);
  });
  it("may be 3 to 1 for large text", () => {
    expect(ratios([line({ large: true })], grey(0x6f))).toEqual([]);
    expect(ratios([line({ large: true })], grey(0x50))).toEqual([2.6]);
  });
  it("is that of the mixed colour when the words are seen through", () => {
    expect(ratios([line({ colour: [0, 0, 0, 0.5] })], grey(255))).toEqual([3.97]);
  });
  it("is that of the worst place of a line, but for a few pixels", () => {
    const half = photo((x) => (x < 20 ? [255, 255, 255] : [20, 20, 20]));
    const edge = photo((x) => (x > 0 ? [255, 255, 255] : [20, 20, 20]));
    expect(ratios([line({})], half)).toEqual([1.13]);
    expect(ratios([line({})], edge)).toEqual([]);
  });
  it("looks where the line is, at the photo's scale", () => {
    const right = photo((x) => (x < 20 ? [255, 255, 255] : [0, 0, 0]));
    expect(ratios([line({ box: { ...BOX, width: 40 } })], right, 0.5)).toEqual([]);
    expect(ratios([line({ box: { ...BOX, x: 40 } })], right, 0.5)).toEqual([1]);
  });
  it("is told once a block, at its worst", () => {
    const lines = [line({ colour: [90, 90, 90, 1] }), line({ colour: [120, 120, 120, 1] })];
    expect(ratios(lines, grey(110))).toEqual([1.15]);
    expect(faintIn([line({}), line({ block: 1 })], grey(0), 1)).toHaveLength(2);
  });
});

describe("words that do not stand out", () => {
  const source = '<!-- .slide: data-background-color="#ddd" -->\n\n# Pale words\n\nOthers\n';
  const slide = compileSlide(outline(source, { base: "" }), 0);
  const faint = (change: Partial<Faint>): Faint => ({
    text: "Pale words",
    ratio: 1.36,
    least: 4.5,
    ground: true,
    ...change,
  });
  const told = (found: Faint[]) =>
    contrastProblems(found, slide, source).map(
      ({ code, line: at, column }) => `${at}:${column} ${code}`,
    );

  it("are the background's fault when nothing else lies between, named once", () => {
    expect(told([faint({}), faint({ text: "Others", ratio: 1.2 })])).toEqual([
      "1:14 background-contrast",
    ]);
  });
  it("are their own fault on anything else", () => {
    expect(told([faint({ ground: false })])).toEqual(["3:3 look-contrast"]);
  });
  it("say by how much", () => {
    const [problem] = contrastProblems([faint({ ground: false })], slide, source);
    expect(problem?.message.en).toContain("1.3:1, where 4.5:1");
  });
});

describe("a screenshot", () => {
  const chunk = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(type, 4, "latin1");
    return Buffer.concat([head, data, Buffer.alloc(4)]);
  };
  const png = (type: number, rows: number[][]) => {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(2);
    header.writeUInt32BE(rows.length, 4);
    header.set([8, type, 0, 0, 0], 8);
    const data = deflateSync(Buffer.from(rows.flat()));
    const parts = [chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))];
    return Buffer.concat([Buffer.alloc(8), ...parts]);
  };

  it("is read whatever each row was filtered with", () => {
    const rows = [
      [0, 10, 20, 30, 40, 50, 60],
      [1, 10, 20, 30, 30, 30, 30],
      [2, 0, 0, 0, 0, 0, 0],
      [3, 5, 10, 15, 15, 15, 15],
      [4, 0, 0, 0, 0, 0, 0],
    ];
    const { pixels } = readPng(png(2, rows));
    expect([...pixels.subarray(0, 8)]).toEqual([10, 20, 30, 255, 40, 50, 60, 255]);
    for (const row of [1, 2, 3, 4])
      expect([...pixels.subarray(row * 8, row * 8 + 8)]).toEqual([
        10, 20, 30, 255, 40, 50, 60, 255,
      ]);
  });
  it("may be of four channels, and is nothing else", () => {
    expect([...readPng(png(6, [[0, 1, 2, 3, 4, 5, 6, 7, 8]])).pixels]).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
    expect(() => readPng(png(3, [[0, 1, 2]]))).toThrow("PNG");
  });
});
