/** What a slide is made of before the wall: whatever the author wrote, nothing checked yet. */
export type Node = string | Element | Comment | Raw;

/** A string is text, unescaped. */
export interface Element {
  kind: "element";
  /** In the case HTML or SVG writes it: `linearGradient`, `h1`. */
  tag: string;
  /** The vocabulary it belongs to; an SVG `title` is not an HTML one. */
  space: "html" | "svg" | "other";
  attributes: Map<string, string> | null;
  children: Node[];
  /** Line of the source, from 0 in the slide. */
  line: number;
}

export interface Comment {
  kind: "comment";
  text: string;
  line: number;
}

/** HTML the author wrote, still to be parsed. It may open an element that another one closes. */
export interface Raw {
  kind: "raw";
  html: string;
  line: number;
}

export function element(tag: string, line: number): Element {
  return { kind: "element", tag, space: "html", attributes: null, children: [], line };
}

/** Sets an attribute as Reveal does, except that classes add up. */
export function setAttribute(on: Element, name: string, value: string): void {
  on.attributes ??= new Map();
  const before = name === "class" ? on.attributes.get("class") : undefined;
  on.attributes.set(name, before ? `${before} ${value}` : value);
}
