import { describe, expect, it } from "vitest";
import { decode } from "../electron/decode.ts";

const text = "# Été : « l’œuf » à 3 €\n\nDeux lignes";

function utf16(value: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(value.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < value.length; at++) view.setUint16(at * 2, value.charCodeAt(at), little);
  return bytes;
}

/** The bytes of a text in Windows-1252, for the few characters these tests use. */
function windows1252(value: string): Uint8Array {
  const special: Record<string, number> = { "’": 0x92, œ: 0x9c, "€": 0x80 };
  return Uint8Array.from(value, (character) => special[character] ?? character.charCodeAt(0));
}

describe("a file is read as its author meant it", () => {
  it.each([
    ["UTF-8", new TextEncoder().encode(text)],
    ["UTF-8 with its mark", new TextEncoder().encode(`\ufeff${text}`)],
    ["UTF-16 from Notepad", utf16(`\ufeff${text}`, true)],
    ["UTF-16, most significant byte first", utf16(`\ufeff${text}`, false)],
    ["UTF-16 without its mark", utf16(text, true)],
    ["Windows-1252", windows1252(text)],
    ["Windows line ends", new TextEncoder().encode(text.replace(/\n/g, "\r\n"))],
    ["old Macintosh line ends", new TextEncoder().encode(text.replace(/\n/g, "\r"))],
  ])("%s", (_, bytes) => {
    expect(decode(bytes)).toBe(text);
  });

  it("empty", () => {
    expect(decode(new Uint8Array())).toBe("");
  });

  it("with a stray NUL in it", () => {
    expect(decode(new TextEncoder().encode(`${text}\0${text}`))).toBe(`${text}\0${text}`);
  });

  it("unless it is no text", () => {
    const png = [
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0,
      3, 1,
    ];
    expect(decode(Uint8Array.from(png))).toBeNull();
  });

  it("unless it has been overwritten with anything", () => {
    let state = 8;
    const noise = Uint8Array.from({ length: 800 }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      return state >> 16;
    });
    expect(decode(noise)).toBeNull();
  });

  it.each([
    ["UTF-8", new TextEncoder().encode(text)],
    ["UTF-16", utf16(`\ufeff${text}`, true)],
  ])("unless its copy is under way: the whole size, and zeros at the end (%s)", (_, bytes) => {
    const copying = new Uint8Array(bytes.length * 30);
    for (let part = 0; part < 29; part += 1) copying.set(bytes, part * bytes.length);
    expect(decode(copying)).toBeNull();
  });
});
