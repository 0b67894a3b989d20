import { DEFAULTS, type Defaults } from "./defaults.ts";
import type { FrontMatter } from "./fields.ts";
import type { Place } from "./problem.ts";

/** Lines of a file among which a setting is looked for. */
const LINES = 200;

/** Where a setting is written: in the deck's own front matter, else in those of its folder. */
export function settingPlace(
  key: keyof FrontMatter,
  deck: { text: string; own: FrontMatter },
  defaults: Defaults | null,
): { place: Place; file: string } {
  const mine = deck.own[key] !== undefined || !defaults;
  const lines = (mine ? deck.text : defaults.text).split("\n", LINES);
  const line = lines.findIndex((text) => text.trimStart().startsWith(key));
  return { place: { line: Math.max(1, line + 1), column: 1 }, file: mine ? "" : DEFAULTS };
}
