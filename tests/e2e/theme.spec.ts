import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { stageOf } from "./bundled.ts";
import { startStand, type Stand } from "./stand.ts";
import { removeFolder } from "../remove-folder.mjs";

/** An author's theme and logo, as the audience sees them, while it is being written. */
const font = fileURLToPath(
  import.meta
    .resolve("@fontsource-variable/source-code-pro/files/source-code-pro-latin-wght-normal.woff2"),
);
const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40"><rect width="90" height="40"/></svg>';
const css = (slide: string) => `
  @font-face { font-family: "Mine"; src: url("mine.woff2"); font-weight: 200 900 }
  :root { --font-text: "Mine", serif; --slide: ${slide}; --size-body: 90px }
  [data-scheme="dark"] { --slide: rgb(1, 2, 3) }`;

let folder = "";
let stand: Stand | undefined;
test.afterEach(async () => {
  await stand?.stop();
  removeFolder(folder);
});

test("a theme and a logo beside the deck dress the stage, by day and by night, and follow an edit", async ({
  page,
}) => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-theme-"));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "look"));
  copyFileSync(font, join(folder, "look/mine.woff2"));
  writeFileSync(join(folder, "look/logo.svg"), logo);
  writeFileSync(join(folder, "look/mine.css"), css("rgb(10, 200, 30)"));
  const deck = join(folder, "deck.en.md");
  writeFileSync(
    deck,
    "---\ntheme: look/mine.css\nlogo: look/logo.svg\n---\n# One\n\nText\n---\n# Two",
  );
  stand = await startStand(["present", deck, "--shell", "serve"]);
  await page.goto(stand.address);
  await stand.until(({ screens: [now] }) => now?.drawn === true, 10_000);
  const stage = await stageOf(page);
  const looks = (scheme: string) =>
    stage.evaluate((wanted) => {
      document.documentElement.dataset["scheme"] = wanted;
      const text = document.querySelector("section.present p");
      const image = document.querySelector("section.present > img.logo");
      const { fontFamily, fontSize } = getComputedStyle(text ?? document.body);
      return {
        ground: getComputedStyle(document.body).backgroundColor,
        fontFamily,
        fontSize,
        logo: image?.clientHeight,
      };
    }, scheme);
  const worn = { fontFamily: "Mine, serif", fontSize: "32px", logo: 36 };
  expect(await looks("light")).toEqual({ ...worn, ground: "rgb(10, 200, 30)" });
  expect(await looks("dark")).toEqual({ ...worn, ground: "rgb(1, 2, 3)" });
  await expect
    .poll(() =>
      stage.evaluate(() => [...document.fonts].find((each) => each.family === "Mine")?.status),
    )
    .toBe("loaded");

  await page.keyboard.press("ArrowRight");
  await stand.until(({ screens: [now] }) => now?.slide === 1 && now.drawn, 5_000);
  expect(await looks("light")).toMatchObject({ ground: "rgb(10, 200, 30)", logo: 36 });
  writeFileSync(join(folder, "look/mine.css"), css("rgb(0, 0, 250)"));
  await expect.poll(async () => (await looks("light")).ground).toBe("rgb(0, 0, 250)");
  const { problems } = await stand.health();
  expect(problems).toMatchObject([{ code: "theme-token", line: 3 }]);
});

test("the number of a slide is read on a ground of the slide's own, in a show of the other scheme", async ({
  page,
}) => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-ground-"));
  chmodSync(folder, 0o755);
  const deck = join(folder, "deck.en.md");
  const grounded = (colour: string) => `<!-- .slide: data-background-color="${colour}" -->`;
  writeFileSync(
    deck,
    `# One\n\n---\n\n${grounded("#f3e8ee")}\n\n# Two\n\n---\n\n# Three\n\n---\n\n${grounded("#111")}\n\n# Four`,
  );
  stand = await startStand(["present", deck, "--shell", "serve", "--scheme", "dark"]);
  await page.goto(stand.address);
  await stand.until(({ screens: [now] }) => now?.drawn === true, 10_000);
  const colours: string[] = [];
  for (const slide of [0, 1, 2, 3]) {
    if (slide > 0) await page.keyboard.press("ArrowRight");
    await stand.until(({ screens: [now] }) => now?.slide === slide && now.drawn, 5_000);
    const stage = await stageOf(page);
    colours.push(
      await stage.evaluate(() => {
        const number = document.querySelector(".thread .number") ?? document.body;
        return getComputedStyle(number).color;
      }),
    );
  }
  const [dark, light] = ["rgb(208, 191, 223)", "rgb(92, 74, 121)"];
  expect(colours).toEqual([dark, light, dark, dark]);
});
