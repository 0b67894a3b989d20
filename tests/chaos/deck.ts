import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { chunk } from "../e2e/png.ts";

/** The ground of each slide: the observer knows a slide by its colour first. None is black, white or grey. */
export const GROUNDS = [
  "#1f4e79",
  "#7a2e4d",
  "#2e6b3c",
  "#8a5a12",
  "#4a3a8c",
  "#0f6b6b",
  "#94362a",
  "#5b6b1f",
];
/** How long each slide stays, in seconds. */
export const SECONDS = 1.5;

/**
 * A playlist whose slides can be told apart by their pixels, each with a patch that changes ten times a second: where it
 * stands still, the screen is frozen. The picture as a whole stays where it is: the observer knows where each pixel is.
 *
 * @returns the files of the playlist and of the deck
 */
export function writeChaosShow(folder: string): { playlist: string; deck: string } {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "tick.png"), tick(160));
  const slide = (ground: string, index: number) =>
    `<!-- .slide: data-background-color="${ground}" data-background-transition="none" data-transition="none" -->\n# Slide ${index + 1}\n\n![A clock that ticks](tick.png)\n`;
  const deck = join(folder, "chaos.en.md");
  writeFileSync(
    deck,
    `---\ntitle: Chaos\nlang: en\n---\n\n${GROUNDS.map(slide).join("\n---\n\n")}`,
  );
  const playlist = join(folder, "chaos.playlist.yaml");
  writeFileSync(playlist, `lang: en\nshift: false\nseconds: ${SECONDS}\ndecks: [chaos]\n`);
  return { playlist, deck };
}

/** An animated PNG (PNG specification, third edition, §11.3.4): a square, black and white in turn every 100 ms. */
function tick(size: number): Buffer {
  const picture = (shade: number) => {
    const raw = Buffer.alloc((size + 1) * size, shade);
    for (let row = 0; row < size; row += 1) raw[row * (size + 1)] = 0;
    return deflateSync(raw);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const control = Buffer.alloc(8);
  control.writeUInt32BE(2, 0);
  const frame = (order: number) => {
    const data = Buffer.alloc(26);
    data.writeUInt32BE(order, 0);
    data.writeUInt32BE(size, 4);
    data.writeUInt32BE(size, 8);
    data.writeUInt16BE(1, 20);
    data.writeUInt16BE(10, 22);
    return data;
  };
  const order = Buffer.alloc(4);
  order.writeUInt32BE(2, 0);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("acTL", control),
    chunk("fcTL", frame(0)),
    chunk("IDAT", picture(0)),
    chunk("fcTL", frame(1)),
    chunk("fdAT", Buffer.concat([order, picture(255)])),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
