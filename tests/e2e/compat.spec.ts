import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { parse } from "yaml";
import { compileDeck } from "../../core/program.ts";
import { differences } from "../compat-differences.ts";
import { expect, test } from "./engine.ts";
import { ourView, theirView, type Separators, type View } from "./compat-view.ts";

const folder = new URL("../decks/compat/", import.meta.url);
const reveal = fileURLToPath(new URL("../../node_modules/reveal.js/dist/", import.meta.url));

/** Reveal's own separators, with those for slides below that its manual and reveal-md use. */
const usual: Separators = {
  slide: "\\r?\\n---\\r?\\n",
  below: "\\r?\\n(?:--|----)\\r?\\n",
  notes: "^s*notes?:",
};

function deck(name: string): string {
  return readFileSync(new URL(`${name}.md`, folder), "utf8");
}

function decks(within: URL): string[] {
  return readdirSync(within)
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.slice(0, -".md".length));
}

function ours(page: Page, name: string): Promise<View[]> {
  return ourView(page, compileDeck(name, deck(name), { base: "" }).slides);
}

/** Does for Reveal what reveal-md does: takes the front matter off and follows its separators. */
function theirs(page: Page, name: string): Promise<View[]> {
  const source = deck(name);
  const [front = "", yaml = ""] = /^---\n([a-zA-Z][^]*?)\n---\n/.exec(source) ?? [];
  const { separator, verticalSeparator, notesSeparator } = parse(yaml) ?? {};
  return theirView(page, source.slice(front.length), {
    slide: separator ?? usual.slide,
    below: verticalSeparator ?? usual.below,
    notes: notesSeparator ?? usual.notes,
  });
}

let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  // The pictures of the decks do not exist.
  await page.route("**/*", (route) => route.abort());
  await page.setContent('<div class="reveal"><div class="slides"></div></div>');
  await page.addScriptTag({ path: `${reveal}reveal.js` });
  await page.addScriptTag({ path: `${reveal}plugin/markdown.js` });
});

test.afterAll(() => page.close());

test.describe("a deck written for Reveal or reveal-md plays the same", () => {
  for (const name of decks(folder)) {
    test(name, async () => {
      expect(await ours(page, name)).toEqual(await theirs(page, name));
    });
  }
});

test.describe("but for what is listed", () => {
  for (const { deck: name, what } of differences) {
    test(what, async () => {
      const shown = await ours(page, `different/${name}`);
      expect(shown).toEqual(await theirs(page, `different/${name}.reveal`));
      expect(shown).not.toEqual(await theirs(page, `different/${name}`));
    });
  }

  test("which is every deck that differs", () => {
    const listed = differences.flatMap(({ deck: name }) => [name, `${name}.reveal`]);
    expect(decks(new URL("different/", folder)).sort()).toEqual(listed.sort());
  });
});
