import katex from "katex";
import "katex/contrib/mhchem";
import { Kept } from "./kept.ts";
import { parseRaw } from "./parse.ts";
import { element, setAttribute, type Element, type Node } from "./tree.ts";

/** Longest formula, in UTF-16 units; and the size above which what it becomes is not shown. */
const LONGEST = 2_000;
const LARGEST = 400_000;
/** A formula that defines macros can be made to grow without end; none of ours needs it. */
const DEFINES =
  /\\(?:[gex]?def|(?:re)?newcommand|providecommand|let|futurelet|global|long)(?![a-zA-Z])/;

/** A formula that cannot be drawn, and why, in TeX's English; it is shown as its author wrote it. */
export interface Faulty {
  tex: string;
  reason: string;
  line: number;
}

const kept = new Kept<readonly Node[] | string>();

/** Draws a formula; screen readers read its source. */
export function formula(tex: string, displayed: boolean, line: number, faulty: Faulty[]): Element {
  const drawn = kept.get(`${displayed}\0${tex}`, () => draw(tex, displayed));
  const into = element("span", line);
  if (typeof drawn === "string") {
    faulty.push({ tex, reason: drawn, line });
    into.tag = "code";
    into.children.push(tex);
    return into;
  }
  setAttribute(into, "class", displayed ? "formula displayed" : "formula");
  setAttribute(into, "role", "math");
  setAttribute(into, "aria-label", tex);
  into.children.push(...drawn);
  return into;
}

/** The nodes of a formula, or the reason why there are none. */
function draw(tex: string, displayMode: boolean): readonly Node[] | string {
  if (tex.length > LONGEST) return `more than ${LONGEST} characters`;
  if (DEFINES.test(tex)) return "it defines a macro";
  try {
    const html = katex.renderToString(tex, {
      displayMode,
      output: "html",
      throwOnError: true,
      strict: false,
      trust: false,
      maxExpand: 200,
      maxSize: 20,
    });
    const root = element("section", 0);
    // The parser knows a drawing without being told.
    const plain = html.replaceAll(' xmlns="http://www.w3.org/2000/svg"', "");
    root.children.push({ kind: "raw", html: plain, line: 0 });
    const parsed = html.length > LARGEST ? null : parseRaw(root);
    return parsed?.children ?? "it is too large";
  } catch (error) {
    if (error instanceof RangeError) return "it is nested too deeply";
    if (error instanceof katex.ParseError) return error.message.replace(/^KaTeX parse error: /, "");
    throw error;
  }
}
