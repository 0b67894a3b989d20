import { isWord, type Pattern } from "./pattern.ts";

/** Most repetitions of a group: each is a call within a call. */
const REPETITIONS = 500;

/** The work is counted in units looked at; when it runs out the search says so instead of going on. */
export class Matcher {
  /** The search gave up: what it found is not all there is. */
  exhausted = false;
  private readonly text: string;
  private readonly run: Step;
  private steps: number;

  /** @param steps units that may be looked at in all searches together. */
  constructor(pattern: Pattern, text: string, steps: number) {
    this.text = text;
    this.steps = steps;
    this.run = this.step(pattern);
  }

  /** Where the match that starts at an offset ends; -1 when none does. */
  at(offset: number): number {
    let end = -1;
    const found = this.run(offset, (at) => {
      end = at;
      return true;
    });
    return found && !this.exhausted ? end : -1;
  }

  private step(pattern: Pattern): Step {
    switch (pattern.kind) {
      case "unit":
        return (at, next) => this.accepts(pattern.accepts, at) && next(at + 1);
      case "lineStart":
        return (at, next) => (at === 0 || this.text.charCodeAt(at - 1) === 0x0a) && next(at);
      case "lineEnd":
        return (at, next) =>
          (at === this.text.length || this.text.charCodeAt(at) === 0x0a) && next(at);
      case "wordEdge":
        return (at, next) => this.isWord(at - 1) !== this.isWord(at) && next(at);
      case "sequence":
        return this.sequence(pattern.items.map((item) => this.step(item)));
      case "choice": {
        const options = pattern.options.map((option) => this.step(option));
        return (at, next) => options.some((option) => option(at, next));
      }
      case "repeat":
        return pattern.item.kind === "unit"
          ? this.units(pattern.item.accepts, pattern.least, pattern.most, pattern.lazy)
          : this.groups(this.step(pattern.item), pattern.least, pattern.most, pattern.lazy);
    }
  }

  private sequence(items: readonly Step[]): Step {
    const from = (index: number, at: number, next: Next): boolean => {
      const item = items[index];
      if (!this.spend()) return false;
      return item ? item(at, (after) => from(index + 1, after, next)) : next(at);
    };
    return (at, next) => from(0, at, next);
  }

  /** One unit repeated: counted in a loop, however long the run. */
  private units(
    accepts: (unit: number) => boolean,
    least: number,
    most: number,
    lazy: boolean,
  ): Step {
    return (at, next) => {
      let count = 0;
      if (lazy) {
        for (; count <= most; count++) {
          if (count >= least && next(at + count)) return true;
          if (!this.accepts(accepts, at + count)) return false;
        }
        return false;
      }
      while (count < most && this.accepts(accepts, at + count)) count++;
      for (; count >= least; count--) if (next(at + count)) return true;
      return false;
    };
  }

  private groups(item: Step, least: number, most: number, lazy: boolean): Step {
    const from = (count: number, at: number, next: Next): boolean => {
      const again = (): boolean =>
        count < Math.min(most, REPETITIONS) &&
        item(at, (after) => after > at && from(count + 1, after, next));
      const enough = (): boolean => count >= least && next(at);
      return lazy ? enough() || again() : again() || enough();
    };
    return (at, next) => from(0, at, next);
  }

  private accepts(test: (unit: number) => boolean, at: number): boolean {
    return this.spend() && at < this.text.length && test(this.text.charCodeAt(at));
  }

  private spend(): boolean {
    if (--this.steps < 0) this.exhausted = true;
    return !this.exhausted;
  }

  private isWord(at: number): boolean {
    return at >= 0 && at < this.text.length && isWord(this.text.charCodeAt(at));
  }
}

/** Tries what follows from an offset. */
type Next = (at: number) => boolean;
/** Matches from an offset, and goes on with what follows. */
type Step = (at: number, next: Next) => boolean;
