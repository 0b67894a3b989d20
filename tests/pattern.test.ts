import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Matcher } from "../core/match.ts";
import { readPattern } from "../core/pattern.ts";

/** Every match, as `text.matchAll` gives them, empty ones left out; null when the expression is refused. */
function ours(expression: string, text: string, anyCase = false): string[] | null {
  const pattern = readPattern(expression, anyCase);
  if (!pattern) return null;
  const matcher = new Matcher(pattern, text, 1_000_000);
  const found: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = matcher.at(at);
    if (end > at) found.push(text.slice(at, end));
    at = Math.max(end, at + 1);
  }
  expect(matcher.exhausted).toBe(false);
  return found;
}

function theirs(expression: string, text: string, flags = "gm"): string[] {
  return [...text.matchAll(new RegExp(expression, flags))].map(([match]) => match).filter(Boolean);
}

describe("an expression of a deck", () => {
  const text = "# A\n\n---\n\nb\n----\n c --- d\n\n\n\n<!--s-->\n   ---  \n[---]\nNOTES: x9_";

  it.each([
    "^\\n---\\n$",
    "^(\\r\\n?|\\n)---(\\r\\n?|\\n)$",
    "\\r?\\n---\\r?\\n",
    "^\\s*---\\s*$",
    "\\n\\n\\n+",
    "<!--\\s?s\\s?-->",
    "^\\[---\\]$",
    "(?:-){3,4}",
    "-{2}",
    "-+?",
    "[^a-z\\s#-]+",
    "[\\d_]+\\b",
    "\\S+|\\n",
    ".",
    "(a|b|---)*?c?",
  ])("%s matches as in JavaScript", (expression) => {
    const found = theirs(expression, text);
    expect(ours(expression, text)).toEqual(found);
    if (!expression.endsWith("?")) expect(found.length).toBeGreaterThan(0);
  });

  it("may ignore capitals", () => {
    expect(ours("^notes?:|[a-b]", text, true)).toEqual(theirs("^notes?:|[a-b]", text, "gim"));
  });

  it("matches lines that Windows ended, which are read with line feeds only", () => {
    expect(ours("\\r\\n---\\r\\n", text)).toEqual(["\n---\n"]);
  });

  it("matches as in JavaScript, whatever it is made of", () => {
    const piece = fc.constantFrom(
      "a",
      "b",
      ".",
      "[ab]",
      "[^a]",
      "\\n",
      "\\s",
      "^",
      "$",
      "(a|b)",
      "(?:ab|a)",
      "\\b",
    );
    const times = fc.constantFrom("", "*", "+", "?", "{2}", "{1,2}", "*?", "+?");
    const expression = fc
      .array(fc.tuple(piece, times), { minLength: 1, maxLength: 6 })
      .map((parts) =>
        parts
          .map(([one, many]) => one + (one === "^" || one === "$" || one === "\\b" ? "" : many))
          .join(""),
      );
    const line = fc
      .array(fc.constantFrom("a", "b", "\n", " "), { maxLength: 30 })
      .map((units) => units.join(""));
    fc.assert(
      fc.property(expression, line, (one, lines) => {
        expect(ours(one, lines)).toEqual(theirs(one, lines));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    "(",
    "a)",
    "[a",
    "*",
    "a**",
    "(?=a)",
    "(?<n>a)",
    "\\1",
    "\\u0041",
    "a{2,1}",
    "^*",
    "x".repeat(201),
    "(".repeat(11) + ")".repeat(11),
  ])("%s is refused", (expression) => {
    expect(readPattern(expression)).toBeNull();
  });

  it.each([
    ["(a+)+$", "a".repeat(5_000) + "b"],
    ["(a|a)*b", "a".repeat(400)],
    ["(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)x", "a"],
    [".*.*.*x", "a".repeat(5_000)],
  ])("%s stops when its work is spent", (expression, hostile) => {
    const pattern = readPattern(expression);
    expect(pattern).not.toBeNull();
    if (!pattern) return;
    const matcher = new Matcher(pattern, hostile, 50_000);
    for (let at = 0; at < hostile.length; at++) expect(matcher.at(at)).toBe(-1);
    expect(matcher.exhausted).toBe(true);
  });
});
