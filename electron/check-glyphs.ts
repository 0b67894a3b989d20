import { readdir } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { lackingGlyphs } from "../core/glyphs.ts";
import type { CheckedDeck } from "./check-deck.ts";
import { charactersOf } from "./font.ts";
import type { DeckProblem } from "./library.ts";

/** Fonts that draw formulas and nothing else: of KaTeX's, two draw the signs that the text's font lacks. */
const OF_FORMULAS = /^KaTeX_(?!(?:AMS|Main)-Regular)/;

/**
 * Characters that neither the fonts of the application have nor those beside the deck, each told once a deck.
 *
 * @param pages folder of the built pages.
 */
export async function checkGlyphs(decks: CheckedDeck[], pages: string): Promise<DeckProblem[]> {
  const bundled = await charactersIn(join(pages, "assets"));
  const folders = new Map<string, ReadonlySet<number>>();
  const problems: DeckProblem[] = [];
  for (const { file, slides } of decks) {
    const folder = dirname(file);
    const has = folders.get(folder) ?? new Set([...bundled, ...(await charactersIn(folder))]);
    folders.set(folder, has);
    const told = new Set<string>();
    for (const { slide, file: from, source } of slides)
      for (const each of lackingGlyphs(slide, source, has, told))
        problems.push({ file: from, ...each });
  }
  return problems;
}

async function charactersIn(folder: string): Promise<Set<number>> {
  const all = new Set<number>();
  const fonts = (await readdir(folder)).filter((name) => extname(name) === ".woff2");
  for (const name of fonts.filter((each) => !OF_FORMULAS.test(each)))
    for (const code of charactersOf(join(folder, name))) all.add(code);
  return all;
}
