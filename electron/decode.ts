/**
 * The text of a file as its author meant it: UTF-8, UTF-16 as Windows' Notepad writes it, or Windows-1252 as old French
 * editors do; with line feeds only.
 *
 * @returns null when the bytes are not text at all, or not yet.
 */
export function decode(bytes: Uint8Array): string | null {
  const text = written(bytes);
  return text === null || text.includes(HOLE) ? null : lines(text);
}

/** What a copy under way, or a computer that went down while it wrote, leaves where the rest will be. */
const HOLE = "\0".repeat(32);

function written(bytes: Uint8Array): string | null {
  const wide = wideEncoding(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  if (shareOf(bytes, (byte) => byte === 0) > MANY) return null;
  const text = utf8(bytes);
  if (text !== null) return text;
  // Any byte is a character of Windows-1252: what was torn or overwritten would be one long word.
  if (shareOf(bytes, isControl) > MANY) return null;
  return new TextDecoder("windows-1252").decode(bytes);
}

/** Bytes looked at to tell an encoding: enough for any text, cheap for any picture. */
const SAMPLE = 4_096;
/** Share of bytes that no text has above which a file is none: a stray NUL is no more than one. */
const MANY = 0.02;

function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  // Without a mark: in European text every other byte is zero.
  const sample = bytes.subarray(0, SAMPLE - (SAMPLE % 2));
  const pairs = Math.floor(sample.length / 2);
  if (pairs < 2) return null;
  let [even, odd] = [0, 0];
  sample.forEach((byte, at) => {
    if (byte !== 0) return;
    if (at % 2 === 0) even++;
    else odd++;
  });
  if (odd > pairs * 0.7 && even < pairs * 0.1) return "utf-16le";
  return even > pairs * 0.7 && odd < pairs * 0.1 ? "utf-16be" : null;
}

function shareOf(bytes: Uint8Array, has: (byte: number) => boolean): number {
  const sample = bytes.subarray(0, SAMPLE);
  return sample.length === 0 ? 0 : sample.filter(has).length / sample.length;
}

/** A control character other than tabs, line ends and form feeds. */
function isControl(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d);
}

/** The text when every byte of it is UTF-8; null otherwise. The mark at its start, if any, is left out. */
function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function lines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
