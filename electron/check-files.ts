import { readdir, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import type { Slide } from "../core/deck.ts";
import { Lines } from "../core/lines.ts";
import { problem } from "../core/problem.ts";
import { assetOf, encodedPath, resolveInside } from "./assets.ts";
import type { CheckedDeck } from "./check-deck.ts";
import type { DeckProblem } from "./library.ts";

/** Megabytes beyond which a picture or film keeps a slide waiting. */
const HUGE = 50;
const PICTURES = new Set([".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"]);

/**
 * Files that the decks name and that are not beside them, or too large; and pictures that none names.
 *
 * @param whole folders all of whose decks are checked: in them alone is a picture known to be unused.
 */
export async function checkFiles(
  decks: CheckedDeck[],
  whole: ReadonlySet<string>,
): Promise<DeckProblem[]> {
  const problems: DeckProblem[] = [];
  const used = new Map<string, Set<string>>();
  for (const deck of decks) {
    const folder = dirname(deck.file);
    const names = used.get(folder) ?? new Set();
    used.set(folder, names);
    for (const { slide, file, source } of deck.slides) {
      for (const asset of slide.assets) {
        const real = await assetOf(deck.file, asset);
        if (real) names.add(real);
        problems.push(...(await wrongWith(asset, real, slide, source, file)));
      }
    }
  }
  for (const [folder, names] of used)
    if (whole.has(folder)) problems.push(...(await unusedIn(folder, names)));
  return problems;
}

async function wrongWith(
  asset: string,
  real: string | null,
  slide: Slide,
  source: string,
  file: string,
): Promise<DeckProblem[]> {
  const place = new Lines(source, slide.line).find(asset, encodedPath(asset), basename(asset));
  if (!real) return [{ file, ...problem("asset-missing", place, { file: asset }) }];
  const megabytes = Math.round((await stat(real)).size / 1e6);
  const values = { file: asset, megabytes: String(megabytes), limit: String(HUGE) };
  return megabytes > HUGE ? [{ file, ...problem("asset-huge", place, values) }] : [];
}

/** Only what lies right beside the decks: a folder below may belong to others. */
async function unusedIn(folder: string, names: Set<string>): Promise<DeckProblem[]> {
  const found = await readdir(folder);
  const unused = await Promise.all(
    found
      .filter((name) => PICTURES.has(extname(name).toLowerCase()) && !name.startsWith("."))
      .map(async (name) => ((await isUsed(folder, name, names)) ? [] : [name])),
  );
  const place = { line: 1, column: 1 };
  return unused
    .flat()
    .toSorted()
    .map((file) => ({ file: join(folder, file), ...problem("asset-unused", place, { file }) }));
}

async function isUsed(folder: string, name: string, names: Set<string>): Promise<boolean> {
  const real = await resolveInside(folder, encodeURIComponent(name));
  return real === null || names.has(real);
}
