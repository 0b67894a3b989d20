import DOMPurify, { type Config } from "dompurify";
import { rules, type RuleName } from "./purify-rules.ts";
import { holdStyle } from "./purify-style.ts";
import { everywhere, html, section, svg, type Row } from "./purify-table.ts";
import { heldFunctions } from "./purify-words.ts";

/**
 * Wall 2: every string that becomes part of the stage's document goes through here, whatever the compiler did.
 * DOMPurify parses it in an inert document and takes out what could turn into something else; then each element and
 * attribute that is left is held to the table. The result is nodes: nothing is written out and parsed again.
 */
const SVG = "http://www.w3.org/2000/svg";
const HTML = "http://www.w3.org/1999/xhtml";
const rows = [everywhere, ...Object.values(html), ...Object.values(svg)];
const names = [...new Set(rows.flatMap(Object.keys))];
/** Those whose value DOMPurify should judge as an address too, before the table does. */
const addresses = new Set(["href", "xlink:href", "src", "data-src", "srcset", "poster"]);

/** DOMPurify's parser is a guarded place of the document as well: this policy is for it alone. */
const inert = window.trustedTypes?.createPolicy("stage", {
  createHTML: (text) => text,
  createScript: refuse,
  createScriptURL: refuse,
});

const config = {
  ALLOWED_TAGS: [...Object.keys(html), ...Object.keys(svg), "#text"],
  ALLOWED_ATTR: names,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ADD_URI_SAFE_ATTR: names.filter((name) => !addresses.has(name)),
  KEEP_CONTENT: false,
  RETURN_DOM_FRAGMENT: true,
  ...(inert && { TRUSTED_TYPES_POLICY: inert }),
} satisfies Config;

/** A slide's HTML as nodes that are safe to insert. */
export function purify(text: string): DocumentFragment {
  // Null when the text is a set of frames, which takes the place of the body.
  const fragment = DOMPurify.sanitize(text, config) as DocumentFragment | null;
  if (!fragment) return new DocumentFragment();
  for (const element of fragment.querySelectorAll<HTMLElement | SVGElement>("*")) {
    const row = rowOf(element);
    if (row) hold(element, row);
    else element.remove();
  }
  return fragment;
}

/** The attributes of a slide itself that may be set on a section. */
export function purifyAttributes(attributes: Record<string, string>): Record<string, string> {
  const probe = document.createElement("section");
  for (const [name, value] of Object.entries(attributes)) {
    if (own(section, name)) probe.setAttribute(name, value);
  }
  hold(probe, section);
  return Object.fromEntries([...probe.attributes].map(({ name, value }) => [name, value]));
}

function rowOf({ namespaceURI, localName }: Element): Row | undefined {
  if (namespaceURI === HTML) return own(html, localName);
  return namespaceURI === SVG ? own(svg, localName) : undefined;
}

function hold(element: HTMLElement | SVGElement, row: Row): void {
  for (const { name, value } of Array.from(element.attributes)) {
    const rule = own(row, name) ?? (row === section ? undefined : own(everywhere, name));
    if (rule === "style") holdStyle(element, value);
    else keep(element, name, value, rule);
  }
}

function keep(
  element: Element,
  name: string,
  value: string,
  rule: Exclude<RuleName, "style"> | undefined,
): void {
  const held = rule ? rules[rule](value) : null;
  if (held === null) element.removeAttribute(name);
  else if (held !== value) element.setAttribute(name, held);
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/**
 * What Reveal itself writes as a string, which the browser would otherwise refuse: emptiness, its arrows (which the
 * stage hides, but Reveal counts on), and the rules of an automatic animation, into which a deck's easing goes. For the
 * page that holds Reveal, once.
 */
export function letRevealWrite(): void {
  window.trustedTypes?.createPolicy("default", {
    createHTML: (text) => (/[<&]/.test(text) ? arrows(text) : rulesOnly(text)),
    createScript: refuse,
    createScriptURL: refuse,
  });
}

function arrows(text: string): string {
  const allowed = { ALLOWED_TAGS: ["button", "div"], ALLOWED_ATTR: ["class", "aria-label"] };
  return DOMPurify.sanitize(text, { ...config, ...allowed, RETURN_DOM_FRAGMENT: false });
}

function rulesOnly(text: string): string {
  return text.split(/[{};]/).every((part) => heldFunctions(part, "none")) ? text : "";
}

function refuse(): never {
  throw new TypeError("The stage runs no script but its own.");
}
