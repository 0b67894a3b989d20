/** A rule of a style sheet, as far as a theme's are read: what stands before its braces, and what in them. */
export interface Rule {
  selector: string;
  /** Offset of the selector. */
  at: number;
  declarations: Declaration[];
  /** Rules inside it, of an `@media`. */
  rules: Rule[];
}

export interface Declaration {
  property: string;
  value: string;
  at: number;
}

/** @returns the rules of a style sheet, and the offset of a brace that nothing closes; null when all are closed. */
export function readRules(css: string): { rules: Rule[]; open: number | null } {
  // Blanks in place of comments: every offset stays.
  const text = css.replace(/\/\*[^]*?(?:\*\/|$)/g, (comment) => comment.replace(/[^\n]/g, " "));
  return new Reader(text).run();
}

/** Deepest nesting of braces that is looked into. */
const DEPTH = 3;

class Reader {
  private readonly text: string;
  private at = 0;
  private open: number | null = null;

  constructor(text: string) {
    this.text = text;
  }

  run(): { rules: Rule[]; open: number | null } {
    const rules = this.block("", 0, 0).rules;
    return { rules, open: this.open };
  }

  /** Reads up to the brace that closes what `selector` opened. */
  private block(selector: string, at: number, depth: number): Rule {
    const rule: Rule = { selector, at, declarations: [], rules: [] };
    let start = this.at;
    for (; this.at < this.text.length; this.at++) {
      const sign = this.text.charAt(this.at);
      if (sign === '"' || sign === "'") this.skipText(sign);
      else if (sign === ";")
        start = depth === 0 ? this.statement(rule, start) : this.declaration(rule, start);
      else if (sign === "{" && depth >= DEPTH) start = this.skipBlock();
      else if (sign === "{") {
        const [name, from] = this.trimmed(start);
        const brace = this.at++;
        const inner = this.block(name, from, depth + 1);
        rule.rules.push(inner);
        if (this.at >= this.text.length) this.open ??= brace;
        start = this.at + 1;
      } else if (sign === "}" && depth > 0) {
        this.declaration(rule, start);
        return rule;
      }
    }
    return rule;
  }

  /** `@import …;` and the like: a rule without braces. */
  private statement(rule: Rule, start: number): number {
    const [selector, at] = this.trimmed(start);
    if (selector !== "") rule.rules.push({ selector, at, declarations: [], rules: [] });
    return this.at + 1;
  }

  /** What is nested too deep says nothing: past the brace that closes it. */
  private skipBlock(): number {
    for (let open = 0; this.at < this.text.length; this.at++) {
      const sign = this.text.charAt(this.at);
      if (sign === "{") open++;
      else if (sign === "}" && --open === 0) break;
    }
    return this.at + 1;
  }

  private skipText(quote: string): void {
    const line = this.text.indexOf("\n", this.at);
    const end = this.text.indexOf(quote, this.at + 1);
    // A text that does not end on its line is a slip: what follows is read as if it had.
    if (end >= 0 && (line < 0 || end < line)) this.at = end;
  }

  private declaration(rule: Rule, start: number): number {
    const [written, at] = this.trimmed(start);
    if (written !== "") {
      const colon = written.indexOf(":");
      const property = colon < 0 ? written : written.slice(0, colon).trim();
      rule.declarations.push({
        property,
        value: colon < 0 ? "" : written.slice(colon + 1).trim(),
        at,
      });
    }
    return this.at + 1;
  }

  private trimmed(start: number): [text: string, at: number] {
    const text = this.text.slice(start, this.at);
    return [text.trim(), start + (text.length - text.trimStart().length)];
  }
}
