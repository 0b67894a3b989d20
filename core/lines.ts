import type { Place } from "./problem.ts";

/** Units of a line in which a text is looked for. */
const LOOKED_AT = 5_000;

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

  /** Place in the file of the first of some texts that a line of the slide holds, else of the line's first character. */
  place(line: number, ...texts: string[]): Place {
    const source = this.at(line).slice(0, LOOKED_AT).toLowerCase();
    const found = texts
      .filter((text) => text !== "")
      .map((text) => source.indexOf(text.toLowerCase()))
      .find((column) => column >= 0);
    const column = found ?? Math.max(0, source.search(/\S/));
    return { line: this.first + line, column: column + 1 };
  }

  /** Place in the file of the first line that holds a text; the slide's first line when none does. */
  find(text: string): Place {
    const line = this.all().findIndex((source) => source.includes(text));
    return this.place(Math.max(0, line), text);
  }

  private at(line: number): string {
    return this.all()[line] ?? "";
  }

  private all(): string[] {
    this.split ??= this.source.split("\n");
    return this.split;
  }
}
