import fc from "fast-check";
import { expect, test } from "./engine.ts";
import { Pair } from "./stage-pair.ts";
import { serveStagePages, type StagePages } from "./stage-pages.ts";
import { play } from "./stage-random.ts";

/** Of all pixels, after everything has settled. */
const MOST_DIFFERENT_PIXELS = 0.0005;
/** Two in every run, eight (sixty-four decks) in `npm run proof`. */
const BATCHES = Number(process.env["MTINOV_BATCHES"] ?? 2);
const DECKS_PER_BATCH = 8;

let pages: StagePages;
test.beforeAll(async () => {
  pages = await serveStagePages();
});
test.afterAll(() => pages.close());

/** Fixed, so that a failure comes back; `MTINOV_SEED` looks elsewhere. */
const seed = Number(process.env["MTINOV_SEED"] ?? 2026);

for (let batch = 0; batch < BATCHES; batch += 1) {
  test(`decks nobody thought of, batch ${batch + 1} of ${BATCHES}`, async ({ browser }) => {
    test.setTimeout(180_000);
    const property = fc.asyncProperty(play, async (one) => {
      const at = one.at % one.deck.length;
      const options = { look: { transition: one.transition }, at };
      const pair = await Pair.open(browser, pages, one.deck, options);
      try {
        await pair.expectSame();
        for (const move of one.oneByOne) {
          await pair.move([move], { frames: 2, hold: 0.5 });
          await pair.expectSameMotion();
          await pair.settle();
          await pair.expectSame();
        }
        await pair.move(one.interrupted, { frames: 2, hold: one.hold });
        await pair.expectSameMotion();
        await pair.settle();
        await pair.expectSame();
        await pair.move(one.inOneGo);
        await pair.settle();
        await pair.expectSameInTheEnd();
        expect(await pair.difference()).toBeLessThanOrEqual(MOST_DIFFERENT_PIXELS);
      } finally {
        await pair.close();
      }
    });
    await fc.assert(property, { numRuns: DECKS_PER_BATCH, seed: seed + batch, endOnFailure: true });
  });
}
