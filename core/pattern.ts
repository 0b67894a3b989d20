/**
 * The regular expressions that a deck may choose as separators, read into a tree. We match them ourselves
 * (`core/match.ts`), with a limit on the work: JavaScript's own matcher can be made to run for ever by an expression
 * of ten characters, and a deck is hostile until proven otherwise.
 */
export type Pattern =
  | { kind: "unit"; accepts: (unit: number) => boolean }
  | { kind: "lineStart" | "lineEnd" | "wordEdge" }
  | { kind: "sequence"; items: Pattern[] }
  | { kind: "choice"; options: Pattern[] }
  | { kind: "repeat"; item: Pattern; least: number; most: number; lazy: boolean };

/** Longest expression read, in UTF-16 units. */
const LONGEST = 200;
/** Deepest nesting of groups. */
const DEEPEST = 10;

/**
 * Reads an expression; null when it is wrong, too long, or uses what no separator needs (look-around, references).
 *
 * @param anyCase ASCII letters match in capitals or not.
 */
export function readPattern(source: string, anyCase = false): Pattern | null {
  if (source.length > LONGEST) return null;
  const reader = new Reader(source, anyCase);
  const pattern = reader.choice(0);
  return pattern !== null && reader.done ? pattern : null;
}

class Reader {
  private readonly source: string;
  private readonly anyCase: boolean;
  private at = 0;

  constructor(source: string, anyCase: boolean) {
    this.anyCase = anyCase;
    // Decks are read with line feeds only, whatever the system that wrote them.
    this.source = source.replace(/\\r\\n(?![?*])/g, "\\r?\\n");
  }

  get done(): boolean {
    return this.at === this.source.length;
  }

  choice(depth: number): Pattern | null {
    const options: Pattern[] = [];
    do {
      const option = this.sequence(depth);
      if (option === null) return null;
      options.push(option);
    } while (this.take("|"));
    return options.length === 1 ? (options[0] ?? null) : { kind: "choice", options };
  }

  private sequence(depth: number): Pattern | null {
    const items: Pattern[] = [];
    while (!this.done && !"|)".includes(this.source.charAt(this.at))) {
      const item = this.atom(depth);
      const repeated = item && this.quantified(item);
      if (!repeated) return null;
      items.push(repeated);
    }
    return { kind: "sequence", items };
  }

  private atom(depth: number): Pattern | null {
    const character = this.source.charAt(this.at++);
    switch (character) {
      case "^":
        return { kind: "lineStart" };
      case "$":
        return { kind: "lineEnd" };
      case ".":
        return { kind: "unit", accepts: (unit) => unit !== 0x0a };
      case "(":
        return this.group(depth + 1);
      case "[":
        return this.set();
      case "\\":
        return this.escape();
      case "*":
      case "+":
      case "?":
        return null;
      default:
        return { kind: "unit", accepts: this.range(character, character) };
    }
  }

  private group(depth: number): Pattern | null {
    if (depth > DEEPEST) return null;
    if (this.take("?") && !this.take(":")) return null;
    const inside = this.choice(depth);
    return this.take(")") ? inside : null;
  }

  private escape(): Pattern | null {
    const name = this.source.charAt(this.at++);
    if (name === "b") return { kind: "wordEdge" };
    const accepts = escaped(name);
    return accepts && { kind: "unit", accepts };
  }

  private set(): Pattern | null {
    const negated = this.take("^");
    const parts: Accepts[] = [];
    while (!this.take("]")) {
      const part = this.done ? null : this.setPart();
      if (part === null) return null;
      parts.push(part);
    }
    return { kind: "unit", accepts: (unit) => parts.some((part) => part(unit)) !== negated };
  }

  private setPart(): Accepts | null {
    const first = this.source.charAt(this.at++);
    if (first === "\\") return escaped(this.source.charAt(this.at++));
    const ranged = this.source.charAt(this.at) === "-" && this.source.charAt(this.at + 1) !== "]";
    if (!ranged) return this.range(first, first);
    const last = this.source.charAt(this.at + 1);
    this.at += 2;
    return last === "" || last === "\\" || first > last ? null : this.range(first, last);
  }

  private range(first: string, last: string): Accepts {
    const [low, high] = [first.charCodeAt(0), last.charCodeAt(0)];
    const accepts: Accepts = (unit) => unit >= low && unit <= high;
    return this.anyCase
      ? (unit) => accepts(unit) || (isLetter(unit) && accepts(unit ^ 0x20))
      : accepts;
  }

  private quantified(item: Pattern): Pattern | null {
    const [least, most] = this.quantifier();
    if (least === 1 && most === 1) return item;
    if (least > most || item.kind === "lineStart" || item.kind === "lineEnd") return null;
    return { kind: "repeat", item, least, most, lazy: this.take("?") };
  }

  private quantifier(): [least: number, most: number] {
    if (this.take("*")) return [0, Infinity];
    if (this.take("+")) return [1, Infinity];
    if (this.take("?")) return [0, 1];
    const braces = /^\{(\d{1,3})(?:(,)(\d{1,3})?)?\}/.exec(this.source.slice(this.at));
    if (!braces) return [1, 1];
    this.at += braces[0].length;
    const least = Number(braces[1]);
    return [least, braces[3] ? Number(braces[3]) : braces[2] ? Infinity : least];
  }

  private take(character: string): boolean {
    if (this.source.charAt(this.at) !== character) return false;
    this.at++;
    return true;
  }
}

type Accepts = (unit: number) => boolean;

function is(character: string): Accepts {
  const wanted = character.charCodeAt(0);
  return (unit) => unit === wanted;
}

/** Whether a unit is a letter, a digit or an underscore, as `\w` means it. */
export function isWord(unit: number): boolean {
  return isLetter(unit) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f;
}

function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

const CLASSES: Readonly<Record<string, Accepts>> = {
  d: (unit) => unit >= 0x30 && unit <= 0x39,
  n: is("\n"),
  r: is("\r"),
  s: (unit) => /\s/.test(String.fromCharCode(unit)),
  t: is("\t"),
  w: isWord,
};

/** What an escape accepts: a class, its opposite in capitals, or a character that is no letter or digit. */
function escaped(name: string): Accepts | null {
  const own = CLASSES[name];
  if (own) return own;
  const opposite = "DSW".includes(name) ? CLASSES[name.toLowerCase()] : undefined;
  if (opposite && name !== "") return (unit) => !opposite(unit);
  return name === "" || isWord(name.charCodeAt(0)) ? null : is(name);
}
