import {
  everywhere,
  html,
  renamed,
  section,
  vanishing,
  writtenAs,
  type Attributes,
} from "../core/allow.ts";
import { functions, properties, sections } from "../core/style.ts";
import { suits, tokens, type TokenKind } from "../core/theme.ts";
import { svg } from "../core/vector.ts";

const kinds = Object.keys(suits) as TokenKind[];

/** `docs/wall-1.md`: what may pass from a deck into a page, from the tables the compiler applies. */
export function wallPage(): string {
  return `# Wall 1: what may pass from a deck into a page

Everything else is removed when the deck is compiled, and reported. This page is generated from \`core/allow.ts\`,
\`core/vector.ts\`, \`core/style.ts\` and \`core/theme.ts\`; after a change there, \`npx vitest run --config tests/vitest.config.ts docs --update\`
writes it anew. How each kind of value is checked is said in \`core/allow.ts\`.

## On every element

${attributes(everywhere)}

## On the slide itself

${attributes(section)}

## HTML elements

${elements(html)}

Written otherwise: ${Object.entries({ ...writtenAs, ...renamed })
    .map(([from, to]) => `\`${from}\` as \`${to}\``)
    .join(", ")}.

These vanish with their content: ${names(vanishing)}. Of any other element only the content is kept.

## SVG elements

${elements(svg)}

## Addresses

- Pictures, sounds and films: files in the deck's folder, by a relative path; pictures also as \`data:image/…;base64\` in a raster
  format. Nothing from the network, no absolute path, nothing above the folder.
- Links: \`https://…\`, which nothing follows during a show, and \`#/key\` of a slide of the same deck.
- In a drawing: \`#id\` of the same slide.

## Styles

Properties: ${names(properties)}.

On the slide itself, not: ${names(sections)}.

Functions in values: ${names(functions)}. No \`url()\`, no escape, no comment, no at-rule; \`position\` is static, relative or absolute.

## Themes

A style sheet beside the deck may set these custom properties of \`:root\` and of \`[data-scheme="dark"]\`, and load \`.woff2\` files of the
deck's folder by \`@font-face\` (${names(["font-family", "src", "font-weight", "font-style", "unicode-range"])}). The values are compared with \`core/theme.ts\` whole; nothing else of CSS is
read.

${kinds.map((kind) => `- ${suits[kind].expected}: ${names(Object.keys(tokens).filter((name) => tokens[name] === kind))}`).join("\n")}
`;
}

function elements(table: Readonly<Record<string, Attributes>>): string {
  return Object.entries(table)
    .map(([tag, own]) => `- \`${tag}\`${Object.keys(own).length > 0 ? `: ${attributes(own)}` : ""}`)
    .join("\n");
}

function attributes(table: Attributes): string {
  return Object.entries(table)
    .map(([name, kind]) => `\`${name}\` (${typeof kind === "string" ? kind : kind.join(", ")})`)
    .join(", ");
}

function names(all: Iterable<string>): string {
  return [...all].map((name) => `\`${name}\``).join(", ");
}
