import { open, readFile } from "node:fs/promises";
import { extname } from "node:path";
import { isSystemError } from "./storage.ts";

/**
 * Whether a picture or film is there to its last byte. A copy that was cut short, or is still under way, is shorter than
 * it says or ends in nothing but zeros: a file server gives the whole size long before the content (Samba at 1 % of a
 * copy). False only for what is surely not whole: a file of a kind not known here counts as it is.
 */
export async function isWholeFile(file: string): Promise<boolean> {
  try {
    if (await endsInZeros(file)) return false;
    const ends = ENDS[extname(file).toLowerCase()];
    return ends === undefined || ends(await readFile(file));
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

/** Bytes read from the end of a file. */
const TAIL = 64;

/** How the kinds whose end can be told end. */
const ENDS: Readonly<Record<string, (bytes: Buffer) => boolean>> = {
  // PNG 3rd edition, 5.6: IEND is the last chunk.
  ".png": (bytes) => bytes.includes("IEND"),
  // RIFF: bytes 4 to 7 give the size of all that follows.
  ".webp": (bytes) => bytes.length >= 12 && bytes.length >= bytes.readUInt32LE(4) + 8,
  ".jpg": jpegEnds,
  ".jpeg": jpegEnds,
};

async function endsInZeros(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, TAIL);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.every((byte) => byte === 0);
  } finally {
    await handle.close();
  }
}

/** JPEG (ITU T.81, B.1.1.3): segments of a stated length up to the scan, which ends with EOI; what follows is another's. */
function jpegEnds(bytes: Buffer): boolean {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return true;
    const marker = bytes[at + 1];
    if (marker === SCAN) return bytes.includes(EOI, at);
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return false;
}

const SCAN = 0xda;
const EOI = Buffer.from([0xff, 0xd9]);
