import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Lang, Slide } from "../core/deck.ts";
import { compileDeck } from "../core/program.ts";
import { readPlaylist } from "../core/playlist.ts";
import { KEY, STATED, TERMS, type Fact } from "./fact-terms.ts";
import { countWords, plain, visibleText } from "./visible-text.ts";

/** What a visitor reads on the stand: every fact, in both languages, few words, no promise. */
const LANGS: Lang[] = ["fr", "en"];
/** From the look: what a standing reader takes in, heading included. */
const MOST_WORDS = 40;
const LONGEST_TITLE = 7;
/** How many slides each kind of deck may have: a passer-by gives a few minutes, a talk is as long as its notes. */
const LENGTHS: Record<string, [least: number, most: number]> = {
  biomedicament: [8, 12],
  mtinov: [8, 12],
  journee: [4, 6],
  visite: [8, 12],
  expose: [10, 20],
};
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

    test.each(slides)("$key says what it names", ({ facts: named, text }) => {
      const silent = named.filter((fact) => !isFact(fact) || !KEY[fact][lang].test(plain(text)));
      expect(silent).toEqual([]);
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
        lang === "fr"
          ? /source.*communique.*culture generale : /
          : /source.*press release.*general knowledge: /,
      );
    });
  });

  test(`${name}: the same slides in the same order in both languages, stating the same facts`, () => {
    const outline = (lang: Lang) =>
      decks[lang].map(({ key, facts, slide }) => ({ key, facts, steps: slide.steps }));
    const [least = 0, most = 0] = LENGTHS[name] ?? [];
    expect(outline("fr").length).toBeGreaterThanOrEqual(least);
    expect(outline("fr").length).toBeLessThanOrEqual(most);
    expect(outline("en")).toEqual(outline("fr"));
  });
}

test("every fact stands in the decks", () => {
  expect(
    Object.keys(TERMS).filter(
      (fact) =>
        !Object.values(STATED)
          .flat()
          .includes(fact as Fact),
    ),
  ).toEqual([]);
});

test.each(["stand", "portes-ouvertes", "totem"])(
  "%s plays decks that exist, in both languages",
  (name) => {
    const playlist = readPlaylist(source(`${name}.playlist.yaml`));
    expect(playlist).toMatchObject({ langs: LANGS });
    const decks = "items" in playlist ? playlist.items.map((each) => each.deck) : [];
    expect(decks.length).toBeGreaterThanOrEqual(2);
    expect(decks.filter((deck) => !(deck in STATED))).toEqual([]);
  },
);

describe.each(LANGS)("the quiz of the visit, %s", (lang) => {
  const quiz = read("visite", lang).filter(({ slide }) => slide.attributes["class"] === "quiz");

  test("has six questions at least, some true and some false", () => {
    const answers = quiz.map(({ slide }) => rightAnswer(slide.html));
    expect(quiz.length).toBeGreaterThanOrEqual(6);
    expect(new Set(answers)).toEqual(new Set(lang === "fr" ? ["vrai", "faux"] : ["true", "false"]));
  });

  test.each(quiz)("$key answers with a fact, in words, in one step", ({ facts, text, slide }) => {
    const right = lang === "fr" ? "bonne reponse : " : "right answer: ";
    expect(facts.length).toBeGreaterThanOrEqual(1);
    expect(slide.steps).toBe(1);
    expect(plain(text)).toContain(`${right}${rightAnswer(slide.html)}.`);
  });
});

test.each(LANGS)(
  "the talk, %s, plans its twelve minutes slide by slide, with notes to say",
  (lang) => {
    const markdown = source(`expose.${lang}.md`);
    const seconds = [...markdown.matchAll(/data-timing="(\d+)"/g)].map(([, each]) => Number(each));
    const slides = read("expose", lang);
    expect(seconds).toHaveLength(slides.length);
    expect(seconds.reduce((sum, each) => sum + each, 0)).toBe(12 * 60);
    const spoken = slides.map(({ slide }) => countWords(visibleText(slide.notes)));
    // 90 to 150 words a minute: unhurried speech, with time to look at the slide.
    const total = spoken.reduce((sum, each) => sum + each, 0);
    expect(total).toBeGreaterThan(12 * 90);
    expect(total).toBeLessThan(12 * 150);
  },
);

/** The answer that the step marks. */
function rightAnswer(html: string): string {
  return plain(/<li class="answer[^>]*>([^<]*)</.exec(html)?.[1] ?? "").trim();
}

function isFact(name: string): name is Fact {
  return Object.hasOwn(TERMS, name);
}

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
