import { element, setAttribute, type Element } from "./tree.ts";

/** The footnotes of a slide: numbered in the order in which they are called, and listed at its end. */
export class Footnotes {
  private readonly called: Element[] = [];
  private readonly named = new Map<string, Element>();

  /** A note that the slide defines; what is in it is still to be added. */
  define(label: string, line: number): Element {
    const note = this.named.get(label) ?? element("li", line);
    this.named.set(label, note);
    return note;
  }

  /** The raised number that calls a note, from its name or from the note itself. */
  call(which: string | Element, line: number): Element {
    const note = typeof which === "string" ? this.define(which, line) : which;
    let index = this.called.indexOf(note);
    if (index < 0) index = this.called.push(note) - 1;
    const mark = element("sup", line);
    setAttribute(mark, "class", "footnote");
    mark.children.push(String(index + 1));
    return mark;
  }

  /** All of them, those that nothing calls too; null when there are none. */
  list(line: number): Element | null {
    const notes = new Set([...this.called, ...this.named.values()]);
    if (notes.size === 0) return null;
    const list = element("ol", line);
    setAttribute(list, "class", "footnotes");
    list.children.push(...notes);
    return list;
  }
}
