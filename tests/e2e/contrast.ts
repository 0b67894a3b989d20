import type { Frame, Page } from "@playwright/test";
import { photograph } from "./bundled.ts";

interface Line {
  text: string;
  /** Red, green and blue, 0 to 255. */
  ink: [number, number, number];
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Contrast {
  text: string;
  /** WCAG's contrast of the ink with the nearest of the colours it lies on; those under one pixel in fifty don't count. */
  ratio: number;
}

/**
 * Contrast of every line of text on stage with the pixels really behind it: the stage is photographed without its words.
 *
 * @param reader a page of its own, where the photograph is read.
 */
export async function contrasts(page: Page, stage: Frame, reader: Page): Promise<Contrast[]> {
  const lines = await stage.evaluate(linesOnStage);
  await stage.evaluate(setWords, "transparent");
  const photo = await photograph(page);
  await stage.evaluate(setWords, "");
  return reader.evaluate(readPhoto, { photo: photo.toString("base64"), lines });
}

function linesOnStage(): Line[] {
  const section = document.querySelector("section.present");
  const number = document.querySelector(".thread .number");
  const found: Line[] = [];
  for (const root of [section, number]) {
    if (!root) continue;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      const parent = node.parentElement;
      if (text === "" || !parent || parent.closest("svg")) continue;
      const [r = 0, g = 0, b = 0] = (getComputedStyle(parent).color.match(/[\d.]+/g) ?? []).map(
        Number,
      );
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { x, y, width, height } of range.getClientRects())
        found.push({ text: text.slice(0, 40), ink: [r, g, b], x, y, width, height });
    }
  }
  return found;
}

/** Hides the words, and nothing else: what is drawn in the text's colour stays. */
async function setWords(fill: string): Promise<void> {
  for (const root of document.querySelectorAll<HTMLElement>("section.present, .thread .number"))
    root.style.setProperty("-webkit-text-fill-color", fill);
  for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
}

async function readPhoto({ photo, lines }: { photo: string; lines: Line[] }): Promise<Contrast[]> {
  const bytes = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  if (!canvas) throw new Error("no canvas");
  canvas.drawImage(picture, 0, 0);
  const luminance = (colour: readonly number[]) => {
    const [r = 0, g = 0, b = 0] = colour.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const between = (one: number, other: number) =>
    (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  return lines.map(({ text, ink, x, y, width, height }) => {
    const { data } = canvas.getImageData(x, y, Math.max(1, width), Math.max(1, height));
    const ratios: number[] = [];
    for (let at = 0; at < data.length; at += 16)
      ratios.push(
        between(luminance(ink), luminance([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0])),
      );
    ratios.sort((a, b) => a - b);
    const ratio = ratios[Math.floor(ratios.length / 50)] ?? 21;
    return { text, ratio: Math.round(ratio * 10) / 10 };
  });
}
