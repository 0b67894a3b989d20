import { parseFragment, type DefaultTreeAdapterTypes } from "parse5";

/** Names of a drawing: read aloud, never seen. */
const UNSEEN = new Set(["title", "desc", "script", "style", "template"]);

/** The text a visitor sees in a slide's HTML: tags, comments, and the title and description of drawings left out. */
export function visibleText(html: string): string {
  return words(parseFragment(html)).replace(/\s+/g, " ").trim();
}

/** Lower case, without accents, typographic quotes or no-break spaces: what a pattern is matched against. */
export function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[’‘]/g, "'")
    .replace(/[\u00a0\u202f\s]+/g, " ")
    .toLowerCase();
}

/** Words as a reader counts them: what stands between spaces and holds a letter or a digit. */
export function countWords(text: string): number {
  return text.split(/[\s\u00a0\u202f]+/).filter((each) => /[\p{L}\p{N}]/u.test(each)).length;
}

function words(node: DefaultTreeAdapterTypes.Node): string {
  if (node.nodeName === "#text" && "value" in node) return node.value;
  if (!("childNodes" in node) || UNSEEN.has(node.nodeName)) return "";
  // A space after each element: «Vaccins» and «Ils» of two blocks are two words.
  return `${node.childNodes.map(words).join("")} `;
}
