import type { Lang } from "./deck.ts";
import { element, setAttribute, type Element, type Node } from "./tree.ts";

/** Where the answer of a quiz stands among the steps of a slide: after those that the author has numbered. */
const ANSWERED = "90";
const VERDICTS: Readonly<Record<Lang, Record<"right" | "wrong", string>>> = {
  fr: { right: "✓ Juste", wrong: "× Faux" },
  en: { right: "✓ Right", wrong: "× Wrong" },
};

/** Gives a container that has one of the names below the elements it means; any other stays a box. */
export function shape(box: Element, name: string, lang: Lang): void {
  if (Object.hasOwn(SHAPES, name)) SHAPES[name]?.(box, lang);
}

const SHAPES: Readonly<Record<string, (box: Element, lang: Lang) => void>> = {
  callout(box) {
    box.tag = "aside";
    setAttribute(box, "role", "note");
  },
  columns: byHeading,
  comparison: byHeading,
  figure(box) {
    box.tag = "figure";
    const all = elementsOf(box.children);
    const last = all[all.length - 1];
    if (all.length > 1 && last?.tag === "p") last.tag = "figcaption";
  },
  quiz(box, lang) {
    for (const item of elementsOf(box.children).flatMap(({ tag, children }) =>
      tag === "ul" || tag === "ol" ? elementsOf(children) : [],
    )) {
      answer(item, lang);
    }
  },
  quote(box) {
    box.tag = "figure";
    const quoted = element("blockquote", box.line);
    const last = elementsOf(box.children).at(-1);
    const first = last?.children[0];
    const signed = typeof first === "string" && /^(?:[—–]|--?) /.test(first);
    quoted.children = box.children.filter((child) => !signed || child !== last);
    box.children = [quoted];
    if (!last || !signed) return;
    last.tag = "figcaption";
    last.children[0] = first.replace(/^(?:[—–]|--?) /, "— ");
    box.children.push(last);
  },
  sources(box) {
    box.tag = "footer";
  },
};

/** In a box whose columns are not marked, each heading begins one. */
function byHeading(box: Element): void {
  const all = elementsOf(box.children);
  const first = all[0];
  if (!first || !/^h\d$/.test(first.tag)) return;
  if (all.filter(({ tag }) => tag === first.tag).length < 2) return;
  const columns: Element[] = [];
  for (const child of box.children) {
    if (typeof child === "object" && child.kind === "element" && child.tag === first.tag) {
      const column = element("div", child.line);
      setAttribute(column, "class", "column");
      columns.push(column);
    }
    columns[columns.length - 1]?.children.push(child);
  }
  box.children = columns;
}

/** `[x]` is right and `[ ]` wrong: a last step says so. */
function answer(item: Element, lang: Lang): void {
  const text = item.children[0];
  const inner = typeof text === "object" && text.kind === "element" ? text : item;
  const first = inner.children[0];
  if (typeof first !== "string" || !/^[□✓]/.test(first)) return;
  const verdict = first.startsWith("✓") ? "right" : "wrong";
  inner.children[0] = first.slice(1).trimStart();
  setAttribute(item, "class", `answer ${verdict}`);
  const mark = element("span", item.line);
  setAttribute(mark, "class", "fragment verdict");
  setAttribute(mark, "data-fragment-index", ANSWERED);
  mark.children.push(VERDICTS[lang][verdict]);
  inner.children.push(" ", mark);
}

function elementsOf(children: readonly Node[]): Element[] {
  return children.filter(
    (child) => typeof child === "object" && child.kind === "element",
  ) as Element[];
}
