import { dirname, join } from "node:path";
import { folderOf, pathFrom } from "../core/address.ts";
import { includedPaths } from "../core/include.ts";
import { resolveInside } from "./assets.ts";
import { readText } from "./text-file.ts";

/** The files that a deck includes, and those that they include. */
export interface Included {
  /** Texts by their path in the deck's folder. */
  texts: Map<string, string>;
  /** Every file looked for, found or not: a change of any of them changes the deck. */
  looked: string[];
}

/** Most files read for one deck. */
const FILES = 100;

/**
 * Reads what a deck includes, in its folder and below. Never fails: what is not there or cannot be read is left out, and
 * the compiler says so.
 */
export async function includedBy(source: string, deck: string): Promise<Included> {
  const folder = dirname(deck);
  const texts = new Map<string, string>();
  const looked: string[] = [];
  const seen = new Set<string>();
  const waiting = [{ file: "", text: source }];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    for (const written of includedPaths(next.text)) {
      const path = pathFrom(folderOf(next.file), written);
      if (path === null || !/\.md$/i.test(path) || seen.has(path) || seen.size >= FILES) continue;
      seen.add(path);
      const real = await resolveInside(folder, path.split("/").map(encodeURIComponent).join("/"));
      looked.push(real ?? join(folder, path));
      const text = real && (await readText(real));
      if (typeof text !== "string") continue;
      texts.set(path, text);
      waiting.push({ file: path, text });
    }
  }
  return { texts, looked };
}
