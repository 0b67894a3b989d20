import type { Place } from "./problem.ts";

/** Units of a line in which a text is looked for. */
const LOOKED_AT = 5_000;

/** Lines among which it is looked for. */
const BELOW = 20;

/** The lines of one slide, split only when somebody asks: most slides have no problem to place. */
export class Lines {
  private readonly source: string;
  private readonly first: number;
  private split: string[] | null = null;

  /** @param first line of the file at which the slide's source begins. */
  constructor(source: string, first: number) {
    this.source = source;
    this.first = first;
  }

  /** Whether a line of the slide, counted from 0, holds nothing visible. */
  isBlank(line: number): boolean {
    return this.at(line).trim() === "";
  }

  /**
   * Place in the file of the first of some texts, on a line of the slide or soon below: what sets an element's attributes
   * may end its text, or follow it in a comment. Else the place of the line's first character.
   */
  place(line: number, ...texts: string[]): Place {
    for (let at = line; at < Math.min(line + BELOW, this.all().length); at++) {
      const source = this.at(at).slice(0, LOOKED_AT).toLowerCase();
      for (const text of texts) {
        const column = text === "" ? -1 : source.indexOf(text.toLowerCase());
        if (column >= 0) return { line: this.first + at, column: column + 1 };
      }
    }
    return { line: this.first + line, column: Math.max(0, this.at(line).search(/\S/)) + 1 };
  }

  /** Place in the file of the first of some texts that a line holds; the slide's first line when none does. */
  find(...texts: string[]): Place {
    for (const text of texts) {
      const line = this.all().findIndex((source) => source.includes(text));
      if (line >= 0) return this.place(line, text);
    }
    return this.place(0);
  }

  private at(line: number): string {
    return this.all()[line] ?? "";
  }

  private all(): string[] {
    this.split ??= this.source.split("\n");
    return this.split;
  }
}
