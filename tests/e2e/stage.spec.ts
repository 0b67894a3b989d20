import { expect, test } from "./engine.ts";
import { cases } from "./stage-decks.ts";
import { Pair } from "./stage-pair.ts";
import { serveStagePages, type StagePages } from "./stage-pages.ts";

/** Of all pixels, after everything has settled. */
const MOST_DIFFERENT_PIXELS = 0.0005;

let pages: StagePages;
test.beforeAll(async () => {
  pages = await serveStagePages();
});
test.afterAll(() => pages.close());

test.describe("each thing Reveal can do, move by move", () => {
  for (const { name, deck, moves, look } of cases) {
    test(name, async ({ browser }) => {
      const pair = await Pair.open(browser, pages, deck, look ? { look } : {});
      await pair.expectSame();
      for (const move of moves) {
        await pair.move([move], { frames: 2 });
        await pair.expectSameMotion();
        await pair.settle();
        await pair.expectSame();
        expect(await pair.difference()).toBeLessThanOrEqual(MOST_DIFFERENT_PIXELS);
      }
      await pair.close();
    });
  }
});

test.describe("moves that interrupt each other", () => {
  for (const { name, deck, moves, look } of cases) {
    test(name, async ({ browser }) => {
      const pair = await Pair.open(browser, pages, deck, look ? { look } : {});
      for (const hold of [0.3, 0.7]) {
        for (let first = 0; first < moves.length; first += 4) {
          await pair.move(moves.slice(first, first + 4), { frames: 2, hold });
          await pair.expectSameMotion();
        }
        await pair.settle();
        await pair.expectSame();
      }
      await pair.move(moves);
      await pair.settle();
      await pair.expectSameInTheEnd();
      await pair.close();
    });
  }
});

test("a screen that turns", async ({ browser }) => {
  const layouts = cases.find(({ name }) => name.startsWith("fitted"));
  const pair = await Pair.open(browser, pages, layouts?.deck ?? [], { at: 2 });
  for (const size of [
    { width: 540, height: 960 },
    { width: 1280, height: 720 },
  ]) {
    await pair.resize(size);
    await pair.settle();
    await pair.expectSame();
    await pair.move(["next"], { frames: 2 });
    await pair.settle();
    await pair.expectSame();
  }
  await pair.close();
});

/** Ours draws the head and the foot of a table by other elements: see `regroup` in renderer/reveal-section.ts. */
test("tables with a head and a foot look and read as in plain Reveal", async ({ browser }) => {
  const table = `<table><caption>Lots</caption><thead><tr><th>Étape</th><th>Durée</th></tr></thead>
    <tfoot><tr><td>Somme</td><td>9 h</td></tr></tfoot>
    <tbody><tr class="fragment"><td>Culture</td><td>6 h</td></tr><tr class="fragment"><td>Lavage</td><td>3 h</td></tr></tbody></table>`;
  const pair = await Pair.open(browser, pages, [{ attributes: {}, html: table }]);
  for (const move of ["next", "next", "previous"] as const) {
    await pair.move([move], { frames: 2 });
    await pair.settle();
    expect(await pair.difference()).toBe(0);
  }
  const snapshots = [pair.plain, pair.ours].map((page) =>
    page.locator(".slides table").ariaSnapshot(),
  );
  const [plain, ours] = await Promise.all(snapshots);
  expect(ours).toBe(plain);
  expect(await pair.ours.locator("thead, tfoot").count()).toBe(0);
  await pair.close();
});
