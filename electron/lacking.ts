import { join } from "node:path";
import type { Problem, Slide } from "../core/deck.ts";
import { Lines } from "../core/lines.ts";
import { problem } from "../core/problem.ts";
import type { CompiledDeck } from "../core/program.ts";
import { assetOf, encodedPath } from "./assets.ts";
import { deckFolder, isReel } from "./deck-file.ts";
import { readText } from "./text-file.ts";
import { isWholeFile } from "./whole-file.ts";

/** What a deck names and does not have whole: a booth shows no slide with a hole in it. */
export interface Lacking {
  /** Slides, by their place in the deck, that name a file which is not there, or not to its end. */
  slides: ReadonlySet<number>;
  /** Those files, as the deck names them. */
  assets: ReadonlySet<string>;
  problems: Problem[];
  /** Where all the files that the deck names are, or would be, by the name it gives them. */
  files: ReadonlyMap<string, string>;
}

export const nothingLacks: Lacking = {
  slides: new Set(),
  assets: new Set(),
  problems: [],
  files: new Map(),
};

/** Looks for every file that a deck names. */
export async function lackingOf({ program, slides }: CompiledDeck): Promise<Lacking> {
  const named = [...new Set(slides.flatMap((slide) => slide.assets))];
  const found = await Promise.all(named.map((asset) => lookFor(program.deck, asset)));
  const assets = new Set(named.filter((_, index) => found[index]?.whole === false));
  const files = new Map(named.map((asset, index) => [asset, found[index]?.file ?? ""]));
  const without = namingAny(slides, assets);
  const problems = without.map(async ({ slide: { file, line, assets: of } }) => {
    const text = isReel(program.deck)
      ? ""
      : await readText(file ? join(deckFolder(program.deck), file) : program.deck);
    const lines = typeof text === "string" ? text.split("\n").slice(line - 1) : [];
    return of
      .filter((asset) => assets.has(asset))
      .map((asset) => {
        const place = new Lines(lines.join("\n"), line).find(asset, encodedPath(asset));
        return { ...(file && { file }), ...problem("asset-missing", place, { file: asset }) };
      });
  });
  return {
    slides: new Set(without.map(({ index }) => index)),
    assets,
    problems: (await Promise.all(problems)).flat(),
    files,
  };
}

/** The same once a file has begun to be written: nobody knows what it will be. */
export function doubting(lacking: Lacking, { slides }: CompiledDeck, file: string): Lacking {
  const doubted = [...lacking.files].flatMap(([asset, path]) => (path === file ? [asset] : []));
  const assets = new Set([...lacking.assets, ...doubted]);
  const without = namingAny(slides, assets).map(({ index }) => index);
  return { ...lacking, assets, slides: new Set(without) };
}

function namingAny(slides: readonly Slide[], assets: ReadonlySet<string>) {
  return slides.flatMap((slide, index) =>
    slide.assets.some((asset) => assets.has(asset)) ? [{ slide, index }] : [],
  );
}

async function lookFor(deck: string, asset: string): Promise<{ file: string; whole: boolean }> {
  const file = await assetOf(deck, asset);
  return file === null
    ? { file: join(deckFolder(deck), asset), whole: false }
    : { file, whole: await isWholeFile(file) };
}
