import { createHash } from "node:crypto";
import type { Sight } from "../core/watchdog.ts";
import { readPng } from "./png.ts";

/** What a picture of the display tells. */
export type Seen = Pick<Sight, "picture" | "uniform">;

/** A picture of one colour is smaller than this, in bytes a pixel; others hardly ever are, and need not be decoded. */
const SMALL = 0.006;

/** @param png the bytes of a PNG file, as a browser writes it */
export function seenIn(png: Buffer): Seen {
  // The header comes first (PNG specification, third edition, §11.2.1).
  const pixels = png.readUInt32BE(16) * png.readUInt32BE(20);
  return {
    picture: createHash("sha256").update(png).digest("base64"),
    uniform: png.length < pixels * SMALL && isUniform(readPng(png).pixels),
  };
}

/** @param pixels four bytes each, of one picture; of another size it is another picture */
export function seenInPixels(pixels: Buffer): Seen {
  return {
    picture: createHash("sha256").update(pixels).digest("base64"),
    uniform: isUniform(pixels),
  };
}

function isUniform(pixels: Uint8Array): boolean {
  const first = pixels.subarray(0, 4);
  // Each pixel is the one before it.
  return Buffer.compare(pixels.subarray(4), pixels.subarray(0, -4)) === 0 && first.length === 4;
}
