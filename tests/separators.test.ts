import { describe, expect, it } from "vitest";
import { outline } from "../core/outline.ts";

function deck(settings: string, body: string) {
  const { slides, problems } = outline(`---\n${settings}\n---\n${body}`, { base: "" });
  return {
    slides: slides.map(({ source, below }) => (below ? `v ${source}` : source)),
    notes: slides.map(({ notes }) => notes),
    problems: problems.map(({ code, line }) => `${line} ${code}`),
  };
}

describe("a deck's own separators", () => {
  it("replace ours, one by one", () => {
    const body = "a\n\n---\n\nb\n--\nc\n\n\n\nd";
    expect(deck("separator: '^\\n\\n\\n'", body).slides).toEqual(["a\n\n---\n\nb", "v c", "d"]);
    expect(deck("verticalSeparator: '^---$'", "a\n---\nb\n--\nc").slides).toEqual([
      "a",
      "v b\n--\nc",
    ]);
  });

  it("may be comments, or stand in the middle of a line", () => {
    expect(deck("separator: '<!--s-->'", "a\n<!--s-->\nb <!--s--> c\n\n---").slides).toEqual([
      "a",
      "b",
      " c\n\n---",
    ]);
  });

  it("of reveal-md, written out, work as they do there", () => {
    const settings =
      "separator: '^(\\r\\n?|\\n)---(\\r\\n?|\\n)$'\nverticalSeparator: '^(\\r\\n?|\\n)----(\\r\\n?|\\n)$'";
    expect(deck(settings, "a\n\n---\n\nb\n\n----\n\nc\nd\n---\ne").slides).toEqual([
      "a",
      "b",
      "v c\nd\n---\ne",
    ]);
  });

  it("do not cut code", () => {
    expect(deck("separator: '\\n---\\n'", "```\na\n---\nb\n```\n---\nc").slides).toEqual([
      "```\na\n---\nb\n```",
      "c",
    ]);
  });

  it("may start the notes", () => {
    const { slides, notes } = deck(
      "notesSeparator: '^(notes|orateur) ?>'",
      "a\nNote: b\nORATEUR > c\n---\nd",
    );
    expect(slides).toEqual(["a\nNote: b", "d"]);
    expect(notes).toEqual(["c", ""]);
  });

  it("that are wrong or cost too much leave ours in place, and nothing is lost", () => {
    expect(deck("separator: '(a'", "a\n---\nb")).toMatchObject({
      slides: ["a", "b"],
      problems: ["2 separator-invalid"],
    });
    const { slides, problems } = deck(
      "title: x\nseparator: '(a+)+$'",
      `${"a".repeat(5_000)}b\n---\nc`,
    );
    expect(slides).toEqual([`${"a".repeat(5_000)}b`, "c"]);
    expect(problems).toEqual(["3 separator-slow"]);
  });
});
