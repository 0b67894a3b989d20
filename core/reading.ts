import type { Env } from "markdown-it";

/** What one slide's parsing needs, and what it reports. */
export interface Reading extends Env {
  references: References;
  /** Line of the slide's source, from 0, where the nesting became too deep. */
  deep?: number;
  /** Names of the footnotes that the slide defines; and those it calls without defining them. */
  footnotes?: Set<string>;
  unknown?: Set<string>;
  /** Containers without an end: their name, and their line from 0. */
  open?: { name: string; line: number }[];
  /** Containers whose name looks like a slip of another: both names, and their line from 0. */
  slips?: { name: string; nearest: string; line: number }[];
}

/** Link references by their normalised label. */
export type References = Record<string, { title: string; href: string }>;
