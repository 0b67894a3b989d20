import { escapeAttribute, escapeText, VOID } from "./escape.ts";
import type { Element, Node } from "./tree.ts";

/** From this offset of the text on, what is written comes from this line of the slide. */
export interface Origin {
  offset: number;
  line: number;
}

/** Writes a tree with its raw HTML in place, for the HTML parser: nothing in it is safe to show. */
export function markup(root: Element): { text: string; origins: Origin[] } {
  const written = { text: "", origins: [] as Origin[] };
  writeAll(root.children, written);
  return written;
}

type Written = ReturnType<typeof markup>;

function writeAll(children: readonly Node[], to: Written): void {
  for (const child of children) write(child, to);
}

function write(node: Node, to: Written): void {
  if (typeof node === "string") to.text += escapeText(node);
  else if (node.kind === "raw") writeRaw(node.html, node.line, to);
  else if (node.kind === "comment") {
    to.origins.push({ offset: to.text.length, line: node.line });
    to.text += `<!--${node.text}-->`;
  } else writeElement(node, to);
}

function writeElement(node: Element, to: Written): void {
  to.origins.push({ offset: to.text.length, line: node.line });
  to.text += `<${node.tag}`;
  for (const [name, value] of node.attributes ?? []) {
    to.text += ` ${name}="${escapeAttribute(value)}"`;
  }
  to.text += ">";
  // The parser drops a line break right after the start tag of a pre.
  if (node.tag === "pre") to.text += "\n";
  writeAll(node.children, to);
  if (!VOID.has(node.tag)) to.text += `</${node.tag}>`;
}

/** One origin a line, so that a tag in the middle of a block has its own line. */
function writeRaw(html: string, line: number, to: Written): void {
  let start = 0;
  for (let number = line; start < html.length; number++) {
    const found = html.indexOf("\n", start);
    const end = found < 0 ? html.length : found + 1;
    to.origins.push({ offset: to.text.length + start, line: number });
    start = end;
  }
  to.text += html;
}
