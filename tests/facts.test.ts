import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Lang, Slide } from "../core/deck.ts";
import { compileDeck } from "../core/program.ts";
import { readPlaylist } from "../core/playlist.ts";
import { STATED, TERMS, type Fact } from "./fact-terms.ts";
import { countWords, plain, visibleText } from "./visible-text.ts";

/** What a visitor reads on the stand: every fact, in both languages, few words, no promise. */
const LANGS: Lang[] = ["fr", "en"];
/** From the look: what a standing reader takes in, heading included. */
const MOST_WORDS = 40;
const LONGEST_TITLE = 7;
/** Health claims stay careful, and what is dated keeps its date: patterns on plain text. */
const FORBIDDEN: Record<Lang, RegExp> = {
  fr: /\b(gueri\w*|aujourd'hui|cette annee|actuellement)\b/,
  en: /\b(cur(e|es|ed|ing)|heal(s|ed|ing)?|today|this year|currently)\b/,
};

for (const [name, facts] of Object.entries(STATED)) {
  const decks = { fr: read(name, "fr"), en: read(name, "en") };

  describe.each(LANGS)(`${name}, %s`, (lang) => {
    const slides = decks[lang];

    test.each(facts)("%s stands on a slide that names it", (fact) => {
      const missing = slides
        .filter((each) => each.facts.includes(fact))
        .map((each) => lacks(each, fact, lang));
      expect(missing, "one list of missing terms for each slide naming the fact").toContainEqual(
        [],
      );
    });

    test("compiles without a problem", () => {
      expect(slides.flatMap((each) => each.slide.problems)).toEqual([]);
    });

    test.each(slides)("$key is short and careful", ({ text, slide }) => {
      expect(countWords(text)).toBeLessThanOrEqual(MOST_WORDS);
      expect(countWords(slide.title)).toBeLessThanOrEqual(LONGEST_TITLE);
      expect(countWords(visibleText(slide.notes))).toBeGreaterThan(MOST_WORDS / 4);
      expect(plain(`${text} ${visibleText(slide.notes)}`)).not.toMatch(FORBIDDEN[lang]);
    });

    test("no two slides have the same title", () => {
      const titles = slides.map((each) => plain(each.slide.title));
      expect(new Set(titles).size).toBe(titles.length);
    });

    test("the last slide names the source and what is general knowledge", () => {
      const last = plain(slides.at(-1)?.text ?? "");
      expect(last).toMatch(
        lang === "fr" ? /source : .*culture generale : / : /source: .*general knowledge: /,
      );
    });
  });

  test(`${name}: the same slides in the same order in both languages, stating the same facts`, () => {
    const outline = (lang: Lang) =>
      decks[lang].map(({ key, facts, slide }) => ({ key, facts, steps: slide.steps }));
    expect(outline("fr").length).toBeGreaterThanOrEqual(8);
    expect(outline("en")).toEqual(outline("fr"));
  });
}

test("the stand plays both decks in both languages", () => {
  const playlist = readPlaylist(source("stand.playlist.yaml"));
  expect(playlist).toMatchObject({ langs: LANGS });
  const decks = "items" in playlist ? playlist.items.map((each) => each.deck) : [];
  expect(decks.sort()).toEqual(Object.keys(STATED).sort());
});

interface Told {
  key: string;
  /** As the slide's source names them. */
  facts: string[];
  text: string;
  slide: Slide;
}

function read(name: string, lang: Lang): Told[] {
  const file = `${name}.${lang}.md`;
  const markdown = source(file);
  const lines = markdown.split("\n");
  const { slides } = compileDeck(file, markdown, { base: "", lang });
  return slides.map((slide, i) => {
    const own = lines
      .slice(slide.line - 1, (slides[i + 1]?.line ?? lines.length + 1) - 1)
      .join("\n");
    const named = /<!-- facts: ([F\d ]+) -->/.exec(own)?.[1] ?? "";
    return {
      key: slide.key,
      facts: named.split(" ").filter(Boolean),
      text: visibleText(slide.html),
      slide,
    };
  });
}

/** Terms of the fact the slide does not say. */
function lacks({ text }: Told, fact: Fact, lang: Lang): string[] {
  return TERMS[fact][lang].filter((term) => !term.test(plain(text))).map(String);
}

function source(file: string): string {
  return readFileSync(new URL(`../slides/${file}`, import.meta.url), "utf8");
}
