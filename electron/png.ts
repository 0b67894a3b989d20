import { inflateSync } from "node:zlib";
import type { Photo } from "../core/contrast.ts";

/**
 * The pixels of a PNG as a browser's screenshot writes it: 8 bits a channel, red, green, blue and maybe opacity, not
 * interlaced (PNG specification, third edition, §9 and §11).
 *
 * @throws on any other PNG.
 */
export function readPng(bytes: Buffer): Photo {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [depth, type, , , interlaced] = bytes.subarray(24, 29);
  if (depth !== 8 || (type !== 2 && type !== 6) || interlaced !== 0)
    throw new Error("not a PNG of a screenshot");
  const raw = inflateSync(Buffer.concat(dataOf(bytes)));
  const channels = type === 6 ? 4 : 3;
  unfilter(raw, width * channels, height, channels);
  return { width, height, pixels: opaque(raw, width, height, channels) };
}

/** The contents of the `IDAT` chunks. */
function dataOf(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT")
      found.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return found;
}

/** Undoes in place what the filters of §9 did to each row; its first byte says which. */
function unfilter(raw: Buffer, row: number, height: number, channels: number): void {
  for (let y = 0; y < height; y++) {
    const start = y * (row + 1) + 1;
    const filter = raw[start - 1] ?? 0;
    if (filter === 0) continue;
    for (let at = start; at < start + row; at++) {
      const left = at - channels < start ? 0 : (raw[at - channels] ?? 0);
      const above = y === 0 ? 0 : (raw[at - row - 1] ?? 0);
      const corner = y === 0 || at - channels < start ? 0 : (raw[at - row - 1 - channels] ?? 0);
      raw[at] = (raw[at] ?? 0) + predicted(filter, left, above, corner);
    }
  }
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const [a, b, c] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs);
  if ((a ?? 0) <= (b ?? 0) && (a ?? 0) <= (c ?? 0)) return left;
  return (b ?? 0) <= (c ?? 0) ? above : corner;
}

function opaque(raw: Buffer, width: number, height: number, channels: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 4).fill(255);
  let from = 0;
  let to = 0;
  for (let y = 0; y < height; y++) {
    from++;
    for (let x = 0; x < width; x++, to += 4, from += channels)
      for (let channel = 0; channel < channels; channel++)
        pixels[to + channel] = raw[from + channel] ?? 0;
  }
  return pixels;
}
