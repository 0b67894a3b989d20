import type { Problem } from "./deck.ts";
import { highlighted, isLanguage, nearestLanguage } from "./highlight.ts";
import type { Lines } from "./lines.ts";
import { problem } from "./problem.ts";
import { element, setAttribute, type Element, type Node } from "./tree.ts";

/** Languages without one: their code is text. */
const NONE = new Set([
  "text",
  "txt",
  "plain",
  "plaintext",
  "none",
  "nohighlight",
  "chart",
  "mermaid",
]);
/** Longer code, in lines, is one step without numbers; and its steps together hold no more than this many lines. */
const LINES = 400;
const COPIED = 2_000;

/**
 * Colours the code of a tree. Code with `data-line-numbers` becomes lines; `1|3-4` marks line 1 and then, one step
 * later, lines 3 and 4: each step is a copy of the block laid over the one before, as Reveal has it.
 */
export function colourCode(parent: Element, lines: Lines, problems: Problem[]): void {
  for (const child of parent.children) {
    if (typeof child !== "object" || child.kind !== "element") continue;
    if (child.tag !== "pre") colourCode(child, lines, problems);
    else {
      const code = child.children.find((each) => typeof each === "object");
      if (code?.kind === "element" && code.tag === "code") colour(child, code, lines, problems);
    }
  }
}

function colour(pre: Element, code: Element, lines: Lines, problems: Problem[]): void {
  const [text] = code.children;
  if (code.children.length !== 1 || typeof text !== "string") return;
  const language = languageOf(code);
  if (language !== "" && !NONE.has(language) && !isLanguage(language)) {
    const values = { language, nearest: nearestLanguage(language) };
    problems.push(problem("code-language", lines.place(pre.line, language), values));
  }
  const numbers = code.attributes?.get("data-line-numbers");
  if (language === "" && numbers === undefined) return;
  setAttribute(code, "class", "hljs");
  const nodes = highlighted(text, language);
  const rows = numbers === undefined || text.length > LINES * 100 ? [] : rowsOf(nodes);
  if (numbers === undefined || rows.length === 0 || rows.length > LINES) code.children = [...nodes];
  else number(pre, code, rows, numbers.split("|").slice(0, Math.ceil(COPIED / rows.length)));
}

/** Makes lines of code, and a copy of them for each step after the first. */
function number(pre: Element, code: Element, rows: readonly Node[][], steps: string[]): void {
  const [first = "", ...later] = steps;
  const start = Number(code.attributes?.get("data-fragment-index") ?? NaN);
  const copies = later.map((step, index) => {
    const copy = element("code", code.line);
    copy.attributes = new Map(code.attributes);
    setAttribute(copy, "class", "fragment");
    if (Number.isInteger(start)) setAttribute(copy, "data-fragment-index", String(start + index));
    setAttribute(copy, "data-line-numbers", step);
    write(copy, rows, step);
    return copy;
  });
  write(code, rows, first);
  pre.children.push(...copies);
  if (copies.length > 0) setAttribute(pre, "class", "code-wrapper");
}

function languageOf(code: Element): string {
  const classes = code.attributes?.get("class") ?? "";
  return /(?:^|\s)(?:language-|lang-)([^\s]+)/.exec(classes)?.[1]?.toLowerCase() ?? "";
}

function write(code: Element, rows: readonly Node[][], step: string): void {
  const marked = markedIn(step);
  const some = step.trim() !== "";
  if (some) setAttribute(code, "class", "has-highlights");
  code.children = rows.map((row, index) => {
    const line = element("span", code.line);
    setAttribute(line, "class", some && marked(index + 1) ? "line highlight-line" : "line");
    line.children = [...row, "\n"];
    return line;
  });
}

/** Whether a line, counted from 1, is one of `1,3-4`. */
function markedIn(step: string): (line: number) => boolean {
  const ranges = step.split(",").map((range) => {
    const [from = NaN, to = from] = range.split("-").map((number) => Number.parseInt(number, 10));
    return { from, to };
  });
  return (line) => ranges.some(({ from, to }) => line >= from && line <= to);
}

/** Nodes cut at their line breaks; what is open at one is opened again after it. */
function rowsOf(nodes: readonly Node[]): Node[][] {
  const rows: Node[][] = [[]];
  for (const node of nodes) {
    const parts: Node[][] =
      typeof node === "string"
        ? node.split("\n").map((text) => (text === "" ? [] : [text]))
        : node.kind === "element"
          ? rowsOf(node.children).map((children) => [{ ...node, children }])
          : [];
    for (const [index, part] of parts.entries()) {
      if (index > 0) rows.push([]);
      rows[rows.length - 1]?.push(...part);
    }
  }
  if (rows.length > 1 && rows[rows.length - 1]?.length === 0) rows.pop();
  return rows;
}
