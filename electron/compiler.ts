import { basename, dirname } from "node:path";
import { parentPort } from "node:worker_threads";
import { compileDeck, type CompiledDeck } from "../core/program.ts";
import { captionsFor } from "./captions.ts";
import { badDeck, type CompileRequest, type ReadDeck } from "./compile.ts";
import { includedBy } from "./includes.ts";
import { readText } from "./text-file.ts";

/** The worker thread in which decks are read and compiled: what goes wrong in it goes wrong here only. */

/** Decks whose last revision is kept, so that an edit compiles one slide. */
const KEPT = 8;

const revisions = new Map<string, CompiledDeck>();

parentPort?.on("message", async (request: CompileRequest) => {
  parentPort?.postMessage(await compile(request));
});

async function compile({ file, base, lang }: CompileRequest): Promise<ReadDeck> {
  const source = await readText(file);
  if (typeof source !== "string") return badDeck(file, source);
  const captions = await captionsFor(source, dirname(file));
  const { texts: files, looked: sources } = await includedBy(source, file);
  const options = { base, captions, name: basename(file), files, ...(lang && { lang }) };
  const deck = remember(file, compileDeck(file, source, options, revisions.get(file)));
  return { ...deck, sources };
}

function remember(file: string, deck: CompiledDeck): CompiledDeck {
  revisions.delete(file);
  revisions.set(file, deck);
  const oldest = revisions.keys().next().value;
  if (revisions.size > KEPT && oldest !== undefined) revisions.delete(oldest);
  return deck;
}
