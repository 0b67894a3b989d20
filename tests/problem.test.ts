import { describe, expect, it } from "vitest";
import { problem } from "../core/problem.ts";
import { sentences } from "../core/sentences.ts";

describe("a problem", () => {
  it("says what happened and the cure, in both languages, with the values of its place", () => {
    const found = problem("url-outside", { line: 3, column: 5 }, { url: "../a.png" });
    expect(found).toEqual({
      code: "url-outside",
      severity: "error",
      line: 3,
      column: 5,
      message: {
        fr: "«\u202f../a.png\u202f» sort du dossier de la présentation\u202f; copiez le fichier dans ce dossier.",
        en: "“../a.png” leaves the deck's folder; copy the file into that folder.",
      },
    });
  });

  it("quotes no more of the author's text than can be read", () => {
    const { message } = problem(
      "url-outside",
      { line: 1, column: 1 },
      { url: `a\n${"b".repeat(500)}` },
    );
    expect(message.en.length).toBeLessThan(160);
    expect(message.en).toContain("“a bbb");
  });

  it.each(Object.entries(sentences))(
    "%s names the same values in both languages",
    (_, { fr, en }) => {
      const values = (sentence: string) => new Set(sentence.match(/\{\w+\}/g));
      expect(values(fr)).toEqual(values(en));
      expect(fr.endsWith(".") && en.endsWith(".")).toBe(true);
    },
  );
});
