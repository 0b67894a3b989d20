import type { Lang } from "./deck.ts";
import { english } from "./english.ts";
import { french } from "./french.ts";
import { INLINE, VERBATIM } from "./inline.ts";
import { OBJECT, type Setter } from "./setter.ts";
import { element, type Element, type Node } from "./tree.ts";

const SETTERS: Readonly<Record<Lang, Setter>> = { fr: french, en: english };

/**
 * Sets the prose of a tree in its language: spaces that do not break, quotation marks, ordinals. Idempotent. The words
 * of a line are set together, whatever is emphasised among them; code, formulas, addresses and what is marked as
 * another language are left alone.
 */
export function typeset(root: Element, lang: Lang): void {
  const line = new Line(SETTERS[lang]);
  line.block(root);
  line.raise();
}

interface Text {
  parent: Element;
  index: number;
  /** Where it is in the line. */
  start: number;
  length: number;
}

/** The run of texts that stand in one line of reading. */
class Line {
  private texts: Text[] = [];
  private joined = "";
  private setter: Setter | null;
  /** Texts that become several nodes; they do so in the end, so that nothing moves before. */
  private readonly raised: { text: Text; nodes: Node[] }[] = [];

  constructor(setter: Setter) {
    this.setter = setter;
  }

  block(parent: Element): void {
    this.flush();
    this.children(parent);
    this.flush();
  }

  raise(): void {
    this.raised.sort((a, b) => b.text.index - a.text.index);
    for (const { text, nodes } of this.raised) text.parent.children.splice(text.index, 1, ...nodes);
  }

  private children(parent: Element): void {
    const { children } = parent;
    for (let index = 0; index < children.length; index++) {
      const child = children[index];
      if (typeof child === "string") {
        this.texts.push({ parent, index, start: this.joined.length, length: child.length });
        this.joined += child;
      } else if (child?.kind === "element") this.element(child);
    }
  }

  private element(child: Element): void {
    const { tag, attributes } = child;
    if (tag === "br") this.joined += "\n";
    else if (tag === "img" || VERBATIM.has(tag) || attributes?.get("role") === "math")
      this.joined += OBJECT;
    else if (attributes?.has("lang")) this.foreign(child, attributes.get("lang") ?? "");
    else if (INLINE.has(tag)) this.children(child);
    else this.block(child);
  }

  private foreign(child: Element, lang: string): void {
    this.flush();
    const before = this.setter;
    const [main = ""] = lang.toLowerCase().split("-");
    this.setter = main === "fr" || main === "en" ? SETTERS[main] : null;
    this.block(child);
    this.setter = before;
  }

  private flush(): void {
    const { joined, texts, setter } = this;
    if (joined === "") return;
    this.joined = "";
    this.texts = [];
    if (!setter?.any.test(joined)) return;
    const set = keepAddresses(joined, setter);
    for (const text of texts) this.place(text, set, setter);
  }

  private place(text: Text, line: string, setter: Setter): void {
    const { parent, index, start, length } = text;
    const set = dashes(line.slice(start, start + length), setter);
    parent.children[index] = set;
    const { raised } = setter;
    if (!raised || parent.space !== "html" || parent.tag === "sup") return;
    const masked = MAY_HOLD_ADDRESS.test(set) ? withoutAddresses(set) : set;
    if (raised.test(masked))
      this.raised.push({ text, nodes: raise(set, masked, raised, parent.line) });
  }
}

function dashes(text: string, { dashes: all }: Setter): string {
  if (!all || !text.includes("--")) return text;
  return besideAddresses(text, (part) =>
    all.reduce((set, [written, dash]) => set.replace(written, dash), part),
  );
}

/** A text whose ordinals are raised. @param masked the same text, its addresses hidden. */
function raise(text: string, masked: string, pattern: RegExp, line: number): Node[] {
  const nodes: Node[] = [];
  let written = 0;
  for (const found of masked.matchAll(new RegExp(pattern, "gu"))) {
    const letters = found.slice(1).find((group) => group !== undefined) ?? "";
    const end = found.index + found[0].length;
    const sup = element("sup", line);
    sup.children.push(letters);
    nodes.push(text.slice(written, end - letters.length), sup);
    written = end;
  }
  nodes.push(text.slice(written));
  return nodes;
}

const ADDRESS =
  /(?:[a-z][a-z\d+.-]{1,12}:\/\/|www\.|mailto:)[^\s<>«»]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+/gi;

const MAY_HOLD_ADDRESS = /:\/\/|www\.|@|mailto:/;

/** Sets a line in which every address is one object. */
function keepAddresses(line: string, { keep }: Setter): string {
  if (!MAY_HOLD_ADDRESS.test(line)) return keep(line);
  const set = keep(withoutAddresses(line));
  let whole = "";
  let read = 0;
  for (const { 0: address, index } of line.matchAll(ADDRESS)) {
    whole += set.slice(read, index) + address;
    read = index + address.length;
  }
  return whole + set.slice(read);
}

/** A text in which every address is one object, as long as it is. */
function withoutAddresses(text: string): string {
  return text.replace(ADDRESS, (address) => OBJECT.repeat(address.length));
}

/** Applies a change to all of a text but its addresses. */
function besideAddresses(text: string, change: (part: string) => string): string {
  if (!MAY_HOLD_ADDRESS.test(text)) return change(text);
  let set = "";
  let read = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    set += change(text.slice(read, index)) + address;
    read = index + address.length;
  }
  return set + change(text.slice(read));
}
