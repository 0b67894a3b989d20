import { checkSentences } from "./sentences-check.ts";
import { fileSentences } from "./sentences-file.ts";
import { languageSentences } from "./sentences-language.ts";
import { wallSentences } from "./sentences-wall.ts";

/**
 * Every kind of problem a deck can have: how bad it is, and what the author reads, cause first, cure second.
 * `{name}` is filled in by `problem()`, which refuses a call that forgets one. Codes never change their meaning:
 * scripts filter on them. `docs/problems.md` is generated from this table.
 *
 * error: something the author wrote is not shown. warning: it is shown otherwise than written. hint: it could be better.
 */
export const sentences = {
  ...languageSentences,
  ...wallSentences,
  ...checkSentences,
  ...fileSentences,
} as const;

export type Code = keyof typeof sentences;
