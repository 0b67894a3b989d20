import { readdir } from "node:fs/promises";
import { join, posix } from "node:path";
import { decoded, folderOf, pathFrom } from "../core/address.ts";
import { isSystemError } from "./storage.ts";

const FILM = /[^\s"'()<>]+\.(?:mp4|webm|ogv)\b/gi;
/** Most folders looked into for one deck, and films whose captions are waited for. */
const FOLDERS = 50;
const FILMS = 200;

export interface Captions {
  /** Those that are there, by their path from the deck's folder. */
  paths: string[];
  /** Files that were looked for: a deck changes when one of them comes. */
  looked: string[];
}

/**
 * The caption files that lie beside the films a deck names. Never fails: a folder that is not there holds none.
 *
 * @param texts the deck's own, and those it includes, by their path from its folder; its own may have any name there.
 */
export async function captionsFor(
  texts: ReadonlyMap<string, string>,
  folder: string,
): Promise<Captions> {
  const films = [...texts].flatMap(([path, text]) =>
    [...text.matchAll(FILM)].flatMap(([name]) => pathFrom(folderOf(path), decoded(name)) ?? []),
  );
  const inside = [...new Set(films)];
  const beside = [...new Set(inside.map((film) => posix.dirname(film)))].slice(0, FOLDERS);
  const found = await Promise.all(
    beside.map(async (path) => {
      const names = await namesIn(join(folder, path));
      return names
        .filter((name) => /\.vtt$/i.test(name))
        .map((name) => posix.join(path, name.normalize("NFC")));
    }),
  );
  const looked = inside.slice(0, FILMS).flatMap((film) => {
    const stem = join(folder, film.slice(0, -posix.extname(film).length));
    return [`${stem}.fr.vtt`, `${stem}.en.vtt`, `${stem}.vtt`];
  });
  return { paths: found.flat().toSorted(), looked };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}
