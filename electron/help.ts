import type { Lang } from "../core/deck.ts";
import { options, verbs, type Verb } from "./command-table.ts";

const TITLE: Record<Lang, string> = {
  fr: "MTInov Stage joue des présentations Markdown sur un écran de stand ou un vidéoprojecteur.",
  en: "MTInov Stage plays Markdown decks on a booth screen or a projector.",
};
const BARE: Record<Lang, string> = {
  fr: "Sans commande : la liste du stand, dans une fenêtre.",
  en: "Without a command: the stand playlist, in a window.",
};
const CODES: Record<Lang, string> = {
  fr: "Codes de sortie : 0 tout va bien, 1 des problèmes, 2 mauvais usage.",
  en: "Exit codes: 0 fine, 1 problems, 2 wrong usage.",
};

/** The help of a command, or of the whole program; made from the tables that the parser uses. */
export function helpOf(verb: Verb | null, lang: Lang): string {
  const shown = verb ? [verb] : (Object.keys(verbs) as Verb[]);
  const width = 34;
  const usage = shown.map(
    (each) => `  mtinov-stage ${each} ${verbs[each].takes}\n      ${verbs[each].says[lang]}`,
  );
  const names = new Set([...shown.flatMap((each) => verbs[each].options), "help", "version"]);
  const rows = [...names].map((name) => {
    const option = options[name];
    const left = `  --${name}${option?.value ? ` ${option.value}` : ""}`;
    return `${left.padEnd(width)} ${option?.says[lang] ?? ""}`;
  });
  const bare = verb ? [] : [`  mtinov-stage\n      ${BARE[lang]}`];
  return [TITLE[lang], "", ...usage, ...bare, "", ...rows, "", CODES[lang], ""].join("\n");
}
