import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, type Page } from "@playwright/test";
import { deck } from "../bench/deck.mjs";
import { folderFor, startStand, type Stand } from "./stand.ts";
import { removeFolder } from "../remove-folder.mjs";

/** The overview of two thousand slides: still pictures, of those near to what is in sight alone. */
const fixtures = join(dirname(fileURLToPath(import.meta.url)), "../decks/stage");
/** Red, then blue, ten times a second. */
const GIF =
  "R0lGODlhKAAoAPAAAP8AAAAAACH5BAAKAAAAIf8LTkVUU0NBUEUyLjADAQAAACwAAAAAKAAoAAACJ4SPqcvtD6OctNqLs968+w+G4kiW5omm6sq27gvH8kzX9o3n+s4jBQAh+QQACgAAACwAAAAAKAAoAIAAAP8AAAACJ4SPqcvtD6OctNqLs968+w+G4kiW5omm6sq27gvH8kzX9o3n+s4jBQA7";
const COUNT = 2_000;
test.use({ locale: "fr-FR" });

let folder = "";
let state = "";
let stand: Stand;
let audience: Page;
let speaker: Page;

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-overview-"));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "images"));
  copyFileSync(join(fixtures, "count.webm"), join(folder, "count.webm"));
  writeFileSync(join(folder, "blink.gif"), Buffer.from(GIF, "base64"));
  const [first, ...rest] = deck(COUNT - 1).split("\n\n---\n\n");
  const moving =
    '# Mouvement\n\n![](blink.gif) <video src="count.webm" data-autoplay loop></video>\n\n- fin {.fragment}';
  writeFileSync(join(folder, "deck.fr.md"), [first, moving, ...rest].join("\n\n---\n\n"));
  state = folderFor();
  stand = await startStand(["present", join(folder, "deck.fr.md"), "--shell", "serve"], { state });
  await expect.poll(() => stand.addresses().length).toBe(2);
  // Its address is there before its two thousand slides are compiled.
  await stand.until(({ screens }) => screens.length > 0, 30_000);
  const [one = "", other = ""] = stand.addresses();
  [audience, speaker] = [await browser.newPage(), await browser.newPage()];
  await Promise.all([audience.goto(one), speaker.goto(other)]);
  await expect(speaker.locator(".number")).toHaveText(/1\s*\/\s*2000/);
});
test.afterAll(async () => {
  for (const page of [audience, speaker]) await page?.close();
  await stand?.stop();
  if (state) removeFolder(state);
  removeFolder(folder);
});

test("O shows still pictures within a second, as few at the end of two thousand as at their beginning", async () => {
  // Its page is there before it is asked for.
  await expect.poll(() => sheet((root) => root.readyState === "complete")).toBe(true);
  const pressed = performance.now();
  await speaker.keyboard.press("o");
  const often = { intervals: [20] };
  await expect.poll(() => drawn("Partie 1 "), often).toBe(true);
  await expect.poll(() => drawn("Diapositive 19 "), often).toBe(true);
  const opened = performance.now() - pressed;
  test.info().annotations.push({ type: "opened", description: `${Math.round(opened)} ms` });
  expect(opened).toBeLessThan(1_000);

  const list = speaker.getByRole("listbox");
  await expect(list).toBeFocused();
  await expect(marked()).toHaveAccessibleName("1 Partie 1");
  // At its last step, and nothing plays.
  const still = () =>
    sheet((root) => {
      const section = [...root.querySelectorAll("section")].find((one) =>
        one.textContent?.includes("Mouvement"),
      );
      const film = section?.querySelector("video");
      return {
        step: section?.querySelector(".fragment")?.classList.contains("visible"),
        paused: film?.paused,
        autoplay: film?.autoplay,
        covered: section?.querySelectorAll("canvas").length,
      };
    });
  // What moves is covered once it is decoded.
  await expect.poll(still).toEqual({ step: true, paused: true, autoplay: false, covered: 1 });

  const first = await count();
  await speaker.keyboard.press("End");
  await expect.poll(() => drawn("Diapositive 1999 ")).toBe(true);
  await expect(marked()).toHaveAttribute("aria-posinset", String(COUNT));
  expect(await drawn("Partie 1 ")).toBe(false);
  const last = await count();
  expect(first.slides).toBeLessThan(70);
  expect(last.slides).toBeLessThanOrEqual(first.slides);
  expect(first.nodes).toBeLessThan(500);
  expect(Math.abs(last.nodes - first.nodes)).toBeLessThan(100);
  // A deck's markup is drawn in the frame of another origin alone.
  expect(await speaker.locator("section:has(h2)").count()).toBe(0);

  await speaker.keyboard.press("Enter");
  await expect(speaker.getByRole("dialog")).toHaveCount(0);
  // Closed it holds nothing, and opened again it is the same page.
  await expect.poll(async () => (await count()).slides).toBe(0);
  await stand.until(({ screens: [now] }) => now?.slide === COUNT - 1 && now.drawn, 5_000);
  await expect(speaker.locator(".number")).toHaveText(/2000\s*\/\s*2000/);
});

test("it is asked for in either window, walked with the keyboard and pressed with a finger", async () => {
  await audience.keyboard.press("End");
  await expect(speaker.locator(".number")).toHaveText(/2000\s*\/\s*2000/);
  await audience.keyboard.press("o");
  await expect(marked()).toHaveAttribute("aria-posinset", String(COUNT));
  await expect(audience.getByRole("dialog")).toHaveCount(0);
  await speaker.keyboard.press("Home");
  for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown"])
    await speaker.keyboard.press(key);
  const below = Number(await marked().getAttribute("aria-posinset"));
  expect(below).toBeGreaterThan(3);
  for (const digit of "777") await speaker.keyboard.press(digit);
  await expect(marked()).toHaveAttribute("aria-posinset", "777");
  await expect.poll(() => drawn("Diapositive 776 ")).toBe(true);
  await speaker.keyboard.press("Escape");
  await expect(speaker.getByRole("dialog")).toHaveCount(0);
  // Closed without an answer, the talk is where it was.
  await expect(speaker.locator(".number")).toHaveText(/2000\s*\/\s*2000/);
  await speaker.keyboard.press("o");
  await speaker.keyboard.press("Home");
  await speaker.getByRole("option", { name: /^3 Diapositive 2/ }).click();
  await stand.until(({ screens: [now] }) => now?.slide === 2 && now.drawn, 5_000);
});

const marked = () => speaker.getByRole("option", { selected: true });

/** Whether a slide of that title is drawn on the sheet, and in sight. */
function drawn(title: string): Promise<boolean> {
  return sheet(
    (root, text) =>
      [...root.querySelectorAll("section :is(h1, h2)")].some((one) =>
        `${one.textContent} `.replaceAll(/\s/g, " ").startsWith(text),
      ),
    title,
  );
}

async function count(): Promise<{ nodes: number; slides: number }> {
  const nodes = await speaker.evaluate(() => document.querySelectorAll("*").length);
  return { nodes, slides: await sheet((root) => root.querySelectorAll("section").length) };
}

/** Asks the frame that draws the overview; what it was not there to answer is false. */
async function sheet<T>(ask: (root: Document, text: string) => T, text = ""): Promise<T> {
  const frame = speaker.frames().find((each) => each.url().endsWith("/sheet.html"));
  if (!frame) return false as T;
  const root = await frame.evaluateHandle(() => document);
  return root.evaluate(ask as never, text) as Promise<T>;
}
