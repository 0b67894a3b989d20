import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, existsSync, fstatSync, mkdtempSync, openSync, readSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "./png.ts";
import { removeFolder } from "../remove-folder.mjs";

/** A display of its own (Xvfb) whose pixels are read from its frame buffer: an observer the app knows nothing of. */
export interface VirtualDisplay {
  name: string;
  /** What the display shows now. */
  frame(): Frame;
  close(): Promise<void>;
}

export interface Frame {
  width: number;
  height: number;
  /** Four bytes a pixel: blue, green, red, unused. */
  pixels: Buffer;
}

/** Header of the frame buffer file (an XWD dump): its length, and the number of 12-byte colours that follow. */
const HEADER = { length: 0, colours: 19 };
const COLOUR_BYTES = 12;

export async function openDisplay(width = 1280, height = 720): Promise<VirtualDisplay> {
  const folder = mkdtempSync(join(tmpdir(), "mtinov-display-"));
  // Xvfb picks a free number and says it on the pipe.
  const server = spawn(
    "Xvfb",
    [
      "-displayfd",
      "3",
      "-screen",
      "0",
      `${width}x${height}x24`,
      "-fbdir",
      folder,
      "-nolisten",
      "tcp",
      "-ac",
    ],
    { stdio: ["ignore", "ignore", "ignore", "pipe"] },
  );
  const name = `:${await firstLine(server)}`;
  const file = openSync(join(folder, "Xvfb_screen0"), "r");
  const buffer = Buffer.alloc(fstatSync(file).size);
  readSync(file, buffer, 0, buffer.length, 0);
  const start =
    buffer.readUInt32BE(HEADER.length) + buffer.readUInt32BE(HEADER.colours * 4) * COLOUR_BYTES;
  return {
    name,
    frame() {
      const pixels = Buffer.allocUnsafe(width * height * 4);
      readSync(file, pixels, 0, pixels.length, start);
      return { width, height, pixels };
    },
    async close() {
      closeSync(file);
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill();
      await ended;
      removeFolder(folder);
    },
  };
}

/** Whether this machine can open one, else why not. */
export function displayMissing(): string | null {
  const found = (process.env["PATH"] ?? "")
    .split(":")
    .some((each) => existsSync(join(each, "Xvfb")));
  return found ? null : "Xvfb is not installed: no virtual display to watch";
}

/** Share of pixels that differ between two frames, 0 to 1. */
export function difference(one: Frame, other: Frame): number {
  if (one.width !== other.width || one.height !== other.height) return 1;
  if (one.pixels.equals(other.pixels)) return 0;
  const [a, b] = [words(one), words(other)];
  let differing = 0;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) differing += 1;
  return differing / a.length;
}

/** Share of the most frequent colour, 0 to 1: near 1, the display is empty; and that colour as `#rrggbb`. */
export function ground(frame: Frame): { share: number; colour: string } {
  const counts = new Map<number, number>();
  for (const word of words(frame)) {
    const colour = word & 0xffffff;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const [colour, count] = [...counts].reduce((most, each) => (each[1] > most[1] ? each : most));
  return {
    share: count / (frame.width * frame.height),
    colour: hex(colour),
  };
}

/** How light the darkest pixel of a piece of a frame is, 0 to 255; the piece in pixels. */
export function darkest(frame: Frame, left: number, top: number, width: number, height: number) {
  let least = 255;
  for (let y = top; y < top + height; y += 1) {
    const from = (y * frame.width + left) * 4;
    for (let at = from; at < from + width * 4; at += 4)
      least = Math.min(least, Math.max(...frame.pixels.subarray(at, at + 3)));
  }
  return least;
}

/** The colour of one pixel, as `#rrggbb`. */
export function colourAt(frame: Frame, x: number, y: number): string {
  return hex((words(frame)[y * frame.width + x] ?? 0) & 0xffffff);
}

/** The frame as a PNG file's bytes, to be looked at. */
export function png(frame: Frame): Buffer {
  return PNG(frame.width, frame.height, frame.pixels);
}

function hex(colour: number): string {
  return `#${colour.toString(16).padStart(6, "0")}`;
}

function words({ pixels }: Frame): Uint32Array {
  return new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3]?.on("data", (data) => {
      text += String(data);
      if (text.includes("\n")) resolve(text.trim());
    });
  });
}
