import { expect, test } from "@playwright/test";
import { compileDeck, type CompiledDeck } from "../../core/program.ts";
import { displayMissing } from "./virtual-display.ts";
import { openWatched } from "./wall-browser.ts";
import { addRequests, playPlain, type Deeds } from "./wall-control.ts";
import { isForeign, readCorpus, type Payload } from "./wall-corpus.ts";
import { renderBare, type BareDeck } from "./wall-none.ts";
import { openStage, playShow, playStage } from "./wall-play.ts";
import { expectSandboxed } from "./wall-sandbox.ts";
import { openShow, type WallShow } from "./wall-show.ts";
import { baseOf, servePlain } from "./wall-site.ts";
import { addressOf, buildPages, handleDecks, serveStage } from "./wall-stage.ts";
import { Watch } from "./wall-watch.ts";

/**
 * Hostile decks in a real, sandboxed Chromium with somebody at the mouse and the keyboard. First with no wall at all:
 * what acts then is the corpus that counts. Then each wall alone.
 */
test.describe.configure({ mode: "serial" });

/** What was seen when the corpus was last extended; fewer that act would mean that the control has gone blind. */
const LISTED = { dompurify: 223, ours: 343 };
const ACTING = { dompurify: 75, ours: 285 };

const listed = readCorpus();
/** The whole takes eight minutes (`npm run proof`); every other run plays a part of each theme. */
const whole = process.env["MTINOV_PROOF"] !== undefined;
const EACH = 9;
const corpus = whole ? listed : listed.filter((_, index) => index % EACH === 0);
const minutes = (count: number) => count * 60_000;

test("the corpus is all there", () => {
  expect(listed.filter(isForeign)).toHaveLength(LISTED.dompurify);
  expect(listed).toHaveLength(LISTED.dompurify + LISTED.ours);
});

test("without walls, the corpus acts", async () => {
  test.setTimeout(minutes(whole ? 15 : 5));
  const decks = new Map(corpus.map((payload) => [payload.id, renderBare(payload.markdown)]));
  const deeds = await playWithout(decks);
  const acting = corpus.filter(({ id }) => deeds.has(id));
  const ours = acting.filter((payload) => !isForeign(payload));
  console.log(`${acting.length} of ${corpus.length} act: ${tally(deeds)}`);

  if (!whole) {
    expect(acting.length).toBeGreaterThan(corpus.length / 2);
    return;
  }
  expect(acting.length - ours.length).toBeGreaterThanOrEqual(ACTING.dompurify);
  expect(ours.length).toBeGreaterThanOrEqual(ACTING.ours);
  // Every way out that the walls are for is in the corpus.
  const kinds = new Set([...deeds.values()].flatMap((each) => [...each]));
  expect([...kinds].sort()).toEqual([
    "download",
    "frame",
    "navigation",
    "read",
    "request",
    "script",
    "window",
  ]);
});

test("wall 1 alone holds all of them", async () => {
  test.setTimeout(minutes(whole ? 15 : 5));
  const held = corpus.filter(({ beyond }) => beyond === null);
  const deeds = await playWithout(inGroups(held), 1);
  expect(told(deeds)).toEqual({});
});

test("wall 1 leaves to the others an honest link and a file that lies, and nothing worse", async () => {
  test.setTimeout(minutes(5));
  const left = corpus.filter(({ beyond }) => beyond !== null);
  const deeds = await playWithout(new Map(left.map((payload) => [payload.id, compiled(payload)])));
  expect([...deeds.keys()].sort()).toEqual(left.map(({ id }) => id).sort());
  for (const { id, beyond } of left) {
    const harmless = beyond === "link" ? ["navigation", "request"] : ["read"];
    expect([...(deeds.get(id) ?? [])].sort(), id).toEqual(harmless);
  }
});

test("wall 2 alone holds all of them", async () => {
  test.setTimeout(minutes(whole ? 15 : 5));
  const site = await serveStage(await buildPages(), corpus);
  const browser = await openWatched({ own: [site.host, `*.localhost:${site.port}`] });
  const { deeds, refused } = await playStage(
    browser,
    site,
    corpus,
    ({ markdown }) => renderBare(markdown).slides,
  );
  expectSandboxed(browser.profile);
  addRequests(deeds, [...browser.asked, ...(await browser.close())]);
  await site.close();
  expect(told(deeds)).toEqual({});
  expect(refused, "the sanitiser left nothing for the page's policy to refuse").toEqual([]);
});

