import fc from "fast-check";
import { expect, it } from "vitest";
import { compileDeck } from "../core/program.ts";
import { reelSource, type ReelFile } from "../core/reel.ts";

const compile = (files: ReelFile[]) =>
  compileDeck("photos", reelSource(files), { base: "/d/x/", lang: "fr" });
const file = (name: string, seconds: number | null = null): ReelFile => ({ name, seconds });

it("a picture is a slide of its own, named after its file, and a film plays silent to its end", () => {
  const { slides, problems } = compile([file("le plan_2027.png"), file("labo.mp4", 12.3)]);
  expect(problems).toEqual([]);
  expect(slides.map(({ html, seconds }) => [html.trim(), seconds])).toEqual([
    ['<img src="/d/x/le%20plan_2027.png" alt="le plan 2027">', 8],
    [
      '<p><video src="/d/x/labo.mp4" data-autoplay="" muted="" playsinline="" aria-label="labo"></video></p>',
      13,
    ],
  ]);
});

it("whatever a file is called, it makes one slide that shows that very file and nothing else", () => {
  const names = fc
    .string({ unit: fc.constantFrom(...`a-–"'<>&*_[](){}#!~\`|\\$:;,.% é\u202f\n`), maxLength: 40 })
    .filter((name) => !/\p{Cc}/u.test(name) && !name.startsWith("."));
  const ending = fc.constantFrom(".png", ".webm");
  const hostile = fc.constantFrom("-->", "---", "Note: x", '"><script>', "{.fragment}");
  fc.assert(
    fc.property(hostile, names, ending, (first, second, last) => {
      const name = `x${first}${second}${last}`.replace(/[/\\]/g, "");
      const { slides, problems } = compile([file(name)]);
      expect(slides.map(({ assets, steps, notes }) => [assets, steps, notes])).toEqual([
        [[name], 0, ""],
      ]);
      expect(problems).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
