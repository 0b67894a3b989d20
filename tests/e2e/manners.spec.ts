import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FrameLocator, Page } from "@playwright/test";
import { expect, test } from "./engine.ts";
import { tap } from "./finger.ts";
import { startStand, type Stand } from "./stand.ts";
import { removeFolder } from "../remove-folder.mjs";

/** A deck is watched, not browsed: what curious hands try on the real page changes nothing but the slide. */
const deck = `---
seconds: 600
---
# Start

[two](#/two) [by its number in the deck](#/2) [outside](https://example.org/) <abbr title="a tooltip">abbr</abbr>

![](dot.svg "of a picture") <svg viewBox="0 0 9 9" width="90" height="90"><title>of a drawing</title><circle r="9"><title>of a part</title></circle></svg>

${"```js\n"}${"long(line); ".repeat(40)}${"\n```"}

---
<!-- .slide: id="two" -->
# Two

[back](#/start)

---
# Three
`;

let folder = "";
let stand: Stand;
let page: Page;
let stage: FrameLocator;

test.beforeEach(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-manners-"));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, "links.en.md"), deck);
  writeFileSync(
    join(folder, "dot.svg"),
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
  );
  stand = await startStand(["serve", join(folder, "links.en.md")]);
  page = await browser.newPage({ hasTouch: true });
  await page.goto(stand.address);
  stage = page.frameLocator("iframe:not([data-standby])");
  await shows("start");
});
test.afterEach(async () => {
  await page.close();
  await stand.stop();
  removeFolder(folder);
});

/** The slide on stage, as the app and the page both know it. */
async function shows(key: string): Promise<void> {
  await stand.until(({ screens: [now] }) => now?.drawn === true && now.key === key, 5_000);
}

const link = (name: string) => stage.locator("section.present").getByRole("link", { name });

test("a link to a slide of the deck moves the show, by mouse, finger and key", async () => {
  await link("two").click();
  await shows("two");
  await tap(page, link("back"));
  await shows("start");
  await link("by its number").focus();
  await page.keyboard.press("Enter");
  await shows("three");
  await page.keyboard.press("Home");
  await shows("start");
  // The space bar goes on with the show, wherever the focus is.
  await link("by its number").focus();
  await page.keyboard.press("Space");
  await shows("two");
});

test("a link elsewhere does nothing, and a swipe over a link only swipes", async () => {
  const addresses = () => page.frames().map((frame) => frame.url());
  // The frame that stands by comes after the slide.
  await expect.poll(() => addresses().filter((each) => each.includes("stage-")).length).toBe(2);
  const before = addresses();
  const windows = page.context().pages().length;
  const outside = stage.locator("section.present a", { hasText: "outside" });
  for (const button of ["left", "middle"] as const) await outside.click({ button });
  await outside.click({ modifiers: ["Control"] });
  const box = await link("by its number").boundingBox();
  const [x, y] = [(box?.x ?? 0) + 60, (box?.y ?? 0) + 10];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 55, y, { steps: 4 });
  await page.mouse.up();
  await shows("two");
  await page.keyboard.press("ArrowRight");
  await shows("three");
  expect(addresses()).toEqual(before);
  expect(page.context().pages()).toHaveLength(windows);
});

test("a finger swipes to the next slide and back, also on a link, and two do not zoom the page", async () => {
  const devtools = await page.context().newCDPSession(page);
  // Touches as a screen sends them: the browser makes its own gestures of those that the page leaves to it.
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...fingers: number[][]) =>
    devtools.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: fingers.map(([x = 0, y = 0], id) => ({ x, y, id })),
    });
  const swipe = async (x: number, y: number, across: number) => {
    await touch("touchStart", [x, y]);
    for (const part of [0.1, 0.3, 0.6, 1]) await touch("touchMove", [x + across * part, y]);
    await touch("touchEnd");
  };
  const box = await link("by its number").boundingBox();
  await swipe((box?.x ?? 0) + 60, (box?.y ?? 0) + 10, -200);
  await shows("two");
  await swipe(300, 500, 200);
  await shows("start");
  await touch("touchStart", [500, 300], [700, 300]);
  for (const wide of [150, 200, 300]) {
    await touch("touchMove", [600 - wide, 300], [600 + wide, 300]);
  }
  await touch("touchEnd");
  expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
});

test("the cursor shows while it moves, and is gone three seconds later", async () => {
  const cursor = () =>
    stage
      .locator("h1")
      .first()
      .evaluate((one) => getComputedStyle(one).cursor);
  expect(await cursor()).toBe("none");
  await page.mouse.move(300, 300);
  await page.mouse.move(310, 300);
  const moved = performance.now();
  await expect.poll(cursor).not.toBe("none");
  await expect.poll(cursor, { intervals: [50] }).toBe("none");
  expect(performance.now() - moved).toBeGreaterThan(2_500);
  expect(performance.now() - moved).toBeLessThan(4_000);
  expect(await page.locator("main").evaluate((one) => getComputedStyle(one).cursor)).toBe("none");
});

test("nothing is selected, dragged or zoomed, and no menu opens", async () => {
  for (const root of [stage.locator("html"), page.locator("html")]) {
    const taken = await root.evaluate((html) => {
      const tried = [
        new MouseEvent("contextmenu", { bubbles: true, cancelable: true }),
        new MouseEvent("mousedown", { button: 1, bubbles: true, cancelable: true }),
        new MouseEvent("auxclick", { button: 1, bubbles: true, cancelable: true }),
        new DragEvent("dragstart", { bubbles: true, cancelable: true }),
        new DragEvent("drop", { bubbles: true, cancelable: true }),
        new WheelEvent("wheel", { ctrlKey: true, bubbles: true, cancelable: true }),
        new KeyboardEvent("keydown", { key: "+", ctrlKey: true, bubbles: true, cancelable: true }),
      ];
      // What is not stopped happens.
      return tried.filter((event) => html.dispatchEvent(event)).map(({ type }) => type);
    });
    expect(taken).toEqual([]);
    const style = await root.evaluate((html) => {
      const { touchAction, userSelect, overflowX, overflowY } = getComputedStyle(html);
      return { touchAction, userSelect, overflowX, overflowY };
    });
    expect(style).toEqual({
      touchAction: "none",
      userSelect: "none",
      overflowX: "hidden",
      overflowY: "hidden",
    });
  }
  await stage
    .locator(".present h1")
    .click({ clickCount: 3, position: { x: 2, y: 2 }, noWaitAfter: true });
  await page.keyboard.press("Control+A");
  const selected = await stage.locator("html").evaluate(() => String(getSelection()));
  expect(selected).toBe("");
});

test("no scrollbar and no tooltip, and assistive technology reads what a tooltip said", async () => {
  const slide = stage.locator("section.present");
  expect(await slide.locator("[title], svg title").count()).toBe(0);
  await expect(slide.locator("abbr")).toHaveAccessibleDescription("a tooltip");
  await expect(slide.locator("svg")).toHaveAccessibleName("of a drawing");
  await expect(slide.locator("circle")).toHaveAccessibleName("of a part");
  await expect(slide.locator("img")).toHaveAccessibleDescription("of a picture");
  const bars = await stage
    .locator("html")
    .evaluate((html) =>
      [html, ...html.querySelectorAll<HTMLElement>("*")]
        .filter((one) => getComputedStyle(one).scrollbarWidth !== "none")
        .map((one) => one.outerHTML.slice(0, 80)),
    );
  expect(bars).toEqual([]);
});
