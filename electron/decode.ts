/**
 * The text of a file as its author meant it: UTF-8, UTF-16 as Windows' Notepad writes it, or Windows-1252 as old French
 * editors do; with line feeds only.
 *
 * @returns null when the bytes are not text at all.
 */
export function decode(bytes: Uint8Array): string | null {
  const wide = wideEncoding(bytes);
  if (wide) return lines(new TextDecoder(wide).decode(bytes));
  if (bytes.subarray(0, SAMPLE).includes(0) && isBinary(bytes)) return null;
  return lines(utf8(bytes) ?? new TextDecoder("windows-1252").decode(bytes));
}

/** Bytes looked at to tell an encoding: enough for any text, cheap for any picture. */
const SAMPLE = 4_096;
/** Share of zero bytes above which a file is no text with a stray NUL. */
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

function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  return sample.filter((byte) => byte === 0).length > sample.length * MANY;
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
