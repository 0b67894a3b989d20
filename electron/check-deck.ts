import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Lang, Program, Slide } from "../core/deck.ts";
import { resolveInside } from "./assets.ts";
import { decode } from "./decode.ts";
import type { Library } from "./library.ts";

/** A deck as a check reads it: its slides with the text each was compiled from. */
export interface CheckedDeck {
  file: string;
  lang: Lang;
  program: Program;
  slides: { slide: Slide; source: string }[];
}

/** @returns null for a deck that can't be played: its own problems say why. */
export async function readDeck(file: string, library: Library): Promise<CheckedDeck | null> {
  const program = library.program(file);
  if (!program) return null;
  const lines = (decode(await readFile(file)) ?? "").split("\n");
  const all = program.slides.flatMap(
    (_, index) => library.slide(file, program.revision, index) ?? [],
  );
  const slides = all.map((slide, index) => ({
    slide,
    source: lines.slice(slide.line - 1, (all[index + 1]?.line ?? lines.length + 1) - 1).join("\n"),
  }));
  return { file, lang: program.lang, program, slides };
}

/** The real path of a file that a deck names, or null. */
export function assetOf(deck: string, asset: string): Promise<string | null> {
  return resolveInside(dirname(deck), encodedPath(asset));
}

/** A path as an address writes it. */
export function encodedPath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
