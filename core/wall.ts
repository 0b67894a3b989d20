import {
  everywhere,
  html,
  renamed,
  section,
  vanishing,
  writtenAs,
  type Attributes,
} from "./allow.ts";
import type { Problem } from "./deck.ts";
import { escapeAttribute, escapeText, VOID } from "./escape.ts";
import type { Lines } from "./lines.ts";
import { countWords, type Measured } from "./measure.ts";
import { nearest } from "./nearest.ts";
import { problem, type Values } from "./problem.ts";
import type { Code } from "./sentences.ts";
import type { Element, Node } from "./tree.ts";
import { checked, type Checking } from "./value.ts";
import { svg } from "./vector.ts";

/** Most complaints about one slide: nobody reads more, and a hostile slide could give millions. */
const MOST = 50;

/** What Reveal would do with them is refused: they are not misspelt. */
const REFUSED = /^data-(?:state|preload|prevent-swipe|background-(?:iframe|interactive|hash))$/;
/** What a slide can be told in its comment. */
const OPTIONS = Object.keys(section).filter((name) => name.startsWith("data-"));

/**
 * Wall 1: writes a tree as HTML in which nothing is left that is not in the tables, and measures it on the way. One
 * walk does it all; a slide is walked once.
 */
export class Wall implements Measured {
  html = "";
  words = 0;
  pictures = 0;
  films = 0;
  readonly assets = new Set<string>();
  readonly problems: Problem[] = [];
  /** Contents of `<aside class="notes">`, written to the notes instead of the slide. */
  readonly asides: Element[] = [];
  private readonly indexes = new Set<string>();
  private unordered = 0;
  private readonly checking: Checking;
  private readonly lines: Lines;
  /** The element being checked, for complaints; null for the section. */
  private current: Element | null = null;
  private needle = "";
  private unseen = false;

  constructor(setting: Pick<Checking, "base" | "folder" | "scope" | "slides">, lines: Lines) {
    this.lines = lines;
    const complain: Checking["complain"] = (code, ...values) => this.complain(code, ...values);
    this.checking = { ...setting, assets: this.assets, complain };
  }

  /** Fragment groups, as Reveal makes them: those with the same index together, those without one by one. */
  get steps(): number {
    return this.indexes.size + this.unordered;
  }

  write(children: readonly Node[]): void {
    for (const child of children) this.node(child, false);
  }

  /** The attributes a section may have, of those its comments set. */
  section(root: Element): Record<string, string> {
    const passed: Record<string, string> = {};
    this.current = null;
    for (const [name, value] of root.attributes ?? []) {
      const pass = this.attribute(name, value, section, "section");
      if (pass !== null) passed[name] = pass;
    }
    return passed;
  }

  private node(node: Node, vector: boolean): void {
    if (typeof node === "string") {
      this.html += escapeText(node);
      if (!this.unseen) this.words += countWords(node);
    } else if (node.kind === "element") this.element(node, vector);
  }

  private element(node: Element, vector: boolean): void {
    const tag = node.space === "html" ? (own(writtenAs, node.tag) ?? node.tag) : node.tag;
    const allowed = attributesOf(tag, node.space, vector);
    if (allowed === undefined) this.refuse(node, vector);
    else if (tag === "aside" && isNotes(node)) this.asides.push(node);
    else {
      this.html += `<${tag}`;
      if (node.attributes) this.attributes(node, tag, node.attributes, allowed);
      this.html += ">";
      this.count(tag);
      if (VOID.has(tag)) return;
      this.children(node, vector);
      this.html += `</${tag}>`;
    }
  }

  private children(node: Element, vector: boolean): void {
    const inside = node.space === "svg" || vector;
    const unseen = this.unseen;
    // The title and description of a drawing are for screen readers.
    if (inside && (node.tag === "title" || node.tag === "desc")) this.unseen = true;
    if (!inside && isNoText(node)) this.unseen = true;
    // The parser drops a line break right after the start tag, so one that matters is written twice.
    if (node.tag === "pre" && startsWithBreak(node)) this.html += "\n";
    for (const child of node.children) this.node(child, inside);
    this.unseen = unseen;
  }

