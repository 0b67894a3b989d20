import { dirname, join } from "node:path";
import type { Lang, Program, Slide } from "../core/deck.ts";
import type { Library } from "./library.ts";
import { readText } from "./text-file.ts";

/** A slide, the file it comes from, and its text in that file. */
export interface CheckedSlide {
  slide: Slide;
  file: string;
  source: string;
}

/** A deck as a check reads it: its slides with the text each was compiled from. */
export interface CheckedDeck {
  file: string;
  lang: Lang;
  program: Program;
  slides: CheckedSlide[];
}

/** @returns null for a deck that can't be played: its own problems say why. */
export async function readDeck(file: string, library: Library): Promise<CheckedDeck | null> {
  const program = library.program(file);
  if (!program) return null;
  const all = program.slides.flatMap(
    (_, index) => library.slide(file, program.revision, index) ?? [],
  );
  const fileOf = (slide: Slide) => (slide.file === "" ? file : join(dirname(file), slide.file));
  const texts = new Map<string, string[]>();
  for (const from of new Set(all.map(fileOf))) texts.set(from, await linesOf(from));
  const slides = all.map((slide, index) => {
    const from = fileOf(slide);
    const next = all[index + 1];
    const end = next?.file === slide.file && next.line > slide.line ? next.line - 1 : undefined;
    const source = texts.get(from)?.slice(slide.line - 1, end) ?? [];
    return { slide, file: from, source: source.join("\n") };
  });
  return { file, lang: program.lang, program, slides };
}

async function linesOf(file: string): Promise<string[]> {
  const text = await readText(file);
  return typeof text === "string" ? text.split("\n") : [];
}
