import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Problem } from "../core/deck.ts";
import { reviewPair } from "../core/parity.ts";
import { reviewSlides } from "../core/review.ts";
import { readDeck, type CheckedDeck, type CheckedSlide } from "./check-deck.ts";
import { checkFiles } from "./check-files.ts";
import { checkGlyphs } from "./check-glyphs.ts";
import { checkLooks, type LookOptions } from "./check-looks.ts";
import { drawWith } from "./draw-diagrams.ts";
import { dropUnused, keepDrawn } from "./diagrams.ts";
import { startCompiler, type StartProcess } from "./compile.ts";
import { langOfFile, stemOf } from "./deck-file.ts";
import { openLibrary, type DeckProblem, type Library } from "./library.ts";

export interface CheckOptions extends Omit<LookOptions, "folderOf"> {
  /** What compiles. */
  compiler: StartProcess;
  /** Where diagrams that were drawn once are kept. */
  diagrams: string;
}

export interface Checked {
  /** In the order of the files, and of the lines in each. */
  problems: DeckProblem[];
  /** Why the slides were not looked at as drawn; null when they were. */
  unseen: string | null;
}

/**
 * Compiles decks, reads them as an editor would, looks for their files, and looks at every slide as drawn, lying and
 * standing, at its last step.
 */
export async function check(sources: string[], options: CheckOptions): Promise<Checked> {
  const given = await Promise.all(sources.map((each) => decksIn(resolve(each))));
  const files = given.flatMap((each) => each.files);
  const compiler = startCompiler(options.compiler);
  const library = openLibrary(compiler, "check", { diagrams: options.diagrams });
  await library.open(files);
  const undrawn = await drawAll(library, options);
  await compiler.close();
  const read = await Promise.all(files.map((file) => readDeck(file, library)));
  const decks = read.filter((deck) => deck !== null);
  const seen = await checkLooks(decks, { ...options, folderOf: library.folderOf });
  const found = [
    ...library.problems(),
    ...decks.flatMap((deck) => [...reviewed(deck), ...compared(deck, decks)]),
    ...(await checkGlyphs(decks, options.pages)),
    ...(await checkFiles(decks, new Set(given.flatMap(({ folder }) => folder ?? [])))),
    ...seen.problems,
  ];
  return { problems: ordered(found, files), unseen: undrawn ?? seen.unseen };
}

/** Draws the diagrams that never were. @returns why they could not be; null when all are. */
async function drawAll(library: Library, options: CheckOptions): Promise<string | null> {
  const { browser, noSandbox, pages, diagrams } = options;
  const decks = [...library.undrawn()].filter(([, diagrams]) => diagrams.length > 0);
  if (decks.length === 0 || !browser) return null;
  try {
    const draw = drawWith({ browser, noSandbox, pages });
    await keepDrawn(diagrams, await draw(decks.flatMap(([, diagrams]) => diagrams)));
    await dropUnused(diagrams, Date.now());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  await Promise.all(decks.map(([file]) => library.reload(file)));
  return null;
}

function reviewed({ lang, slides }: CheckedDeck): DeckProblem[] {
  return inFiles(slides, reviewSlides(slides, lang));
}

/** With the same deck in the other language, when both are checked. */
function compared({ file, slides }: CheckedDeck, decks: CheckedDeck[]): DeckProblem[] {
  const other = langOfFile(file) === "fr" ? "en" : "fr";
  const twin =
    langOfFile(file) && decks.find((each) => each.file === `${stemOf(file)}.${other}.md`);
  return twin ? inFiles(slides, reviewPair(slides, twin.slides, twin.lang)) : [];
}

/** The problems of each slide, in the file that it comes from. */
function inFiles(slides: readonly CheckedSlide[], found: Problem[][]): DeckProblem[] {
  return slides.flatMap(({ file }, index) =>
    (found[index] ?? []).map((each) => ({ file, ...each })),
  );
}

function ordered(problems: DeckProblem[], files: string[]): DeckProblem[] {
  const order = new Map(files.map((file, index) => [file, index]));
  const rank = ({ file }: DeckProblem) => order.get(file) ?? files.length;
  return problems.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
}

/** A folder stands for its decks: every `.md` whose name tells a language, or any when none does. */
async function decksIn(path: string): Promise<{ files: string[]; folder: string | null }> {
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) return { files: [path], folder: null };
  const names = (await readdir(path)).filter((name) => /\.md$/i.test(name)).toSorted();
  const named = names.filter((name) => langOfFile(name));
  const files = (named.length > 0 ? named : names).map((name) => join(path, name));
  return { files, folder: path };
}
