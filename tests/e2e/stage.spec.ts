import { test } from "@playwright/test";
import { Pair, type Move } from "./stage-pair.ts";
import { serveStagePages, type StagePages } from "./stage-pages.ts";

let pages: StagePages;
test.beforeAll(async () => {
  pages = await serveStagePages();
});
test.afterAll(() => pages.close());

const plainDeck = Array.from({ length: 12 }, (_, n) => ({
  attributes: {},
  html: `<h1>Slide ${n}</h1><p>Text of ${n}</p>${n % 3 === 1 ? '<p class="fragment">a</p><p class="fragment">b</p>' : ""}`,
}));

for (const transition of ["none", "fade", "slide"]) {
  test(`next, previous, jump and steps as plain Reveal, transition ${transition}`, async ({
    browser,
  }) => {
    const pair = await Pair.open(browser, pages, plainDeck, { look: { transition } });
    await pair.expectSame();
    const moves: Move[] = [
      "next",
      "next",
      "next",
      "next",
      "next",
      "previous",
      "previous",
      { jump: 9 },
    ];
    for (const move of [...moves, "previous" as const, { jump: 1, step: 2 }, "next" as const]) {
      await pair.move([move]);
      await pair.expectSameMotion();
      await pair.settle();
      await pair.expectSame();
    }
    await pair.close();
  });
}
