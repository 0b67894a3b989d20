import { relative } from "node:path";
import type { Lang } from "../core/deck.ts";
import type { DeckProblem } from "./library.ts";
import { langOfLocale } from "./words.ts";

/** `file:line:column severity message`, with the file as the person would write it from here. */
export function sayProblem(problem: DeckProblem, lang: Lang): string {
  const { line, column, severity, message } = problem;
  const near = relative(process.cwd(), problem.file);
  const file = near.startsWith("..") ? problem.file : near;
  return `${file}:${line}:${column} ${severity} ${message[lang]}`;
}

/** Tells an author at the command line what is wrong, while the audience sees the last good deck. */
export function reportProblems(problems: DeckProblem[]): void {
  for (const each of problems) process.stderr.write(`${sayProblem(each, langOfLocale())}\n`);
}
