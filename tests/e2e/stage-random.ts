import fc from "fast-check";
import type { Move } from "./stage-pair.ts";
import type { TestSlide } from "./stage-probe.ts";

/** Decks nobody thought of, and ways through them. */

const styles = ["none", "fade", "slide", "convex", "concave", "zoom"];
const effects = [
  "",
  "fade-out",
  "fade-up",
  "fade-in-then-out",
  "current-visible",
  "semi-fade-out",
  "grow",
  "zoom-in",
  "strike",
  "highlight-red",
  "highlight-current-blue",
];
const words = ["cellule", "vecteur", "anticorps", "bioréacteur", "lot", "dose"];
const word = fc.constantFrom(...words);

/** A step, alone or in a numbered group. */
const fragment = fc
  .record({
    tag: fc.constantFrom("p", "span", "li"),
    effect: fc.constantFrom(...effects),
    index: fc.option(fc.integer({ min: 0, max: 4 }), { freq: 2 }),
    text: word,
  })
  .map(({ tag, effect, index, text }) => {
    const number = index === null ? "" : ` data-fragment-index="${index}"`;
    return `<${tag} class="fragment ${effect}"${number}>${text}</${tag}>`;
  });

const block = fc.oneof(
  { weight: 4, arbitrary: word.map((text) => `<p>${text}</p>`) },
  { weight: 2, arbitrary: word.map((text) => `<h2>${text}</h2>`) },
  { weight: 5, arbitrary: fragment },
  { weight: 1, arbitrary: word.map((text) => `<h2 class="r-fit-text">${text}</h2>`) },
  { weight: 1, arbitrary: fc.constant('<img class="r-stretch" src="media/card.png" alt="Carte">') },
  { weight: 1, arbitrary: fc.constant('<img src="media/tile.png" alt="">') },
  {
    weight: 1,
    arbitrary: fc
      .array(fragment, { minLength: 1, maxLength: 3 })
      .map((layers) => `<div class="r-stack">${layers.join("")}</div>`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(word, fc.integer({ min: 20, max: 300 }))
      .map(
        ([id, width]) =>
          `<div data-id="${id}" style="width: ${width}px; height: 40px; background: teal"></div>`,
      ),
  },
);

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });

const attributes = fc
  .record({
    "data-transition": maybe(fc.constantFrom(...styles, "slide-in fade-out", "zoom-in none-out")),
    "data-transition-speed": maybe(fc.constantFrom("fast", "slow")),
    "data-background-color": maybe(fc.constantFrom("teal", "#222", "rgba(255, 200, 0, 0.5)")),
    "data-background-gradient": maybe(fc.constant("linear-gradient(#fff, #9cf)")),
    "data-background-image": maybe(fc.constantFrom("media/card.png", "media/tile.png")),
    "data-background-transition": maybe(fc.constantFrom(...styles)),
    "data-background-opacity": maybe(fc.constant("0.5")),
    "data-auto-animate": maybe(fc.constant("")),
    "data-auto-animate-id": maybe(fc.constantFrom("a", "b")),
    "data-auto-animate-restart": maybe(fc.constant("")),
    "data-auto-animate-duration": maybe(fc.constantFrom("0.5", "2")),
    "data-visibility": maybe(fc.constant("uncounted")),
    "data-state": maybe(fc.constantFrom("calm", "calm bright")),
    class: maybe(fc.constantFrom("special", "center")),
  })
  .map((all) =>
    Object.fromEntries(
      Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined),
    ),
  );

const slide: fc.Arbitrary<TestSlide> = fc.record({
  attributes,
  html: fc.array(block, { minLength: 1, maxLength: 5 }).map((blocks) => stable(blocks).join("")),
});

/**
 * Reveal gives two stretched elements, a stretched and a fitted one, or a stretched one beside inline content another
 * size at each layout: such a slide looks different in plain Reveal each time.
 */
function stable(blocks: string[]): string[] {
  const changing = blocks.findIndex((html) => /r-stretch|r-fit-text/.test(html));
  const kept = blocks.filter((html, at) => at === changing || !/r-stretch|r-fit-text/.test(html));
  if (!blocks[changing]?.includes("r-stretch")) return kept;
  return kept
    .filter((html) => !html.startsWith('<img src="media/tile'))
    .map((html) => html.replaceAll("span", "p"));
}

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Move>("next") },
  { weight: 3, arbitrary: fc.constant<Move>("previous") },
  {
    weight: 2,
    arbitrary: fc.record({ jump: fc.nat({ max: 9 }), step: fc.nat({ max: 3 }) }),
  },
);

/** A deck, its transition, where the show starts, and three ways through it. */
export const play = fc.record({
  deck: fc.array(slide, { minLength: 2, maxLength: 9 }),
  transition: fc.constantFrom(...styles),
  at: fc.nat({ max: 8 }),
  oneByOne: fc.array(move, { minLength: 3, maxLength: 7 }),
  interrupted: fc.array(move, { minLength: 2, maxLength: 7 }),
  hold: fc.constantFrom(0.1, 0.4, 0.8),
  inOneGo: fc.array(move, { minLength: 1, maxLength: 7 }),
});
