import type { WatchedBrowser } from "./wall-browser.ts";
import type { PlainSite } from "./wall-site.ts";
import { visit, watchOnly } from "./wall-visitor.ts";
import { patiently, Watch, type Deed } from "./wall-watch.ts";

/** What each page did, by its name; one that did nothing is not there. */
export type Deeds = Map<string, Set<Deed>>;

/** Pages that play side by side. */
const SIDE_BY_SIDE = 6;
/** Decks that one page plays: a page that is driven for long becomes ever slower. */
export const A_PAGE = 20;

/** Plays every page in a fresh document, as plain Reveal shows it, and visits its slides. */
export async function playPlain(
  browser: WatchedBrowser,
  site: PlainSite,
  ids: Iterable<string>,
  perPage = A_PAGE,
): Promise<Deeds> {
  const deeds: Deeds = new Map();
  const queue = [...ids];
  const work = async () => {
    while (queue.length > 0) {
      const watch = await Watch.open(browser.context);
      for (const id of queue.splice(0, perPage)) {
        await play(watch, site.addressOf(id));
        if (watch.deeds.size > 0) deeds.set(id, watch.deeds);
      }
      await watch.page.close();
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  for (const id of site.read) add(deeds, id, "read");
  return deeds;
}

/** Adds what left the browser to what the payloads did, by the mark in its address. */
export function addRequests(deeds: Deeds, addresses: readonly string[]): void {
  for (const address of addresses) {
    const id = /(?:^|\W)([a-z]+-\d+)\.(?!localhost)/.exec(address)?.[1];
    if (id) add(deeds, id, "request");
  }
}

function add(deeds: Deeds, id: string, deed: Deed): void {
  deeds.set(id, (deeds.get(id) ?? new Set()).add(deed));
}

async function play(watch: Watch, address: string): Promise<void> {
  const { page, input } = watch;
  const gone = () => watch.deeds.has("navigation");
  watch.deeds = new Set();
  watch.own = (frame) => frame === page.mainFrame() && frame.url().replace(/#.*$/, "") === address;
  let count = 1;
  const start = async () => {
    await page.goto(address, { waitUntil: "commit" });
    const started = await page.waitForFunction(() => window.stage?.count);
    count = (await started.jsonValue()) ?? 1;
  };
  // A deck may break its own page, even before the stage is there; it is visited all the same.
  await patiently(start(), gone);
  for (let slide = 0; slide < count * 3 && !gone(); slide += 1) {
    await patiently(
      page.evaluate((to) => window.stage?.go(to), slide),
      gone,
    );
    if (slide < count) await visit(input, page.mainFrame(), gone);
    else await watchOnly(page.mainFrame(), gone);
  }
}
