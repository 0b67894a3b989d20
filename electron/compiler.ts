import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { Problem } from "../core/deck.ts";
import { DEFAULTS } from "../core/defaults.ts";
import { diagramsIn, type DrawnDiagram } from "../core/diagram.ts";
import { themePath } from "../core/dress.ts";
import { compileDeck, type CompiledDeck } from "../core/program.ts";
import { captionsFor } from "./captions.ts";
import { deckFolder, isReel } from "./deck-file.ts";
import { badDeck, type CompileAnswer, type CompileRequest, type ReadDeck } from "./compile.ts";
import { drawnOf } from "./diagrams.ts";
import { endWithParent } from "./lifeline.ts";
import { includedBy, wornBy } from "./includes.ts";
import { readReel } from "./reel.ts";
import { readText } from "./text-file.ts";

/** The process in which decks are read and compiled: what goes wrong in it goes wrong here only. */

/** Decks whose last revision is kept, so that an edit compiles one slide. */
const KEPT = 8;

const revisions = new Map<string, CompiledDeck>();

// Electron's own way to its processes; plain Node's for its.
const port = process.parentPort;
const post = (answer: CompileAnswer): unknown =>
  port ? port.postMessage(answer) : process.send?.(answer);
const receive = async (request: CompileRequest): Promise<unknown> => {
  try {
    return post({ kind: "deck", deck: await compile(request) });
  } catch (error) {
    return post({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
  }
};

if (port) port.on("message", ({ data }) => void receive(data as CompileRequest));
else process.on("message", (request) => void receive(request as CompileRequest));
endWithParent();
post({ kind: "ready" });

async function compile({ file, base, lang, diagrams }: CompileRequest): Promise<ReadDeck> {
  const source = isReel(file) ? await readReel(file) : await readText(file);
  if (typeof source !== "string") return badDeck(file, source);
  const defaults = await defaultsFor(file);
  const included = await includedBy(source, file);
  const texts = new Map([[basename(file), source], ...included.texts]);
  const captions = await captionsFor(texts, deckFolder(file));
  const worn = await wornBy(themePath(source, defaults.text), file);
  const found = [source, ...included.texts.values()].flatMap(diagramsIn);
  const drawn = diagrams ? await drawnOf(diagrams, found) : new Map<string, DrawnDiagram>();
  const options = {
    base,
    captions: captions.paths,
    diagrams: drawn,
    name: basename(file),
    files: new Map([...included.texts, ...worn.texts]),
    ...(lang && { lang }),
    ...(defaults.text !== undefined && { defaults: defaults.text }),
  };
  const deck = remember(file, compileDeck(file, source, options, revisions.get(file)));
  const problems = [...defaults.faults, ...deck.problems];
  const undrawn = found.filter(({ name }) => !drawn.has(name));
  const sources = [defaults.file, ...captions.looked, ...included.looked, ...worn.looked];
  return { ...deck, problems, sources, undrawn };
}

/** The settings of a deck's folder, if it has any; or why they cannot be read. */
async function defaultsFor(
  deck: string,
): Promise<{ file: string; text?: string; faults: Problem[] }> {
  const file = join(deckFolder(deck), DEFAULTS);
  if (!existsSync(file)) return { file, faults: [] };
  const text = await readText(file);
  return typeof text === "string"
    ? { file, text, faults: [] }
    : { file, faults: [{ ...text, file: DEFAULTS }] };
}

function remember(file: string, deck: CompiledDeck): CompiledDeck {
  revisions.delete(file);
  revisions.set(file, deck);
  const oldest = revisions.keys().next().value;
  if (revisions.size > KEPT && oldest !== undefined) revisions.delete(oldest);
  return deck;
}
