import { readFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join } from "node:path";
import type { Kept, keepsakes } from "../core/contract.ts";
import { pacesOf, type DeskInput } from "../core/desk.ts";
import { writeDrawings } from "../core/drawings.ts";
import { plannedFor, planTalk } from "../core/plan.ts";
import { proposeTimings } from "../core/rehearsal.ts";
import { cueAt } from "../core/running.ts";
import { timesTable } from "../core/times.ts";
import { isSystemError, saveText } from "./storage.ts";

/** Writes a keepsake beside the deck. The deck itself is never written. */
export async function keepBeside(
  what: (typeof keepsakes)[number],
  input: DeskInput,
): Promise<Kept> {
  const { deck, lang } = cueAt(input.running, input.show);
  if (!isAbsolute(deck)) return { problem: NO_DECK };
  try {
    if (what === "drawings") {
      return await written(
        besideOf(input, "drawings.json"),
        writeDrawings(input.show.talk?.drawings ?? new Map()),
      );
    }
    if (what === "times") {
      return await written(besideOf(input, `${lang}.times.csv`), timesOf(input));
    }
    const { patch } = proposeTimings(await readFile(deck, "utf8"), basename(deck), spentOf(input));
    if (patch === "") return { problem: NO_TIMES };
    return await written(besideOf(input, `${lang}.times.patch`), patch);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { problem: notWritten(dirname(deck), error.code ?? error.message) };
  }
}

async function written(file: string, text: string): Promise<Kept> {
  await saveText(file, text);
  return { file: basename(file) };
}

function timesOf(input: DeskInput): string {
  const { lang } = cueAt(input.running, input.show);
  const paces = pacesOf(input);
  const minutes = input.deckOf(cueAt(input.running, input.show))?.program.minutes ?? null;
  const timings = paces.map((each) => (each.minutes === null ? null : each.minutes * 60));
  const plan = planTalk(minutes, timings);
  const slides = paces.map(({ key, title, slide }) => ({
    key,
    title,
    planned: plannedFor(plan, slide),
  }));
  return timesTable(slides, spentOf(input), lang);
}

/** Milliseconds on each slide that was shown. */
function spentOf(input: DeskInput): Record<string, number> {
  const shown = pacesOf(input).filter(({ spentMs }) => spentMs > 0);
  return Object.fromEntries(shown.map(({ key, spentMs }) => [key, spentMs]));
}

/** A file beside the deck that plays, named after it without its language. */
export function besideOf({ running, show }: DeskInput, ending: string): string {
  const { deck } = cueAt(running, show);
  const name = basename(deck).replace(/(\.(fr|en))?\.md$/i, "");
  return join(dirname(deck), `${name}.${ending}`);
}

const NO_DECK = {
  fr: "Cette présentation n’a pas de fichier : ouvrez-en une pour garder ce que vous y faites.",
  en: "This deck has no file: open one to keep what you do on it.",
};
const NO_TIMES = {
  fr: "Aucune durée à proposer : lancez le chronomètre et parcourez la présentation.",
  en: "There is no time to propose: start the timer and go through the deck.",
};

function notWritten(folder: string, reason: string) {
  return {
    fr: `Rien n’a pu être écrit dans ${folder} (${reason}) : vérifiez vos droits et la place libre.`,
    en: `Nothing could be written in ${folder} (${reason}): check your permissions and the free space.`,
  };
}
