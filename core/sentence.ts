import type { Severity } from "./deck.ts";

/** What is said of one kind of problem; `{name}` is filled in by `problem()`. */
export interface Sentence {
  severity: Severity;
  fr: string;
  en: string;
}
