import { createReadStream } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { Readable } from "node:stream";
import { deckFolder } from "./deck-file.ts";
import { isSystemError } from "./storage.ts";

/** What a deck's folder may give: pictures, media, captions, fonts. A deck's Markdown or a stray file is never served. */
const DECK_TYPES: Record<string, string> = {
  ".avif": "image/avif",
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
  ".m4a": "audio/mp4",
  ".mp3": "audio/mpeg",
  ".mp4": "video/mp4",
  ".oga": "audio/ogg",
  ".ogg": "audio/ogg",
  ".ogv": "video/ogg",
  ".wav": "audio/wav",
  ".webm": "video/webm",
  ".vtt": "text/vtt; charset=utf-8",
  ".otf": "font/otf",
  ".ttf": "font/ttf",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** What our own build gives. */
export const PAGE_TYPES: Record<string, string> = {
  ...DECK_TYPES,
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** A deck's SVG opened as a document could run scripts: it is made inert whatever opens it. */
const SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/**
 * A file under `root`, as a response: 200, 206 for a `Range`, 404 when there is no such file or it may not be given,
 * 416 for a range outside it. `path` comes from a URL: percent-decoded once, here.
 *
 * Names are matched as people mean them: NFC and NFD are one, and so is another case when nothing else fits.
 */
export async function serveFile(
  root: string,
  path: string,
  request: Request,
  types: Record<string, string> = DECK_TYPES,
): Promise<Response> {
  const file = await resolveInside(root, path);
  const type = file && types[extname(file).toLowerCase()];
  if (!file || !type) return new Response(null, { status: 404 });
  const { size } = await stat(file);
  const headers = new Headers({ "Content-Type": type, "Accept-Ranges": "bytes" });
  if (type === "image/svg+xml") headers.set("Content-Security-Policy", SVG_POLICY);
  const range = readRange(request.headers.get("Range"), size);
  if (range === "unsatisfiable") {
    return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${size}` } });
  }
  const [start, end] = range ?? [0, size - 1];
  headers.set("Content-Length", String(end - start + 1));
  if (range) headers.set("Content-Range", `bytes ${start}-${end}/${size}`);
  const status = range ? 206 : 200;
  if (request.method === "HEAD" || size === 0) return new Response(null, { status, headers });
  const body = Readable.toWeb(createReadStream(file, { start, end })) as ReadableStream;
  return new Response(body, { status, headers });
}

/**
 * The real path of a file under `root`, or null: decoded once, no dot-file, no link that leads outside, no
 * separator or drive hidden in a segment.
 */
export async function resolveInside(root: string, path: string): Promise<string | null> {
  const segments = decode(path)
    ?.split("/")
    .filter((each) => each !== "");
  if (!segments || segments.length === 0 || segments.length > 32) return null;
  if (segments.some((each) => each.startsWith(".") || /[\\:\0]/.test(each) || each.length > 255))
    return null;
  try {
    const base = await realpath(root);
    let here = base;
    for (const segment of segments) {
      const name = await nameIn(here, segment);
      if (!name) return null;
      here = join(here, name);
    }
    const real = await realpath(here);
    const inside = real.startsWith(base.endsWith(sep) ? base : base + sep);
    return inside && (await stat(real)).isFile() ? real : null;
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}

/** The real path of a file that a deck names, or null. */
export function assetOf(deck: string, asset: string): Promise<string | null> {
  return resolveInside(deckFolder(deck), encodedPath(asset));
}

/** A path as an address writes it. */
export function encodedPath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

async function nameIn(folder: string, wanted: string): Promise<string | null> {
  const names = await readdir(folder);
  if (names.includes(wanted)) return wanted;
  const form = wanted.normalize("NFC");
  const fold = form.toLowerCase();
  return (
    names.find((each) => each.normalize("NFC") === form) ??
    names.find((each) => each.normalize("NFC").toLowerCase() === fold) ??
    null
  );
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** One range of bytes (RFC 9110 §14); several at once, or another unit, are answered whole, as the RFC allows. */
function readRange(header: string | null, size: number): [number, number] | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  if (match[1] === "") {
    const length = Math.min(Number(match[2]), size);
    return length > 0 ? [size - length, size - 1] : "unsatisfiable";
  }
  const start = Number(match[1]);
  const end = match[2] === "" ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (match[2] !== "" && Number(match[2]) < start) return null;
  return start < size ? [start, end] : "unsatisfiable";
}
