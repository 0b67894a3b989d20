import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Lang } from "../core/deck.ts";
import { compileDeck } from "../core/program.ts";
import { charactersOf } from "../electron/font.ts";
import { visibleText } from "./visible-text.ts";

/** A character that the bundled font lacks would come from whatever font the computer has, or show as a box. */
const fonts = new URL(
  "../node_modules/@fontsource-variable/bricolage-grotesque/files/",
  import.meta.url,
);
const characters = new Set(
  ["latin", "latin-ext"].flatMap((part) => [
    ...charactersOf(
      fileURLToPath(new URL(`bricolage-grotesque-${part}-standard-normal.woff2`, fonts)),
    ),
  ]),
);
// The narrow no-break space is not in the file: HarfBuzz, which shapes Chromium's text, makes it of the font's own space.
characters.add(0x202f);
const folder = new URL("../slides/", import.meta.url);
const decks = readdirSync(folder).filter((file) => /^(?!welcome).*\.(fr|en)\.md$/.test(file));

test("the font has French letters and no arrow", () => {
  const has = (letters: string) =>
    [...letters].every((letter) => characters.has(letter.codePointAt(0) ?? 0));
  expect(has("œŒæÿŸçÀÉÈÊÙÏ«»’\u00a0")).toBe(true);
  expect(has("→")).toBe(false);
});

test.each(decks)("every character of %s has a glyph in the bundled font", (file) => {
  const lang: Lang = file.endsWith(".en.md") ? "en" : "fr";
  const source = readFileSync(new URL(file, folder), "utf8");
  const { slides } = compileDeck(file, source, { base: "", lang });
  const lacking = slides.flatMap(({ key, html, notes }) =>
    [...`${visibleText(html)}${visibleText(notes)}`]
      .filter((letter) => !characters.has(letter.codePointAt(0) ?? 0) && letter !== "\n")
      .map((letter) => `${key}: ${letter} U+${letter.codePointAt(0)?.toString(16)}`),
  );
  expect(slides.length).toBeGreaterThan(3);
  expect([...new Set(lacking)]).toEqual([]);
});

test.each(decks)("%s shows no photograph, no emoji, no picture from outside", (file) => {
  const source = readFileSync(new URL(file, folder), "utf8");
  expect(source).not.toMatch(
    /\p{Extended_Pictographic}|<img|!\[|data-background-(image|video)|https?:/u,
  );
});
