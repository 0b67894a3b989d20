import { decoded, pathFrom } from "./address.ts";
import type { Lang, Problem } from "./deck.ts";
import type { Lines } from "./lines.ts";
import { problem } from "./problem.ts";
import { element, setAttribute, type Element, type Node } from "./tree.ts";

/** Words that braces may hold after a film or a sound, besides attributes with a value. */
export const MEDIA_WORDS: ReadonlySet<string> = new Set([
  "autoplay",
  "controls",
  "loop",
  "muted",
  "playsinline",
  "sound",
]);

const FILM = /\.(?:mp4|webm|ogv)(?:[?#]|$)/i;
const PICTURE = /\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#]|$)/i;
const SOUND = /\.(?:mp3|m4a|oga|ogg|wav)(?:[?#]|$)/i;
const CAPTIONED: Readonly<Record<Lang, string>> = { fr: "Français", en: "English" };

/** What the films of a slide are shown with. */
export interface Showing {
  lang: Lang;
  /** Caption files of the deck's folder, by their path in it. */
  captions: ReadonlySet<string>;
  /** Folder of the file in which the films are written, in the deck's folder; empty for the deck's own. */
  folder: string;
  lines: Lines;
}

/** Whether an address written as a picture's is that of a film or a sound. */
export function isMedium(address: string): boolean {
  return FILM.test(address) || SOUND.test(address);
}

export function isFilm(address: string): boolean {
  return FILM.test(address);
}

export function isPicture(address: string): boolean {
  return PICTURE.test(address);
}

/**
 * Makes films and sounds of the pictures that name one, gives each the captions it asks for or that lie beside its file
 * (`film.fr.vtt`, else `film.vtt`), and keeps a film that starts by itself silent unless its author wrote `sound`.
 */
export function playMedia(parent: Element, showing: Showing): Problem[] {
  return parent.children.flatMap((child) => {
    if (typeof child === "string" || child.kind !== "element") return [];
    const written = sourceOf(child);
    if (child.tag === "img" && isMedium(written)) become(child, SOUND.test(written));
    if (child.tag !== "video" && child.tag !== "audio") return playMedia(child, showing);
    if (child.tag === "video") caption(child, showing);
    return keepSilent(child, showing.lines);
  });
}

/** A film that is only started by somebody needs something to press. */
function become(picture: Element, sound: boolean): void {
  picture.tag = sound ? "audio" : "video";
  const attributes = (picture.attributes ??= new Map<string, string>());
  const said = attributes.get("alt") ?? "";
  attributes.delete("alt");
  if (said !== "") attributes.set("aria-label", said);
  if (!startsItself(picture)) attributes.set("controls", "");
  else if (!attributes.has("sound")) attributes.set("muted", "");
}

function caption(film: Element, showing: Showing): void {
  const { lang } = showing;
  const asked = film.attributes?.get("captions");
  film.attributes?.delete("captions");
  if (film.children.some(isTrack)) return;
  const file = asked ?? captionsBeside(sourceOf(film), showing);
  if (file === undefined) return;
  const spoken = /\.(fr|en)\.vtt$/i.exec(file)?.[1]?.toLowerCase() as Lang | undefined;
  const track = element("track", film.line);
  setAttribute(track, "kind", "captions");
  setAttribute(track, "srclang", spoken ?? lang);
  setAttribute(track, "label", CAPTIONED[spoken ?? lang]);
  setAttribute(track, "src", file);
  setAttribute(track, "default", "");
  film.children.push(track);
}

function captionsBeside(film: string, { lang, captions, folder }: Showing): string | undefined {
  if (captions.size === 0 || !FILM.test(film)) return undefined;
  const stem = film.replace(/[?#].*$/s, "").replace(/\.[^.]*$/, "");
  return [`${stem}.${lang}.vtt`, `${stem}.vtt`].find((file) => {
    const path = pathFrom(folder, decoded(file));
    // As the folder's listing writes it.
    return path !== null && captions.has(path.normalize("NFC"));
  });
}

function keepSilent(medium: Element, lines: Lines): Problem[] {
  const { attributes } = medium;
  const loud = attributes?.delete("sound") ?? false;
  const silent = attributes?.has("muted") ?? false;
  if (medium.tag !== "video" || !startsItself(medium) || loud || silent) return [];
  setAttribute(medium, "muted", "");
  return [problem("film-silent", lines.place(medium.line, "autoplay"))];
}

function startsItself({ attributes }: Element): boolean {
  return attributes?.has("autoplay") === true || attributes?.has("data-autoplay") === true;
}

/** The address of a medium, or of its first source. */
function sourceOf({ attributes, children }: Element): string {
  const own = attributes?.get("src") ?? attributes?.get("data-src");
  if (own !== undefined) return own;
  for (const child of children) {
    if (typeof child === "object" && child.kind === "element" && child.tag === "source")
      return sourceOf(child);
  }
  return "";
}

function isTrack(node: Node): boolean {
  return typeof node === "object" && node.kind === "element" && node.tag === "track";
}
