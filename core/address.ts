/** What an address in a deck turns out to be. */
export type Address =
  /** A file of the deck's folder: its path, decoded, and the address a page loads it from. */
  | { kind: "file"; path: string; url: string; backslash: boolean }
  /** A picture written out in the deck itself. */
  | { kind: "data"; url: string }
  | { kind: "remote" | "outside" | "refused" };

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** Raster pictures only: an SVG written out could hold a document. */
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z0-9+/=\s]*$/i;

/**
 * Reads the address of a picture or of a sound or film.
 *
 * @param base prefix of every file's address, such as `/d/abc/`; an address that has it already does not get it twice.
 * @param folder of the file in which it is written, in the deck's folder; empty for the deck's own.
 * @param data whether a picture written out as `data:` is allowed.
 */
export function readAddress(written: string, base: string, folder: string, data: boolean): Address {
  const address = written.trim();
  if (data && PICTURE.test(address)) return { kind: "data", url: address.replace(/\s/g, "") };
  const path = address.replace(/\\/g, "/");
  if (/^(?:https?:|\/\/)/i.test(path)) return { kind: "remote" };
  if (SCHEME.test(path)) return { kind: "refused" };
  const based = base !== "" && path.startsWith(base);
  const name = slashed((based ? path.slice(base.length) : path).replace(/[?#].*$/s, ""));
  const parts = segments(based ? name : within(folder, name));
  if (parts === null) return { kind: "outside" };
  if (parts.length === 0 || /\p{Cc}/u.test(name)) return { kind: "refused" };
  return {
    kind: "file",
    path: parts.join("/"),
    url: base + parts.map(encoded).join("/"),
    backslash: path !== address,
  };
}

/** The path of a file that another one names, in the deck's folder; null when it lies outside. */
export function pathFrom(folder: string, written: string): string | null {
  const name = slashed(written.trim().replace(/\\/g, "/"));
  if (SCHEME.test(name) || name.startsWith("//") || /\p{Cc}/u.test(name)) return null;
  return segments(within(folder, name))?.join("/") ?? null;
}

/** The folder of a file, as a path in the deck's folder; empty for the deck's own. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf("/")));
}

/** A leading `/` means the deck's folder, whichever file says so. */
function within(folder: string, path: string): string {
  return folder === "" || path.startsWith("/") ? path : `${folder}/${path}`;
}

/** The path without `.` and `..`; null when it climbs out of the folder. A leading `/` means the folder itself. */
function segments(path: string): string[] | null {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts;
}

/** The last name of an address, as people read it. */
export function lastName(address: string): string {
  return decoded(address.split("/").at(-1) ?? "");
}

/** Decoded, and with the separators of an address, whatever the backslashes were before. */
function slashed(path: string): string {
  return decoded(path).replace(/\\/g, "/");
}

/** Percent signs decoded once; text that is not well encoded is taken as it stands. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}

/** `(`, `)` and `'` too, since Reveal writes the address of a background into CSS. */
function encoded(part: string): string {
  return encodeURIComponent(part.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A link as it may pass: to the web over https, or to a slide of the deck by its key. */
export function readLink(written: string): { url: string } | { slide: string } | null {
  const address = written.trim();
  if (/^https:\/\/[^/\\]/i.test(address)) return { url: address };
  // Reveal's own form for the beginning.
  if (address === "#" || address === "#/") return { slide: "0" };
  const slide = /^#\/?([^/].*)$/s.exec(address);
  return slide ? { slide: slide[1] ?? "" } : null;
}
