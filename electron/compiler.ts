import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { parentPort } from "node:worker_threads";
import { problem } from "../core/problem.ts";
import { compileDeck, type CompiledDeck } from "../core/program.ts";
import { captionsFor } from "./captions.ts";
import { badDeck, type CompileRequest } from "./compile.ts";
import { decode } from "./decode.ts";

/** The worker thread in which decks are read and compiled: what goes wrong in it goes wrong here only. */

/** Most megabytes of text: a deck of 2,000 slides has less than one. */
const LARGEST = 32;
/** Decks whose last revision is kept, so that an edit compiles one slide. */
const KEPT = 8;

const revisions = new Map<string, CompiledDeck>();

parentPort?.on("message", async (request: CompileRequest) => {
  parentPort?.postMessage(await compile(request));
});

async function compile({ file, base, lang }: CompileRequest): Promise<CompiledDeck> {
  const place = { line: 1, column: 1 };
  const bytes = await read(file);
  if (bytes === "large") {
    return badDeck(file, problem("file-large", place, { limit: String(LARGEST) }));
  }
  if (typeof bytes === "string") {
    return badDeck(file, problem("file-unreadable", place, { reason: bytes }));
  }
  const source = decode(bytes);
  if (source === null) return badDeck(file, problem("file-not-text", place));
  const captions = await captionsFor(source, dirname(file));
  const options = { base, captions, ...(lang && { lang }) };
  return remember(file, compileDeck(file, source, options, revisions.get(file)));
}

/** The bytes of a file; the system's word for it when it cannot be read. */
async function read(file: string): Promise<Uint8Array | string> {
  try {
    const { size } = await stat(file);
    return size > LARGEST * 1024 * 1024 ? "large" : await readFile(file);
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

function remember(file: string, deck: CompiledDeck): CompiledDeck {
  revisions.delete(file);
  revisions.set(file, deck);
  const oldest = revisions.keys().next().value;
  if (revisions.size > KEPT && oldest !== undefined) revisions.delete(oldest);
  return deck;
}
