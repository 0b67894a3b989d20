import { common, createLowlight } from "lowlight";
import { Kept } from "./kept.ts";
import { nearest } from "./nearest.ts";
import { element, setAttribute, type Node } from "./tree.ts";

const lowlight = createLowlight(common);
/** Longest code that is coloured, in UTF-16 units: nobody reads more on a slide. */
const LONGEST = 20_000;
const kept = new Kept<Node[]>();

/** Whether code in this language can be coloured. */
export function isLanguage(name: string): boolean {
  return lowlight.registered(name);
}

/** The language whose name is most like this one. */
export function nearestLanguage(name: string): string {
  return nearest(name, lowlight.listLanguages());
}

/** Code as nodes that say what each word is (`hljs-keyword` …); as plain text when its language is unknown. */
export function highlighted(code: string, language: string): readonly Node[] {
  if (code.length > LONGEST || !isLanguage(language)) return [code];
  return kept.get(`${language}\0${code}`, () => nodesOf(lowlight.highlight(language, code)));
}

type Tree = ReturnType<typeof lowlight.highlight>;
type Part = Tree["children"][number];

function nodesOf({ children }: { children: readonly Part[] }): Node[] {
  const nodes: Node[] = [];
  for (const child of children) {
    if (child.type === "text") nodes.push(child.value);
    else if (child.type === "element") {
      const span = element("span", 0);
      setAttribute(span, "class", [child.properties["className"]].flat().join(" "));
      span.children = nodesOf(child as { children: readonly Part[] });
      nodes.push(span);
    }
  }
  return nodes;
}
