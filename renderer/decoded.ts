import { MOST_PIXELS, type Look } from "../core/look.ts";
import { fileOf, nameOf } from "./seen.ts";

/** Longest wait for the beginning of a film or a sound, in milliseconds. */
const PATIENCE_MS = 2_000;

/** Pictures, films, sounds and backgrounds of a slide that the browser cannot show, or pictures that make it wait. */
export async function undecoded(slide: HTMLElement, background: Element | null): Promise<Look[]> {
  const pictures = [...slide.querySelectorAll("img")]
    .filter((image) => image.getAttribute("src"))
    .map((image) => wrongWith(image, nameOf(image)));
  const posters = [...slide.querySelectorAll("video[poster]")].map((video) =>
    addressDecodes(video.getAttribute("poster") ?? ""),
  );
  const scopes = [slide, ...(background ? [background] : [])];
  const media = scopes
    .flatMap((scope) => [...scope.querySelectorAll<HTMLMediaElement>("video, audio")])
    .map(async (each) => ((await plays(each)) ? [] : [lookOf(nameOf(each))]));
  return (
    await Promise.all([...pictures, ...posters, ...backgroundsOf(background), ...media])
  ).flat();
}

function backgroundsOf(background: Element | null): Promise<Look[]>[] {
  const content = background?.querySelector<HTMLElement>(".slide-background-content");
  const painted = content?.style.backgroundImage ?? "";
  return [...painted.matchAll(/url\("([^"]*)"\)/g)].map(([, address = ""]) =>
    addressDecodes(address),
  );
}

function addressDecodes(address: string): Promise<Look[]> {
  const image = new Image();
  image.src = address;
  return wrongWith(image, fileOf(address));
}

async function wrongWith(image: HTMLImageElement, name: string): Promise<Look[]> {
  if (!(await decodes(image))) return [lookOf(name)];
  const pixels = image.naturalWidth * image.naturalHeight;
  // A drawing has no pixels of its own.
  const vast = pixels > MOST_PIXELS && !/\.svg$/i.test(name);
  return vast ? [{ kind: "vast", text: name, pixels }] : [];
}

function decodes(image: HTMLImageElement): Promise<boolean> {
  return image.decode().then(
    () => true,
    () => false,
  );
}

/** A film that has not begun to come is not called broken: the disk may be slow. */
function plays(media: HTMLMediaElement): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const sources = [...media.querySelectorAll("source")];
  const given = media.hasAttribute("src") || sources.some((each) => each.hasAttribute("src"));
  if (!given || media.readyState > 0) return Promise.resolve(true);
  // Reveal may have asked for the file already, or never: asked again here, its answer is not missed.
  media.preload = "metadata";
  media.addEventListener("loadedmetadata", () => resolve(true), { once: true });
  const last = media.hasAttribute("src") ? media : sources.at(-1);
  last?.addEventListener("error", () => resolve(false), { once: true });
  setTimeout(() => resolve(true), PATIENCE_MS);
  media.load();
  return promise;
}

function lookOf(text: string): Look {
  return { kind: "undecoded", text, pixels: 0 };
}
