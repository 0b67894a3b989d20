import { drawn, everywhere, html, section, svg, type Row } from "../renderer/purify-table.ts";
import { anywhere, onSection } from "../renderer/purify-style.ts";
import { wornNames } from "../renderer/theme-wall.ts";
import { functions } from "../renderer/purify-words.ts";

/** `docs/wall-2.md`: what may stand on a stage, from the tables the stage applies. */
export function wall2Page(): string {
  return `# Wall 2: what may stand on a stage

The page that draws a deck holds everything to this table, whatever the compiler did; the rest is removed, with all it holds.
This page is generated from \`renderer/purify-table.ts\`, \`renderer/purify-style.ts\` and \`renderer/purify-words.ts\`; after a change
there, \`npx vitest run --config tests/vitest.config.ts security --update\` writes it anew. How each kind of value is held is said
in \`renderer/purify-rules.ts\`.

## On every element

${attributes(everywhere)}

## On the slide itself

${attributes(section)}

## HTML elements

${elements(html)}

## SVG elements

What draws may have ${attributes(drawn)}; and each besides:

${elements(Object.fromEntries(Object.entries(svg).map(([tag, row]) => [tag, besides(row)])))}

## Addresses

- Pictures, sounds and films: \`/d/…/\`, a deck's folder under an address that only the app can make; pictures also as
  \`data:image/…;base64\` in a raster format.
- Links: \`#\` and a place of the deck. An address elsewhere is removed: on a stage it would lead nowhere.
- In a drawing: \`url(#id)\`.

## Styles

As the browser has read them, so that neither an escape nor a shorthand hides anything. Properties, and those that begin with one of
them and a hyphen: ${names(anywhere)}.

On the slide itself: ${names(onSection)}.

Functions in values: ${names(functions)}. \`position\` is static, relative or absolute.

## Themes

The stage sets only these tokens, to what the browser takes for a colour, or to plain numbers and names of fonts: ${names(wornNames)}.
Fonts: \`.woff2\` files of a deck's folder, by the same addresses.
`;
}

/** Those without attributes of their own in one line, then the others. */
function elements(table: Readonly<Record<string, Row>>): string {
  const all = Object.entries(table);
  const plain = all.filter(([, row]) => Object.keys(row).length === 0).map(([tag]) => tag);
  const others = all.filter(([tag]) => !plain.includes(tag));
  return [
    `- ${names(plain)}`,
    ...others.map(([tag, row]) => `- \`${tag}\`: ${attributes(row)}`),
  ].join("\n");
}

function besides(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !(name in drawn)));
}

function attributes(row: Row): string {
  return Object.entries(row)
    .map(([name, rule]) => `\`${name}\` (${rule})`)
    .join(", ");
}

function names(all: Iterable<string>): string {
  return [...all].map((name) => `\`${name}\``).join(", ");
}