  /** Not in the table: what is only wrapping leaves its content, what is code leaves nothing. */
  private refuse(node: Element, vector: boolean): void {
    this.current = node;
    this.needle = `<${node.tag}`;
    if (vanishing.has(node.tag) || node.space !== "html" || vector) {
      this.complain("element-removed", { tag: node.tag });
      return;
    }
    this.complain("element-unwrapped", { tag: node.tag });
    for (const child of node.children) this.node(child, vector);
  }

  private attributes(
    node: Element,
    tag: string,
    written: Map<string, string>,
    allowed: Attributes,
  ): void {
    this.current = node;
    for (const [name, value] of written) {
      const passed = this.attribute(name, value, allowed, tag);
      if (passed === null) continue;
      const attribute = own(renamed, name) ?? name;
      this.html += ` ${attribute}="${escapeAttribute(passed)}"`;
      if (name === "class" && isFragment(passed)) this.step(written.get("data-fragment-index"));
    }
  }

  private attribute(name: string, value: string, allowed: Attributes, tag: string): string | null {
    this.needle = name;
    const as = own(renamed, name) ?? name;
    const kind = own(allowed, as) ?? (tag === "section" ? undefined : own(everywhere, as));
    if (kind === undefined) {
      // What Reveal would read: misspelt, more often than forbidden.
      const option = tag === "section" && name.startsWith("data-") && !REFUSED.test(name);
      if (option) this.complain("option-unknown", { name, nearest: nearest(name, OPTIONS) });
      else this.complain("attribute-removed", { name, tag });
      return null;
    }
    const said = this.problems.length;
    const passed = checked(kind, value, tag, this.checking);
    if (passed === null && this.problems.length === said && kind !== "classes") {
      this.complain("attribute-value", { name, value });
    }
    return passed;
  }

  private step(index: string | undefined): void {
    if (index !== undefined && /^\s*\d{1,4}\s*$/.test(index))
      this.indexes.add(String(Number(index)));
    else this.unordered++;
  }

  private count(tag: string): void {
    if (tag === "img") this.pictures++;
    else if (tag === "video" || tag === "audio") this.films++;
  }

  private complain<C extends Code>(code: C, ...values: Values<C>): void {
    if (this.problems.length >= MOST) return;
    // What the author wrote is looked for first: in Markdown no attribute has a name.
    const { url = "", declaration = "" }: Record<string, string> = values[0] ?? {};
    const texts = [url, declaration, this.needle].filter((text) => text !== "");
    // The comments that set a section's attributes may stand on any of its lines.
    const place = this.current
      ? this.lines.place(this.current.line, ...texts)
      : this.lines.find(...texts);
    this.problems.push(problem(code, place, ...values));
  }
}

function attributesOf(
  tag: string,
  space: Element["space"],
  vector: boolean,
): Attributes | undefined {
  if (space === "svg") return own(svg, tag);
  return space === "html" && !vector ? own(html, tag) : undefined;
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function isNotes(aside: Element): boolean {
  return /(?:^|\s)notes(?:\s|$)/.test(aside.attributes?.get("class") ?? "");
}

/** A step of code is the same code again, a formula is no sentence, and a chart is read once. */
function isNoText({ tag, attributes }: Element): boolean {
  if (tag === "table") return attributes?.get("class") === "chart-data";
  if (tag === "code") return isFragment(attributes?.get("class") ?? "");
  return attributes?.get("role") === "math";
}

function isFragment(classes: string): boolean {
  return /(?:^|\s)fragment(?:\s|$)/.test(classes);
}

function startsWithBreak(pre: Element): boolean {
  const first = pre.children[0];
  return typeof first === "string" && first.startsWith("\n");
}
