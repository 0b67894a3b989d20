import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";

/** The code points a WOFF2 font has a glyph for: WOFF2 §4 and 5, OpenType «cmap», formats 4 and 12. */
export function charactersOf(file: string): Set<number> {
  const bytes = readFileSync(file);
  if (bytes.toString("latin1", 0, 4) !== "wOF2") throw new Error(`${file} is no WOFF2 font`);
  const count = bytes.readUInt16BE(12);
  let at = 48;
  let start = 0;
  let found: { start: number; length: number } | null = null;
  for (let i = 0; i < count; i++) {
    const flags = bytes[at++] ?? 0;
    const known = flags & 0x3f;
    if (known === 0x3f) at += 4;
    let length = base128();
    // Glyphs and their places are transformed unless the version is 3, other tables only when it is not 0.
    const version = flags >> 6;
    const outlines = known === 10 || known === 11;
    if (outlines ? version !== 3 : version !== 0) length = base128();
    if (known === 0) found = { start, length };
    start += length;
  }
  if (!found) throw new Error(`${file} has no cmap`);
  const tables = brotliDecompressSync(bytes.subarray(at, at + bytes.readUInt32BE(20)));
  return readCmap(tables.subarray(found.start, found.start + found.length));

  function base128(): number {
    let value = 0;
    for (let i = 0; i < 5; i++) {
      const byte = bytes[at++] ?? 0;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    throw new Error("a length of more than five bytes");
  }
}

function readCmap(cmap: Buffer): Set<number> {
  const all = new Set<number>();
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + 8 * i));
    const format = table.readUInt16BE(0);
    if (format === 4) readSegments(table, all);
    if (format === 12) readGroups(table, all);
  }
  return all;
}

function readSegments(table: Buffer, all: Set<number>): void {
  const twice = table.readUInt16BE(6);
  for (let i = 0; i < twice; i += 2) {
    const last = table.readUInt16BE(14 + i);
    const first = table.readUInt16BE(16 + twice + i);
    for (let code = first; code <= last && code !== 0xffff; code++) all.add(code);
  }
}

function readGroups(table: Buffer, all: Set<number>): void {
  for (let i = 0; i < table.readUInt32BE(12); i++) {
    const first = table.readUInt32BE(16 + 12 * i);
    const last = table.readUInt32BE(20 + 12 * i);
    for (let code = first; code <= last; code++) all.add(code);
  }
}
