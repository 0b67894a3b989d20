import type { Problem } from "./deck.ts";
import { readAttributes, readComment } from "./directive.ts";
import type { Lines } from "./lines.ts";
import { problem } from "./problem.ts";
import { setAttribute, type Comment, type Element } from "./tree.ts";

/**
 * Applies the comments that set attributes, as Reveal's Markdown plugin does: `.slide:` on the section, `.element:` on
 * the nearest element before the comment in the same parent, else on the parent; after a list, on its last item unless
 * a blank line sets the comment apart. Every other comment is left alone and is not written out.
 */
export function applyComments(root: Element, lines: Lines): Problem[] {
  const problems: Problem[] = [];
  visit(root, root, lines, problems);
  return problems;
}

function visit(parent: Element, section: Element, lines: Lines, problems: Problem[]): void {
  let nearest = parent;
  let before = "";
  for (const child of parent.children) {
    if (typeof child === "string") before = child;
    else if (child.kind === "element") {
      visit(child, section, lines, problems);
      if (child.tag !== "br") nearest = child;
      before = "";
    } else if (child.kind === "comment") {
      apply(child, target(nearest, before), section, lines, problems);
    }
  }
}

const BLANK_LINE = /\n[ \t]*\n/;

function target(nearest: Element, before: string): Element {
  if ((nearest.tag !== "ul" && nearest.tag !== "ol") || BLANK_LINE.test(before)) return nearest;
  const items = nearest.children.filter((child) => typeof child === "object");
  const last = items.findLast((child) => child.kind === "element");
  return last ?? nearest;
}

function apply(
  comment: Comment,
  on: Element,
  section: Element,
  lines: Lines,
  problems: Problem[],
): void {
  const directive = readComment(comment.text);
  if (!directive) return;
  const { attributes, rest } = readAttributes(directive.text);
  const receiver = directive.on === "slide" ? section : on;
  for (const [name, value] of attributes) setAttribute(receiver, name, value);
  if (rest !== "" && attributes.length === 0) {
    problems.push(
      problem("directive-syntax", lines.place(comment.line, directive.text), { text: rest }),
    );
  }
}
