import type { Problem } from "./deck.ts";
import type { FrontMatter } from "./fields.ts";
import { LONGEST_SETTINGS, settingsIn } from "./frontmatter.ts";
import { problem } from "./problem.ts";

/** Name of the file that holds the settings of all decks of its folder. */
export const DEFAULTS = "deck.yaml";

/** What holds for every deck of a folder. */
export interface Defaults {
  text: string;
  settings: FrontMatter;
  problems: Problem[];
}

/**
 * Reads the `deck.yaml` of a folder as a deck's own front matter is read: the same settings, the same complaints. A deck's
 * own front matter wins, setting by setting.
 */
export function readDefaults(source: string): Defaults {
  const text = source.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const place = { line: 1, column: 1 };
  const limit = String(LONGEST_SETTINGS);
  const { settings, problems } =
    text.length > LONGEST_SETTINGS
      ? { settings: {}, problems: [problem("defaults-large", place, { limit })] }
      : settingsIn(text, 1, "defaults-invalid");
  return { text, settings, problems: problems.map((found) => ({ ...found, file: DEFAULTS })) };
}