test("what a deck would do on stage is seen", async () => {
  const site = await serveStage(await buildPages(), []);
  const browser = await openWatched({ own: [site.host, `*.localhost:${site.port}`] });
  const watch = await Watch.open(browser.context);
  const stage = await openStage(watch, site);
  await stage.evaluate(() => {
    alert(1);
    document.body.append(document.createElement("iframe"));
  });
  await expect.poll(() => [...watch.deeds].sort()).toEqual(["frame", "script"]);
  await browser.close();
  await site.close();
});

test("all walls, in the real browser on a display, hold all of them", async () => {
  test.setTimeout(minutes(whole ? 15 : 5));
  const missing = displayMissing();
  test.skip(missing !== null, missing ?? "");
  const decks = handleDecks(await buildPages(), corpus);
  const playing = await openShow(decks.handler);
  show = playing;
  const { deeds, refused } = await playShow(
    playing,
    corpus,
    (payload) => compile(payload, addressOf(payload)).slides,
  );
  expectSandboxed(playing.profile);
  const { named, reached } = await playing.close();
  addRequests(deeds, named);
  expect(told(deeds)).toEqual({});
  expect([...decks.read], "secrets given away").toEqual([]);
  expect(refused).toEqual([]);
  // A deck can't bring down the page that holds it; a visitor's clicks move the show, and that is all they do.
  const moves = new Set(playing.said);
  // Some decks have a link to a place of their own.
  moves.delete("follow");
  expect(moves).toEqual(new Set(["next", "previous", "browser-gone"]));
  expect(reached.filter((address) => !isLoopback(address, playing.port))).toEqual([]);
  decks.remove();
});

/** The keeper's browser outlives whoever started it: it is ended also when its test is given up. */
let show: WallShow | undefined;
test.afterEach(async () => {
  await show?.end();
  show = undefined;
});

/** Plays decks in plain Reveal: the page has no wall of its own. */
async function playWithout(decks: ReadonlyMap<string, BareDeck>, perPage?: number): Promise<Deeds> {
  const site = await servePlain(corpus, decks);
  const browser = await openWatched({ own: [site.host] });
  const deeds = await playPlain(browser, site, decks.keys(), perPage);
  expectSandboxed(browser.profile);
  addRequests(deeds, [...browser.asked, ...(await browser.close())]);
  await site.close();
  return deeds;
}

/** A payload as our compiler makes it. The title is text, which only a page could turn into markup: it is written so. */
function compiled(payload: Payload): BareDeck {
  const { program, slides } = compile(payload, baseOf(payload));
  const title = program.title.replaceAll("<", "&lt;");
  return {
    title,
    lang: program.lang,
    styles: [],
    scripts: [],
    parallax: "",
    slides: slides.map(({ attributes, html, notes }) => ({
      attributes,
      html: `${html}<aside class="notes">${notes}</aside>`,
    })),
  };
}

function compile({ id, markdown }: Payload, base: string): CompiledDeck {
  return compileDeck(`${id}.en.md`, markdown, { base, lang: "en" });
}

/** `stage-1.localhost` has two addresses, both of this computer. */
function isLoopback(address: string, port: number): boolean {
  return [`127.0.0.1:${port}`, `[::1]:${port}`].includes(address);
}

const GROUP = 16;

/** Many decks as one, since none of them should do anything. A page is called by its first and last payload. */
function inGroups(payloads: readonly Payload[]): Map<string, BareDeck> {
  const groups = new Map<string, BareDeck>();
  for (let first = 0; first < payloads.length; first += GROUP) {
    const members = payloads.slice(first, first + GROUP);
    const decks = members.map(compiled);
    const title = decks.map((each) => each.title).join(" ");
    const slides = decks.flatMap((each) => each.slides);
    const name = `${members[0]?.id}_${members.at(-1)?.id}`;
    groups.set(name, { title, lang: "en", styles: [], scripts: [], parallax: "", slides });
  }
  return groups;
}

/** What was done, with the source of who did it, so that a failure can be read. */
function told(deeds: Deeds): Record<string, string> {
  return Object.fromEntries(
    [...deeds].map(([id, each]) => {
      const source = corpus.find((payload) => payload.id === id)?.markdown ?? "";
      return [id, `${[...each].join(", ")}: ${source}`];
    }),
  );
}

function tally(deeds: Deeds): string {
  const counts = new Map<string, number>();
  for (const deed of [...deeds.values()].flatMap((each) => [...each])) {
    counts.set(deed, (counts.get(deed) ?? 0) + 1);
  }
  return [...counts].map(([deed, count]) => `${deed} ${count}`).join(", ");
}
