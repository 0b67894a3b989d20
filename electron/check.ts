import { readdir, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import type { Lang } from "../core/deck.ts";
import { startCompiler } from "./compile.ts";
import { langOfFile, openLibrary, type DeckProblem } from "./library.ts";

/** Compiles decks and says what is wrong in them. @returns the problems, in the order of the files. */
export async function check(sources: string[], worker: string): Promise<DeckProblem[]> {
  const files = (await Promise.all(sources.map((each) => decksIn(resolve(each))))).flat();
  const compiler = startCompiler(worker);
  const library = openLibrary(compiler, "check");
  await library.open(files);
  await compiler.close();
  return library.problems();
}

/** `file:line:column severity message`, with the file as the person would write it from here. */
export function sayProblem(problem: DeckProblem, lang: Lang): string {
  const { line, column, severity, message } = problem;
  const near = relative(process.cwd(), problem.file);
  const file = near.startsWith("..") ? problem.file : near;
  return `${file}:${line}:${column} ${severity} ${message[lang]}`;
}

/** A folder stands for its decks: every `.md` whose name tells a language, or any when none does. */
async function decksIn(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => /\.md$/i.test(name)).toSorted();
  const named = names.filter((name) => langOfFile(name));
  return (named.length > 0 ? named : names).map((name) => join(path, name));
}
