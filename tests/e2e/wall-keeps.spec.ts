import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { build, type Rolldown } from "vite";
import { compileDeck } from "../../core/program.ts";
import { expect, test } from "./engine.ts";
import { readCorpus } from "./wall-corpus.ts";
import { everythingAllowed, made } from "./wall-legit.ts";
import { renderBare } from "./wall-none.ts";
import type { Shown } from "./wall-purify.ts";

/** What wall 2 takes away, what it must leave, and what it costs. */
const base = "/d/0123456789abcdefghijkl/";
const folder = new URL("../../slides/", import.meta.url);
let page: Page;

test.beforeAll(async ({ browser }) => {
  const here = new URL(".", import.meta.url).pathname;
  const { output } = (await build({
    root: here,
    configFile: false,
    logLevel: "error",
    build: { write: false, rollupOptions: { input: `${here}wall-purify.ts` } },
  })) as Rolldown.RolldownOutput;
  page = await browser.newPage();
  await page.addScriptTag({ content: output[0].code, type: "module" });
  await page.waitForFunction(() => (window as unknown as { shown?: Shown }).shown !== undefined);
});
test.afterAll(() => page.close());

test("everything that wall 1 lets through stands on the stage as it is", async () => {
  const { slides } = compileDeck("all.en.md", everythingAllowed(), { base, lang: "en" });
  expect(slides.length).toBeGreaterThan(100);
  for (const { html, attributes } of slides) {
    expect(await shown("held", html)).toBe(await shown("read", html));
    expect(await shown("attributes", attributes)).toEqual(ended(attributes));
  }
});

for (const [what, html] of Object.entries(made)) {
  test(`a ${what} stands on the stage as it is`, async () => {
    expect(await shown("held", html)).toBe(await shown("read", html));
  });
}

test("our decks stand on the stage as they are", async () => {
  const slides = ourSlides();
  expect(slides.length).toBeGreaterThan(30);
  for (const { html, attributes } of slides) {
    // Formulas hold styles that say nothing once the browser has read them: they go.
    const read = (await shown("read", html)).replaceAll(' style=""', "");
    expect(await shown("held", html)).toBe(withoutWeb(read));
    expect(await shown("attributes", attributes)).toEqual(ended(attributes));
  }
});

test("what has been held once is not changed by being held again", async () => {
  for (const { markdown } of readCorpus()) {
    for (const { html } of renderBare(markdown).slides) {
      const held = await shown("held", html);
      expect(await shown("held", held)).toBe(held);
    }
  }
});

test.describe("of a value, only what is safe is left:", () => {
  const styles = [
    ["color: red; position: fixed; top: 0", "color: red; top: 0px;"],
    ["color: red; background-image: url(a.png)", "color: red;"],
    ["background-image: u\\72l(a.png); --x: url(a.png)", null],
    ["background: var(--x, \\75rl(a.png))", null],
    ["background: var(--accent)", "background: var(--accent);"],
    ["behavior: none; cursor: pointer; animation: x 1s; content: 'x'", null],
    ["width: calc(100% - 2em)", "width: calc(100% - 2em);"],
  ] as const;
  for (const [style, left] of styles) {
    test(`style ${style}`, async () => {
      const html = `<p style="${style}">x</p>`;
      expect(await shown("held", html)).toBe(
        left === null ? "<p>x</p>" : `<p style="${left}">x</p>`,
      );
    });
  }

  const attributes = [
    ['<img src="/d/0123456789abcdefghijkl/a%20b.png">', true],
    ['<img src="/d/0123456789abcdefghijkl/../x.png">', false],
    ['<img src="/d/0123456789abcdefghijkl/%2e%2e%2fx.png">', false],
    ['<img src="/d/0123456789abcdefghijkl/.x.png">', false],
    ['<img src="/d/short/a.png">', false],
    ['<img src="picture.png">', false],
    ['<img src="data:image/png;base64,AAAA">', true],
    ['<img src="data:image/svg+xml;base64,AAAA">', false],
    ['<a href="#/slide">', true],
    ['<a href="https://example.org/">', false],
    ['<a href="/screen.html">', false],
    ['<p id="slide__place">', true],
    ['<p id="createElement">', false],
    ['<p class="visible past reveal">', false],
    ['<svg fill="url(#slide__a)"></svg>', true],
    ['<svg fill="url(a.svg#b)"></svg>', false],
  ] as const;
  for (const [html, kept] of attributes) {
    test(`${html} ${kept ? "is left" : "loses it"}`, async () => {
      const [, name] = /^<\w+ ([\w-]+)=/.exec(html) ?? [];
      const held = await shown("held", html);
      expect(held.includes(` ${name}=`)).toBe(kept);
    });
  }

  test("attributes of a slide", async () => {
    const given = {
      "data-background-color": "rebeccapurple",
      "data-background-iframe": "http://example.org/",
      "data-background-image": "/d/0123456789abcdefghijkl/a.png, http://example.org/b.png",
      "data-background-gradient": "url(a)",
      "data-auto-animate-easing": "ease;}",
      "data-state": "paused",
      onclick: "alert(1)",
      style: "color: red; display: none; transform: none",
      class: "title past",
    };
    expect(await shown("attributes", given)).toEqual({
      "data-background-color": "rebeccapurple",
      style: "color: red;",
      class: "title",
    });
  });
});

test("a neighbour is held in less than two milliseconds", async () => {
  const costs: number[] = [];
  for (const { html } of ourSlides()) costs.push(await shown("cost", html));
  costs.sort((a, b) => a - b);
  expect(costs[Math.floor(costs.length / 2)]).toBeLessThan(2);
});

function ourSlides() {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .flatMap(
      (name) => compileDeck(name, readFileSync(new URL(name, folder), "utf8"), { base }).slides,
    );
}

/** A browser ends every declaration. */
function ended({ style, ...others }: Record<string, string>): Record<string, string> {
  return style === undefined ? others : { ...others, style: style.replace(/;?$/, ";") };
}

/** The stage shows no address of the web: nothing there follows it. */
function withoutWeb(html: string): string {
  return html.replace(/ href="https:[^"]*"/g, "");
}

type Shows = { [K in keyof Shown]: Shown[K] };

function shown<K extends keyof Shows>(
  what: K,
  given: Parameters<Shows[K]>[0],
): Promise<ReturnType<Shows[K]>> {
  return page.evaluate(
    ([name, value]) => {
      const { shown: all } = window as unknown as {
        shown: Record<string, (value: unknown) => unknown>;
      };
      return all[name as string]?.(value) as never;
    },
    [what, given] as const,
  );
}
