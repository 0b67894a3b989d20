import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ALL_FORMATS, FilePathSource, Input } from "mediabunny";
import type { Problem } from "../core/deck.ts";
import { isFilm } from "../core/media.ts";
import { problem } from "../core/problem.ts";
import { reelSource } from "../core/reel.ts";
import { isShown } from "./deck-file.ts";
import { isSystemError } from "./storage.ts";

/** Most pictures and films of one folder: as many as a deck has slides. */
const MOST = 2_000;
const START = { line: 1, column: 1 };

/** As people number their pictures: 2 before 10. */
const byName = new Intl.Collator("fr", { numeric: true, sensitivity: "base" }).compare;

/**
 * The deck that a picture or film makes by itself, or the pictures and films of a folder, in the order of their names;
 * or why there is none.
 */
export async function readReel(path: string): Promise<string | Problem> {
  try {
    const folder = (await stat(path)).isDirectory();
    const names = folder ? await shownIn(path) : [basename(path)];
    if (names.length === 0) return problem("folder-empty", START);
    const beside = folder ? path : dirname(path);
    const files = names.map(async (name) => ({
      name,
      seconds: isFilm(name) ? await lengthOf(join(beside, name)) : null,
    }));
    return reelSource(await Promise.all(files));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return problem("file-unreadable", START, { reason: String(error.code) });
  }
}

async function shownIn(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => isShown(name) && !name.startsWith("."))
    .toSorted(byName)
    .slice(0, MOST);
}

/** Seconds of a film; null when it doesn't say, or is no film. */
async function lengthOf(file: string): Promise<number | null> {
  const source = new FilePathSource(file);
  const input = new Input({ source, formats: ALL_FORMATS });
  try {
    const seconds = await input.computeDuration();
    return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
  } catch (error) {
    // Whatever a film's bytes hold, it is shown: what can't be played says so on its slide.
    if (error instanceof Error) return null;
    throw error;
  } finally {
    input.dispose();
  }
}
