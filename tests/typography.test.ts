import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Lang } from "../core/deck.ts";
import { outline } from "../core/outline.ts";
import { compileSlide } from "../core/slide.ts";

/** The HTML of one paragraph, with `~` for a space that does not break and `_` for a narrow one. */
function set(text: string, lang: Lang = "fr"): string {
  const { html } = compileSlide(outline(text, { base: "", lang }), 0);
  return html
    .replace(/^<p>|<\/p>$/g, "")
    .replaceAll("\u00a0", "~")
    .replaceAll("\u202f", "_");
}

const FRENCH: Record<string, [written: string, shown: string][]> = {
  "the high marks": [
    ["Vraiment ?", "Vraiment_?"],
    ["Oui !", "Oui_!"],
    ["un ; deux", "un_; deux"],
    ["un : deux", "un~: deux"],
    ["Quoi ?!", "Quoi_?!"],
    ["Non !!!", "Non_!!!"],
    ["Ah ! Bon ? Oui ; soit : voilà", "Ah_! Bon_? Oui_; soit~: voilà"],
    ["(vraiment ?)", "(vraiment_?)"],
    ["Alors ?…", "Alors_?…"],
  ],
  "only where a space was typed": [
    ["Vraiment?", "Vraiment?"],
    ["Oui!", "Oui!"],
    ["un; deux", "un; deux"],
    ["un: deux", "un: deux"],
    ["«mot»", "«mot»"],
  ],
  guillemets: [
    ["« mot »", "«_mot_»"],
    ["Il dit « mot ».", "Il dit «_mot_»."],
    ["« Quoi ? »", "«_Quoi_?_»"],
    ["« un » et « deux »", "«_un_» et «_deux_»"],
    ["« *mot* »", "«_<em>mot</em>_»"],
    ["**« mot »** !", "<strong>«_mot_»</strong>_!"],
  ],
  "quotes in quotes": [
    ["« il a dit “non” »", "«_il a dit “non”_»"],
    ["« il a dit « non » ! »", "«_il a dit «_non_»_!_»"],
    ["“non !”", "“non_!”"],
    ['« un "mot" »', '«_un "mot"_»'],
  ],
  times: [
    ["à 10:30", "à 10:30"],
    ["à 10 h 30", "à 10~h~30"],
    ["à 10h30 : départ", "à 10h30~: départ"],
    ["de 9 h à 18 h", "de 9~h à 18~h"],
    ["2 min 30 s", "2~min 30~s"],
    ["08:15:00", "08:15:00"],
  ],
  ratios: [
    ["une dilution 1:10", "une dilution 1:10"],
    ["un écran 16:9 !", "un écran 16:9_!"],
    ["E:T = 5:1", "E:T = 5:1"],
  ],
  addresses: [
    ["voir https://mtinov.example/a?b=c!d;e:f", "voir https://mtinov.example/a?b=c!d;e:f"],
    ["voir https://mtinov.example/l'été/1er ?", "voir https://mtinov.example/l'été/1er_?"],
    ["www.mtinov.example : le site", "www.mtinov.example~: le site"],
    ["écrire à l'ami@mtinov.example !", "écrire à l’ami@mtinov.example_!"],
    ["http://localhost:8000/2e", "http://localhost:8000/2e"],
  ],
  code: [
    ["`a ? b : c`", "<code>a ? b : c</code>"],
    ["`x` ?", "<code>x</code>_?"],
    ["<kbd>Ctrl !</kbd>", "<kbd>Ctrl !</kbd>"],
    ["a := b", "a := b"],
    ["a != b", "a != b"],
    ["std :: vector", "std :: vector"],
  ],
  "numbers and their units": [
    ["5 %", "5~%"],
    ["**5** %", "<strong>5</strong>~%"],
    ["10 mg", "10~mg"],
    ["3 mg/kg", "3~mg/kg"],
    ["2,5 µL", "2,5~µL"],
    ["37 °C", "37~°C"],
    ["100 €", "100~€"],
    ["3 millions d’euros", "3~millions d’euros"],
    ["50 kDa", "50~kDa"],
    ["15 min.", "15~min."],
    ["2 grammes", "2 grammes"],
    ["3 hommes", "3 hommes"],
  ],
  thousands: [
    ["10 000 cellules", "10_000 cellules"],
    ["1 234 567,89", "1_234_567,89"],
    ["10 000 €", "10_000~€"],
    ["en 2024 100 patients", "en 2024 100 patients"],
    ["06 12 34 56 78", "06 12 34 56 78"],
    ["1 2345", "1 2345"],
    ["0 800 123 456", "0 800 123 456"],
  ],
  abbreviations: [
    ["M. Curie", "M.~Curie"],
    ["Mme Curie", "Mme~Curie"],
    ["le Dr Leduc", "le Dr~Leduc"],
    ["n° 5", "n°~5"],
    ["p. 12", "p.~12"],
    ["fig. 3", "fig.~3"],
    ["av. J.-C.", "av.~J.-C."],
    ["Me voici", "Me voici"],
  ],
  "ordinals and centuries": [
    ["le 1er juin", "le 1<sup>er</sup> juin"],
    ["la 1re fois", "la 1<sup>re</sup> fois"],
    ["la 2e phase", "la 2<sup>e</sup> phase"],
    ["le XXIe siècle", "le XXI<sup>e</sup>~siècle"],
    [
      "voir https://a.fr/2e/?x et a2e@b.fr ; au XXIe siècle, la 1re",
      "voir https://a.fr/2e/?x et a2e@b.fr_; au XXI<sup>e</sup>~siècle, la 1<sup>re</sup>",
    ],
    ["la Ve République", "la V<sup>e</sup>~République"],
    ["François Ier", "François I<sup>er</sup>"],
    ["aux XIXe et XXe siècles", "aux XIX<sup>e</sup> et XX<sup>e</sup>~siècles"],
    ["**2e** phase", "<strong>2<sup>e</sup></strong> phase"],
    ["Ce, Le, De, Me, Xe", "Ce, Le, De, Me, Xe"],
    ["2e5 et CD4e", "2e5 et CD4e"],
  ],
  apostrophes: [
    ["l'usine d'aujourd'hui", "l’usine d’aujourd’hui"],
    ["l'*usine*", "l’<em>usine</em>"],
    ["5' et 'mot'", "5' et 'mot'"],
  ],
};

