import { expect, it } from "vitest";
import { lackingGlyphs } from "../core/glyphs.ts";
import { compileDeck } from "../core/program.ts";

/** The fonts of these decks have Latin letters and nothing else. */
const has = new Set([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzé.-"].map(code));

function code(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}

function lacking(source: string): string[] {
  const { slides } = compileDeck("deck.md", source, { base: "", lang: "fr" });
  const told = new Set<string>();
  return slides
    .flatMap((slide) =>
      lackingGlyphs(slide, source.split("\n---\n")[slides.indexOf(slide)] ?? "", has, told),
    )
    .map(({ line, column, message }) => `${line}:${column} ${/U\+\w+/.exec(message.en)?.[0]}`);
}

it.each([
  ["a sign that no font has", "# Titre\n\nDe A → B", ["3:6 U+2192"]],
  ["the same sign, told once", "# A → B → C\n\n→", ["1:5 U+2192"]],
  ["a sign written as an entity", "A &#x2192; B", ["1:3 U+2192"]],
  ["a letter of two characters that the font has as one", "# e\u0301tude", []],
  ["spaces and joiners, which nobody draws", "A\u202fB\u00a0C\u200bD\u2009E", []],
  ["a formula, which has fonts of its own", "$\\to$", []],
])("%s", (_, source, expected) => {
  expect(lacking(source)).toEqual(expected);
});
