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

/** The style sheet that a deck wears, if it names one, as `includedBy` gives its texts. */
export async function wornBy(path: string | null, deck: string): Promise<Included> {
  if (path === null) return { texts: new Map(), looked: [] };
  const { file, text } = await lookFor(path, dirname(deck));
  return { texts: new Map(text === null ? [] : [[path, text]]), looked: [file] };
}

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
      const { file, text } = await lookFor(path, folder);
      looked.push(file);
      if (text === null) continue;
      texts.set(path, text);
      waiting.push({ file: path, text });
    }
  }
  return { texts, looked };
}

/** A file of the deck's folder: where it is or would be, and its text if it can be read. */
async function lookFor(
  path: string,
  folder: string,
): Promise<{ file: string; text: string | null }> {
  const real = await resolveInside(folder, path.split("/").map(encodeURIComponent).join("/"));
  const text = real && (await readText(real));
  return { file: real ?? join(folder, path), text: typeof text === "string" ? text : null };
}
