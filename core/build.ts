import type { Token } from "markdown-it";
import { explained, type Abbreviations } from "./abbreviation.ts";
import { shape } from "./box.ts";
import { braces } from "./braces.ts";
import { chart } from "./chart.ts";
import type { Lang, Problem } from "./deck.ts";
import { diagram, isDiagram, type DrawnDiagrams } from "./diagram.ts";
import { readBraces } from "./directive.ts";
import type { FootnoteMeta } from "./footnote.ts";
import { formula, type Faulty } from "./formula.ts";
import { Footnotes } from "./footnotes.ts";
import type { Lines } from "./lines.ts";
import { isMedium } from "./media.ts";
import { raised, SMALL } from "./raised.ts";
import { element, setAttribute, type Element, type Node } from "./tree.ts";

export interface Built {
  root: Element;
  /** Some of it is raw HTML, to be parsed before the tree is whole. */
  raw: boolean;
  /** Some of it is a comment, that may set attributes. */
  comments: boolean;
  /** Some of it is code in a block. */
  code: boolean;
  /** Some of it is a picture whose file is a film or a sound. */
  media: boolean;
  /** Formulas that could not be drawn. */
  faulty: Faulty[];
  problems: Problem[];
}

/** Most formulas of a slide: each becomes some hundred times its length. */
const FORMULAS = 100;

/** What a tree is built in: its lines tell which of them are blank. */
export interface Building {
  lines: Lines;
  abbreviations: Abbreviations;
  lang: Lang;
  diagrams: DrawnDiagrams;
}

/** Builds the tree of a slide from its tokens. */
export function build(tokens: Token[], building: Building): Built {
  return new Builder(building).run(tokens);
}

class Builder {
  private readonly root = element("section", 0);
  private readonly open: Element[] = [this.root];
  private raw = false;
  private comments = false;
  private hasCode = false;
  private media = false;
  private readonly problems: Problem[] = [];
  private formulas = 0;
  private readonly faulty: Faulty[] = [];
  private line = 0;
  private readonly footnotes = new Footnotes();
  private readonly building: Building;

  constructor(building: Building) {
    this.building = building;
  }

  run(tokens: Token[]): Built {
    for (const token of tokens) this.block(token);
    const notes = this.footnotes.list(this.line);
    if (notes) this.root.children.push(notes);
    const { root, raw, comments, hasCode: code, media, faulty, problems } = this;
    return { root, raw, comments, code, media, faulty, problems };
  }

  private get parent(): Element {
    return this.open[this.open.length - 1] ?? this.root;
  }

  private block(token: Token): void {
    if (token.map) this.line = token.map[0];
    switch (token.type) {
      case "inline":
        this.inline(token);
        this.task();
        braces(this.parent, this.open);
        break;
      case "fence":
      case "code_block":
        this.code(token);
        break;
      case "html_block":
        this.html(token.content, this.line, true);
        break;
      case "formula_block":
        this.formula(this.parent, token.content, true, this.line);
        break;
      case "footnote_open":
        this.open.push(this.footnotes.define((token.meta as { label: string }).label, this.line));
        break;
      case "container_close":
        shape(this.parent, token.info, this.building.lang);
        this.open.pop();
        break;
      default:
        if (!token.hidden) this.nest(token, this.line);
    }
  }

  private nest(token: Token, line: number): void {
    if (token.nesting < 0) {
      this.open.pop();
      return;
    }
    // GitHub's tag for what is struck out, as Reveal has it: the text was deleted.
    const made = element(token.tag === "s" ? "del" : token.tag, line);
    for (const [name, value] of token.attrs ?? []) setAttribute(made, name, String(value));
    this.parent.children.push(made);
    if (token.nesting > 0) this.open.push(made);
  }

  private inline(block: Token): void {
    const children = block.children ?? [];
    const breaks = block.content.includes("\n");
    let line = this.line;
    let read = 0;
    for (const token of children) {
      if (breaks && token.map && token.map[0] > read) {
        line += newlines(block.content, read, token.map[0]);
        read = token.map[0];
      }
      this.leaf(token, line);
    }
  }

  /** `[ ]` and `[x]` at the start of an item are boxes to tick. */
  private task(): void {
    const { tag, children } = this.parent;
    const inItem = tag === "li" || (tag === "p" && this.open[this.open.length - 2]?.tag === "li");
    const first = children[0];
    if (!inItem || typeof first !== "string" || !/^\[[ xX]\]\s/.test(first)) return;
    children[0] = (first.charAt(1) === " " ? "□" : "✓") + first.slice(3);
  }

  private leaf(token: Token, line: number): void {
    const into = this.parent.children;
    switch (token.type) {
      case "text":
      case "text_special":
        if (token.content !== "") into.push(...this.words(token.content, line));
        break;
      case "softbreak":
        into.push("\n");
        break;
      case "hardbreak":
        into.push(element("br", line), "\n");
        break;
      case "code_inline":
        into.push(withText(element("code", line), token.content));
        break;
      case "image":
        this.nest(token, line);
        setAttribute(into[into.length - 1] as Element, "alt", plain(token.children ?? []));
        this.media ||= isMedium(String(token.attrGet("src")));
        break;
      case "formula_inline":
        this.formula(this.parent, token.content, token.info !== "", line);
        break;
      case "footnote_ref":
        into.push(this.footnotes.call(this.called(token.meta as FootnoteMeta, line), line));
        break;
      case "html_inline":
        this.html(token.content, line, false);
        break;
      default:
        this.nest(token, line);
    }
  }

