import { readFile, stat } from "node:fs/promises";
import type { Problem } from "../core/deck.ts";
import { problem } from "../core/problem.ts";
import { decode } from "./decode.ts";

/** Most megabytes of text: a deck of 2,000 slides has less than one. */
const LARGEST = 32;
const START = { line: 1, column: 1 };

/** The text of a file, however it is encoded; or why it cannot be read. */
export async function readText(file: string): Promise<string | Problem> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST * 1024 * 1024) {
      return problem("file-large", START, { limit: String(LARGEST) });
    }
    return decode(await readFile(file)) ?? problem("file-not-text", START);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return problem("file-unreadable", START, { reason });
  }
}
