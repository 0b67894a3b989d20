import { readBraces } from "./directive.ts";
import { isMedium, MEDIA_WORDS } from "./media.ts";
import { setAttribute, type Element } from "./tree.ts";

/**
 * Applies `{.class #id name=value}` to what it follows: an inline element right before it, else the block whose text
 * it ends; on the last line of a tight list by itself, the list. Braces that hold anything else stay text.
 *
 * @param open the elements around the text, the innermost last.
 */
export function braces(block: Element, open: readonly Element[]): void {
  const { children } = block;
  for (let i = children.length - 1; i >= 0; i--) {
    const text = children[i];
    if (typeof text !== "string") continue;
    const before = children[i - 1];
    if (text.charCodeAt(0) === 0x7b && typeof before === "object" && before.kind === "element") {
      children[i] = inline(text, before);
    } else if (i === children.length - 1 && text.charCodeAt(text.length - 1) === 0x7d) {
      last(text, block, open);
    }
  }
}

function inline(text: string, on: Element): string {
  const end = text.indexOf("}");
  return end > 0 && apply(text.slice(1, end), on) ? text.slice(end + 1) : text;
}

function last(text: string, block: Element, open: readonly Element[]): void {
  const { children } = block;
  const start = text.lastIndexOf("{");
  if (start < 0 || (start > 0 && !/\s/.test(text.charAt(start - 1)))) return;
  const alone = start === 0 && children.length > 1;
  if (alone && children[children.length - 2] !== "\n") return;
  const list = block.tag === "li" ? open[open.length - 2] : undefined;
  if (!apply(text.slice(start + 1, -1), alone && list ? list : block)) return;
  children[children.length - 1] = text.slice(0, start).trimEnd();
}

function apply(inside: string, on: Element): boolean {
  const medium = on.tag === "img" && isMedium(on.attributes?.get("src") ?? "");
  const attributes = readBraces(inside, medium ? MEDIA_WORDS : undefined);
  for (const [name, value] of attributes ?? []) setAttribute(on, name, value);
  return attributes !== null;
}
