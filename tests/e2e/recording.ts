import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Page } from "@playwright/test";
import type { Painted } from "./crash-browser.ts";

/** A picture that was painted, with how often and how far it is from the first one. */
export interface Distinct {
  png: string;
  count: number;
  /** Share of pixels that differ visibly from the first picture, 0 to 1. */
  apart: number;
  /** The most frequent colour, as `#rrggbb`. */
  ground: string;
}

/** A channel that differs by this much of 255 is seen; less is the noise of a scaler. */
const SEEN = 24;

/** Each distinct picture in the order it first came, compared with the first by a page that knows nothing of ours. */
export async function distinct(judge: Page, painted: readonly Painted[]): Promise<Distinct[]> {
  const counts = new Map<string, number>();
  for (const { png } of painted) counts.set(png, (counts.get(png) ?? 0) + 1);
  const measured = await judge.evaluate(compare, [[...counts.keys()], SEEN] as [string[], number]);
  return [...counts].map(([png, count], index) => {
    const { apart = 1, ground = "" } = measured[index] ?? {};
    return { png, count, apart, ground };
  });
}

/** Runs in the judge's page. */
async function compare([pictures, seen]: [string[], number]) {
  const pixelsOf = async (png: string) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("no canvas");
    context.drawImage(image, 0, 0);
    return new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
  };
  const far = (one: number, other: number) =>
    [0, 8, 16].some((by) => Math.abs(((one >> by) & 255) - ((other >> by) & 255)) > seen);
  const groundOf = (pixels: Uint32Array) => {
    const found = new Map<number, number>();
    for (const each of pixels) found.set(each, (found.get(each) ?? 0) + 1);
    const [most = 0] = [...found].reduce((one, other) => (other[1] > one[1] ? other : one));
    const hex = [most & 255, (most >> 8) & 255, (most >> 16) & 255];
    return `#${hex.map((each) => each.toString(16).padStart(2, "0")).join("")}`;
  };
  const first = await pixelsOf(pictures[0] ?? "");
  const all: { apart: number; ground: string }[] = [];
  for (const png of pictures) {
    const pixels = await pixelsOf(png);
    const same = pixels.length === first.length;
    const differing = same ? pixels.filter((each, at) => far(each, first[at] ?? 0)).length : NaN;
    all.push({ apart: same ? differing / first.length : 1, ground: groundOf(pixels) });
  }
  return all;
}

/** Writes the distinct pictures side by side into one PNG, to be looked at. */
export async function contactSheet(
  judge: Page,
  file: string,
  pictures: readonly Distinct[],
): Promise<void> {
  const figures = pictures.map(
    ({ png, count, apart, ground }) =>
      `<figure><img src="data:image/png;base64,${png}"><figcaption>${count} ×, ${(apart * 100).toFixed(2)} % apart, ${ground}</figcaption></figure>`,
  );
  await judge.setContent(
    `<style>body{font:12px sans-serif;display:flex;flex-wrap:wrap;gap:8px}figure{margin:0}img{width:240px;outline:1px solid #888}</style>${figures.join("")}`,
  );
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, await judge.screenshot({ fullPage: true }));
}
