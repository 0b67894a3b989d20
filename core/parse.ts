import { defaultTreeAdapter, html, parseFragment, type DefaultTreeAdapterTypes } from "parse5";
import { markup, type Origin } from "./markup.ts";
import { element, type Element, type Node } from "./tree.ts";

/** Most elements the parser may make for one slide: HTML can ask for far more than it writes. */
const ELEMENTS = 20_000;
/** Deepest element kept; Chromium itself stops at 512. */
const DEPTH = 256;

/**
 * Parses the raw HTML of a tree as a browser would when the whole is set as the inner HTML of a section.
 *
 * @returns the tree without raw nodes; null when it is too large or too deep to be worth showing.
 */
export function parseRaw(root: Element): Element | null {
  const { text, origins } = markup(root);
  const context = defaultTreeAdapter.createElement("section", html.NS.HTML, []);
  try {
    const fragment = parseFragment(context, text, {
      sourceCodeLocationInfo: true,
      treeAdapter: counting(),
    });
    const into = element("section", 0);
    convert(fragment.childNodes, into, origins, 0);
    return into;
  } catch (error) {
    if (error instanceof TooLarge || error instanceof RangeError) return null;
    throw error;
  }
}

class TooLarge extends Error {}

/** The usual adapter, that gives up in time. */
function counting(): typeof defaultTreeAdapter {
  let count = 0;
  return {
    ...defaultTreeAdapter,
    createElement: (tag, space, attributes) => {
      if (++count > ELEMENTS) throw new TooLarge();
      return defaultTreeAdapter.createElement(tag, space, attributes);
    },
  };
}

function convert(
  children: DefaultTreeAdapterTypes.ChildNode[],
  into: Element,
  origins: Origin[],
  depth: number,
): void {
  if (depth > DEPTH) throw new TooLarge();
  for (const child of children) {
    if ("value" in child) into.children.push(child.value);
    else if ("data" in child) into.children.push(comment(child, into, origins));
    else if ("tagName" in child) into.children.push(converted(child, into, origins, depth));
  }
}

function comment(
  child: DefaultTreeAdapterTypes.CommentNode,
  parent: Element,
  origins: Origin[],
): Node {
  const offset = child.sourceCodeLocation?.startOffset;
  return { kind: "comment", text: child.data, line: lineOf(offset, parent, origins) };
}

function converted(
  child: DefaultTreeAdapterTypes.Element,
  parent: Element,
  origins: Origin[],
  depth: number,
): Element {
  const made = element(
    child.tagName,
    lineOf(child.sourceCodeLocation?.startOffset, parent, origins),
  );
  if (child.namespaceURI !== html.NS.HTML) {
    made.space = child.namespaceURI === html.NS.SVG ? "svg" : "other";
  }
  if (child.attrs.length > 0) {
    made.attributes = new Map(
      child.attrs.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value]),
    );
  }
  convert(child.childNodes, made, origins, depth + 1);
  return made;
}

/** Line of the slide for an offset in the parsed text; the parent's for what the parser added by itself. */
function lineOf(offset: number | undefined, parent: Element, origins: Origin[]): number {
  if (offset === undefined) return parent.line;
  let [low, high] = [0, origins.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((origins[middle]?.offset ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return origins[low]?.line ?? parent.line;
}