const ENGLISH: [written: string, shown: string][] = [
  ['"word"', "“word”"],
  ["'word'", "‘word’"],
  ["\"a 'word' here\"", "“a ‘word’ here”"],
  ["it's the patients' cells", "it’s the patients’ cells"],
  ["in the '90s", "in the ’90s"],
  ['("word")', "(“word”)"],
  ['*"word"* and **"word"**', "<em>“word”</em> and <strong>“word”</strong>"],
  ["cells -- and genes", "cells – and genes"],
  ["cells---and genes", "cells—and genes"],
  ["pages 10--20", "pages 10–20"],
  ["npm --version", "npm --version"],
  ['`a -- "b"`', '<code>a -- "b"</code>'],
  ['https://a.example/"b"--c', 'https://a.example/"b"--c'],
  ["Really ? Yes : 10 000", "Really ? Yes : 10 000"],
];

describe.each(Object.entries(FRENCH))("French: %s", (_, cases) => {
  it.each(cases)("%s", (written, shown) => {
    expect(set(written)).toBe(shown);
  });
});

describe("English: quotes and dashes", () => {
  it.each(ENGLISH)("%s", (written, shown) => {
    expect(set(written, "en")).toBe(shown);
  });
});

describe("typography", () => {
  it("follows the language of an element", () => {
    expect(set('Il dit <span lang="en">"Why ?" it\'s</span> !')).toBe(
      'Il dit <span lang="en">“Why ?” it’s</span>_!',
    );
    expect(set('A <span lang="de">„Wie ?“ \'s</span>')).toBe(
      'A <span lang="de">„Wie ?“ \'s</span>',
    );
  });

  it("reaches notes, tables, lists, HTML and drawings, whose words take no raised letters", () => {
    const source =
      "- Quoi ?\n\n| a ? |\n|---|\n| b ! |\n\n<div>le 1er ?</div>\n\n<svg><text>le 1er ?</text></svg>\n\nNote: Oui !";
    const { html, notes } = compileSlide(outline(source, { base: "" }), 0);
    expect(notes).toBe("<p>Oui\u202f!</p>");
    expect(html.match(/\u202f[?!]/g)).toHaveLength(5);
    expect(html).toContain("<text>le 1er\u202f?</text>");
    expect(html).toContain("<div>le 1<sup>er</sup>\u202f?</div>");
  });

  it("does not run from one block into another", () => {
    const { html } = compileSlide(outline("- il dit «\n- ! mot", { base: "" }), 0);
    expect(html).toBe("<ul><li>il dit «</li><li>! mot</li></ul>");
  });

  it("is done once: what is set stays as it is", () => {
    const pieces = Object.values(FRENCH)
      .flat()
      .map(([written]) => written);
    const text = fc.array(
      fc.oneof(fc.constantFrom(...pieces, " ", " ?", ": ", "« ", " »", "1 000"), fc.string()),
    );
    fc.assert(
      fc.property(text, fc.constantFrom<Lang>("fr", "en"), (parts, lang) => {
        const escaped = parts.join("").replace(/[<>&\\`*_{}[\]#|~:$\n-]/g, "");
        const once = plainText(escaped, lang);
        expect(plainText(once, lang)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it("changes no letter of the decks that come with the application, and leaves their spaces", () => {
    const folder = new URL("../slides/", import.meta.url);
    const decks = readdirSync(folder).filter((name) =>
      /^(?:mtinov|biomedicament)\.fr\.md$/.test(name),
    );
    expect(decks).toHaveLength(2);
    for (const name of decks) {
      const source = readFileSync(new URL(name, folder), "utf8");
      const made = outline(source, { base: "/d/", lang: "fr" });
      const raw = { ...made, lang: "none" as Lang };
      made.slides.forEach((_, index) => {
        expect(compileSlide(made, index).html).toBe(compileSlide(raw, index).html);
      });
    }
  });
});

function plainText(text: string, lang: Lang): string {
  const { html } = compileSlide(outline(`<p>${text}</p>`, { base: "", lang }), 0);
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}
