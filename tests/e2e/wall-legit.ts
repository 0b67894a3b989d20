import * as allow from "../../core/allow.ts";
import type { Kind } from "../../core/allow.ts";
import { svg } from "../../core/vector.ts";

/** A deck that uses all that wall 1 lets through: one slide for each element, with each of its attributes. */
export function everythingAllowed(): string {
  const attributes = { ...allow.everywhere };
  const slides = [
    ...Object.entries(allow.html).map(([tag, own]) =>
      inContext(tag, tagOf(tag, { ...attributes, ...own })),
    ),
    ...Object.entries(svg).map(([tag, own]) =>
      tag === "svg"
        ? tagOf(tag, { ...attributes, ...own })
        : `<svg>${tagOf(tag, { ...attributes, ...own })}</svg>`,
    ),
    `<!-- .slide: ${written(allow.section)} -->\n\n# A slide`,
  ];
  return slides.join("\n\n---\n\n");
}

const samples: Record<Kind, string> = {
  text: "A → B : c & d",
  flag: "",
  whole: "3",
  length: "50%",
  classes: "fragment fade-up x-y_z",
  id: "place",
  ids: "place other",
  style: "color: rgb(1, 2, 3); margin-left: 2em; background: linear-gradient(red, blue);",
  css: "ease-in-out",
  paint: "1",
  picture: "a picture (1).png",
  media: "film.webm",
  pictures: "picture.png, other.png",
  medias: "film.webm, other.mp4",
  link: "#/slide-1",
  local: "#place",
  language: "fr-CA",
};

/** Of attributes that are read as more than text. */
const byName: Record<string, string> = { "data-line-numbers": "1|2-3", datetime: "2024-07-01" };

function tagOf(tag: string, attributes: allow.Attributes): string {
  return `<${tag} ${written(attributes)}>x</${tag}>`;
}

function written(attributes: allow.Attributes): string {
  return Object.entries(attributes)
    .map(([name, kind]) => {
      const value = byName[name] ?? (typeof kind === "string" ? samples[kind] : (kind[0] ?? ""));
      return `${name}="${value.replaceAll("&", "&amp;")}"`;
    })
    .join(" ");
}

/** Elements that a browser keeps only where they belong. */
const contexts: Record<string, [before: string, after: string]> = {
  caption: ["<table>", "</table>"],
  col: ["<table><colgroup>", "</colgroup></table>"],
  colgroup: ["<table>", "</table>"],
  tbody: ["<table>", "</table>"],
  td: ["<table><tr>", "</tr></table>"],
  tfoot: ["<table>", "</table>"],
  th: ["<table><tr>", "</tr></table>"],
  thead: ["<table>", "</table>"],
  tr: ["<table>", "</table>"],
};

function inContext(tag: string, html: string): string {
  const [before, after] = contexts[tag] ?? ["<div>", "</div>"];
  return `${before}${html}${after}`;
}

/** A formula as KaTeX writes it, and code as a highlighter does. */
export const made = {
  formula: `<span class="katex-display"><span class="katex"><span class="katex-html" aria-hidden="true"><span class="base">
<span class="strut" style="height: 1.04em; vertical-align: -0.24em;"></span><span class="mord sqrt"><span class="vlist-t">
<span class="vlist-r"><span class="vlist" style="height: 0.8003em;"><span class="svg-align" style="top: -3em;">
<span class="pstrut" style="height: 3em;"></span><span class="mord mathnormal" style="padding-left: 0.833em;">x</span></span>
<span style="top: -2.76em;"><span class="hide-tail" style="min-width: 0.853em; height: 1.08em;">
<svg width="400em" height="1.08em" viewBox="0 0 400000 1080" preserveAspectRatio="xMinYMin slice">
<path d="M95,702c-2.7,0,-7.17,-2.7,-13.5,-8l-45.8,-53.4z"></path></svg></span></span></span></span></span></span>
<span class="mord" style="margin-right: 0.02691em; color: rgb(68, 2, 70); border-bottom-width: 0.04em;">y</span></span></span></span></span>`,
  code: `<pre class="code-wrapper"><code class="hljs language-js" data-line-numbers="1|2-3" data-ln-start-from="5"><span class="hljs-keyword">const</span> a = <span class="hljs-number">1</span>;</code></pre>`,
};