  private words(text: string, line: number): Node[] {
    const { abbreviations } = this.building;
    const known = abbreviations.size > 0 ? explained(text, abbreviations, line) : [text];
    return known.flatMap((each) =>
      typeof each === "string" && SMALL.test(each) ? raised(each, line) : [each],
    );
  }

  private formula(into: Element, tex: string, displayed: boolean, line: number): void {
    if (++this.formulas <= FORMULAS) into.children.push(formula(tex, displayed, line, this.faulty));
    else {
      into.children.push(withText(element("code", line), tex));
      this.faulty.push({ tex, reason: `more than ${FORMULAS} on a slide`, line });
    }
  }

  private called(meta: FootnoteMeta, line: number): string | Element {
    if ("label" in meta) return meta.label;
    const note = element("li", line);
    this.open.push(note);
    for (const token of meta.note) this.leaf(token, line);
    this.open.pop();
    return note;
  }

  /** A fence named `chart`: true when it could be drawn. */
  private chart({ info, content }: Token): boolean {
    const [, kind = ""] = /^\s*chart(?:\s+([a-z]+))?\s*(?:\{|$)/.exec(info) ?? [];
    const { lines, lang } = this.building;
    const { figure, problems } = chart(content, kind, this.line, lines, lang);
    this.problems.push(...problems);
    for (const [name, value] of bracesIn(info)) if (figure) setAttribute(figure, name, value);
    if (figure) this.parent.children.push(figure);
    return figure !== null;
  }

  /** A fence named `mermaid`: true when a browser has drawn it. */
  private diagram(token: Token): boolean {
    const { lines, diagrams } = this.building;
    const { figure, problems } = diagram(token.content, this.line, lines, diagrams);
    this.problems.push(...problems);
    if (!figure) return false;
    this.raw = true;
    for (const [name, value] of bracesIn(token.info)) setAttribute(figure, name, value);
    this.parent.children.push(figure);
    return true;
  }

  private code(token: Token): void {
    if (isDiagram(token.info) && this.diagram(token)) return;
    if (/^\s*chart(?:\s|$)/.test(token.info) && this.chart(token)) return;
    this.hasCode = true;
    const pre = element("pre", this.line);
    const code = withText(element("code", this.line), token.content);
    lineNumbers(code, token.info);
    for (const [name, value] of bracesIn(token.info)) setAttribute(pre, name, value);
    const language = /^\s*(?:language-)?([\w+#.-]+)/.exec(token.info)?.[1];
    if (language) setAttribute(code, "class", `language-${language.toLowerCase()}`);
    pre.children.push(code);
    this.parent.children.push(pre);
  }

  private html(html: string, line: number, block: boolean): void {
    const into = this.parent.children;
    // Reveal looks at the blank line before a comment to tell a list from its last item.
    if (block && into.length > 0) into.push(this.building.lines.isBlank(line - 1) ? "\n\n" : "\n");
    const text = commentIn(html);
    if (text === null) {
      this.raw = true;
      into.push({ kind: "raw", html, line });
    } else {
      this.comments = true;
      into.push({ kind: "comment", text, line });
    }
  }
}

/** The text of a comment that stands alone; null for any other HTML. */
function commentIn(html: string): string | null {
  const tag = html.trim();
  if (!tag.startsWith("<!--") || tag.indexOf("-->", 4) !== tag.length - 3) return null;
  return tag.slice(4, -3);
}

/** Reveal's `[5: 1-3|7]` after the language: lines shown step by step, numbered from 5; `all` marks none. */
function lineNumbers(code: Element, info: string): void {
  const found = /\[\s*(?:(\d*):)?\s*((?:[\s\d,|-]|all)*)\]/.exec(info);
  if (!found) return;
  setAttribute(code, "data-line-numbers", (found[2] ?? "").replaceAll("all", "").trim());
  if (found[1]) setAttribute(code, "data-ln-start-from", found[1]);
}

function bracesIn(info: string): [string, string][] {
  const inside = /\{([^{}]*)\}/.exec(info)?.[1];
  return inside === undefined ? [] : (readBraces(inside) ?? []);
}

function withText(into: Element, text: string): Element {
  into.children.push(text);
  return into;
}

/** An image's description without its markup. */
function plain(tokens: readonly Token[]): string {
  let text = "";
  for (const token of tokens) {
    if (token.type === "softbreak" || token.type === "hardbreak") text += "\n";
    else text += token.children ? plain(token.children) : token.content;
  }
  return text;
}

function newlines(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = text.indexOf("\n", start); i >= 0 && i < end; i = text.indexOf("\n", i + 1)) count++;
  return count;
}
