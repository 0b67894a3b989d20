import type { Problem } from "./deck.ts";
import { hash } from "./hash.ts";
import type { Lines } from "./lines.ts";
import { problem } from "./problem.ts";
import { element, setAttribute, type Element } from "./tree.ts";

/** A Mermaid diagram, which only a browser can draw. */
export interface Diagram {
  /** Of its source: what was drawn once is found again by it. */
  name: string;
  source: string;
}

/** What a browser made of it: a drawing, or what is wrong with a line of the source, counted from 1. */
export type DrawnDiagram = { svg: string } | { fault: string; line: number };

export type DrawnDiagrams = ReadonlyMap<string, DrawnDiagram>;

/** Raised whenever the same source would be drawn otherwise. */
const VERSION = "2";
/** Longest source that is drawn, in UTF-16 units, and most diagrams of a deck. */
const LONGEST = 20_000;
const MOST = 200;
const OPENING = /^( {0,3})(`{3,}|~{3,})[ \t]*mermaid(?![\w-])/;

/** Whether a fence's first line asks for a diagram. */
export function isDiagram(info: string): boolean {
  return /^\s*mermaid(?![\w-])/.test(info);
}

export function diagramName(source: string): string {
  return hash(`${VERSION}\n${source.trimEnd()}`);
}

/** The diagrams of a Markdown text. */
export function diagramsIn(text: string): Diagram[] {
  if (!text.includes("mermaid")) return [];
  const found: Diagram[] = [];
  let open: { indent: string; fence: string; body: string[] } | null = null;
  for (const line of text.split("\n")) {
    if (!open) {
      const [, indent = "", fence = ""] = OPENING.exec(line) ?? [];
      if (fence !== "") open = { indent, fence, body: [] };
    } else if (line.trim().startsWith(open.fence) && /^\s*(`+|~+)\s*$/.test(line)) {
      const source = open.body.join("\n");
      const drawable = source.length <= LONGEST && source.trim() !== "" && found.length < MOST;
      if (drawable) found.push({ name: diagramName(source), source });
      open = null;
    } else open.body.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
  }
  return found;
}

/**
 * A diagram as it was drawn, to be checked like all HTML; null as long as it was not.
 *
 * @param line of the fence, from 0 in the slide.
 */
export function diagram(
  source: string,
  line: number,
  lines: Lines,
  diagrams: DrawnDiagrams,
): { figure: Element | null; problems: Problem[] } {
  const drawing = diagrams.get(diagramName(source));
  if (!drawing) return { figure: null, problems: [] };
  if ("fault" in drawing) {
    const place = lines.place(line + Math.max(1, drawing.line), "");
    return {
      figure: null,
      problems: [problem("diagram-invalid", place, { reason: drawing.fault })],
    };
  }
  const figure = element("figure", line);
  setAttribute(figure, "class", "diagram");
  figure.children.push({ kind: "raw", html: drawing.svg, line });
  return { figure, problems: [] };
}
