import MarkdownIt from "markdown-it";
import { defaultTreeAdapter as tree, parseFragment, serialize } from "parse5";
import type { DefaultTreeAdapterTypes } from "parse5";
import { parse } from "yaml";

/** A deck as a careless program would make it: everything the author wrote, nothing refused. */
export interface BareDeck {
  title: string;
  lang: string;
  styles: string[];
  scripts: string[];
  /** The picture behind every slide, if any: Reveal's setting. */
  parallax: string;
  slides: BareSlide[];
}

export interface BareSlide {
  attributes: Record<string, string>;
  html: string;
}

const markdown = new MarkdownIt({ html: true });
// Its check of addresses is a wall too.
markdown.validateLink = () => true;

/** Markdown as plain markdown-it makes it, with attributes from comments and braces, and front matter as reveal-md reads it. */
export function renderBare(source: string): BareDeck {
  const [, yaml, body] = /^---\n([^]*?)\n---\n([^]*)$/.exec(source) ?? [null, "", source];
  const settings = readSettings(yaml ?? "");
  return {
    title: String(settings["title"] ?? ""),
    lang: String(settings["lang"] ?? "en"),
    styles: [...list(settings["theme"]), ...list(settings["css"])],
    scripts: list(settings["scripts"]),
    parallax: String((settings["revealOptions"] as Settings)?.["parallaxBackgroundImage"] ?? ""),
    slides: (body ?? "").split(/^---$/m).map(renderSlide),
  };
}

type Settings = Record<string, unknown> | undefined;

/** YAML that can't be read sets nothing. */
function readSettings(yaml: string): NonNullable<Settings> {
  const read: unknown = parse(yaml, { logLevel: "silent" });
  return typeof read === "object" && read !== null ? (read as NonNullable<Settings>) : {};
}

function list(value: unknown): string[] {
  return value === undefined ? [] : [value].flat().map(String);
}

const DIRECTIVE = /<!--\s*\.(slide|element):\s*([^]*?)-->/g;
const BRACES = /\s*\{([^{}]*)\}\s*$/;

function renderSlide(source: string): BareSlide {
  const [shown = "", notes] = source.split(/^Notes?:/m);
  const attributes: Record<string, string> = {};
  const html = markdown.render(containers(shown));
  for (const [, on, text] of html.matchAll(DIRECTIVE)) {
    if (on === "slide") Object.assign(attributes, readAttributes(text ?? ""));
  }
  const aside = notes === undefined ? "" : `<aside class="notes">${markdown.render(notes)}</aside>`;
  return { attributes, html: withAttributes(html) + aside };
}

function readAttributes(text: string): Record<string, string> {
  const found = text.matchAll(/([^\s"'=]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g);
  return Object.fromEntries(
    [...found].map(([, name = "", one, other, bare]) => [name, one ?? other ?? bare ?? ""]),
  );
}

function containers(source: string): string {
  return source.replace(
    /^::: *(\w+) *\{(.*)\}\n([^]*?)\n:::$/gm,
    (_, name: string, attributes: string, inner: string) =>
      `<div class="${name}" ${attributes}>\n\n${inner}\n\n</div>`,
  );
}

/** Only a slide that sets attributes is parsed: parsing and writing again would change what others try. */
function withAttributes(html: string): string {
  if (!/<!--\s*\.element:|\}\s*<\//.test(html)) return html;
  const fragment = parseFragment(html);
  visit(fragment);
  return serialize(fragment);
}

type Parent = DefaultTreeAdapterTypes.ParentNode;

function visit(parent: Parent): void {
  let before: Parent = parent;
  for (const child of parent.childNodes) {
    if ("data" in child) {
      const directive = [...`<!--${child.data}-->`.matchAll(DIRECTIVE)][0];
      if (directive?.[1] === "element") setAll(before, readAttributes(directive[2] ?? ""));
    } else if ("value" in child && parent.nodeName !== "style" && parent.nodeName !== "script") {
      const braces = BRACES.exec(child.value);
      if (braces) setAll(parent, readAttributes(braces[1] ?? ""));
      child.value = child.value.replace(BRACES, "");
    } else if ("childNodes" in child) {
      visit(child);
      before = child;
    }
  }
}

function setAll(on: Parent, attributes: Record<string, string>): void {
  if (!tree.isElementNode(on as DefaultTreeAdapterTypes.Node)) return;
  const element = on as DefaultTreeAdapterTypes.Element;
  for (const [name, value] of Object.entries(attributes)) {
    element.attrs = element.attrs.filter((each) => each.name !== name);
    element.attrs.push({ name, value });
  }
}
