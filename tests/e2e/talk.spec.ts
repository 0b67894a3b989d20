import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, type Page } from "@playwright/test";
import { folderFor, startStand, type Health, type HealthScreen, type Stand } from "./stand.ts";
import { removeFolder } from "../remove-folder.mjs";

/** One talk, two windows: the audience's and the speaker's. Either moves it, and the app alone holds it. */
const fixtures = join(dirname(fileURLToPath(import.meta.url)), "../decks/stage");
/** Red, then blue, ten times a second. */
const GIF =
  "R0lGODlhKAAoAPAAAP8AAAAAACH5BAAKAAAAIf8LTkVUU0NBUEUyLjADAQAAACwAAAAAKAAoAAACJ4SPqcvtD6OctNqLs968+w+G4kiW5omm6sq27gvH8kzX9o3n+s4jBQAh+QQACgAAACwAAAAAKAAoAIAAAP8AAAACJ4SPqcvtD6OctNqLs968+w+G4kiW5omm6sq27gvH8kzX9o3n+s4jBQA7";
let folder = "";
let state = "";
let stand: Stand;
let audience: Page;
let speaker: Page;

// One talk for all of them: what each leaves is put right before the next.
test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-talk-"));
  chmodSync(folder, 0o755);
  copyFileSync(join(fixtures, "count.webm"), join(folder, "count.webm"));
  writeFileSync(join(folder, "blink.gif"), Buffer.from(GIF, "base64"));
  saveBoth();
  state = folderFor();
  [audience, speaker] = [await browser.newPage(), await browser.newPage()];
  await begin();
});
test.beforeEach(async () => {
  saveBoth();
  // What a test ended on, in the other language perhaps.
  const { screens } = await stand.health();
  if (screens[0]?.lang === "en") await press(speaker, "l", { lang: "fr" });
  await press(speaker, "Home", { slide: 0, step: 0, lang: "fr" });
  await expect.poll(() => heading()).toBe("Début");
});
test.afterAll(async () => {
  for (const page of [audience, speaker]) await page?.close();
  await stand?.stop();
  if (state) removeFolder(state);
  removeFolder(folder);
});

/** Starts the talk, with both of its windows. */
async function begin(): Promise<void> {
  stand = await startStand(["present", join(folder, "deck.fr.md"), "--shell", "serve"], { state });
  await expect.poll(() => stand.addresses().length).toBe(2);
  const [first = "", second = ""] = stand.addresses();
  await Promise.all([audience.goto(first), speaker.goto(second)]);
  await at({ slide: 0, step: 0 });
  // A key that comes before the console is connected is lost.
  await expect(speaker.locator("body")).toContainText("1 / 4");
}

function deck(start: string, middle: string): string {
  return [
    `# ${start} {#start}`,
    `# ${middle} {#middle}\n\n- un {.fragment}\n- deux {.fragment}`,
    `![](blink.gif) <video src="count.webm" data-autoplay loop muted></video>`,
    "# Fin {#end}",
  ].join("\n\n---\n\n");
}

function saveBoth(): void {
  save("fr", deck("Début", "Milieu"));
  save("en", deck("Start", "Middle"));
}

function save(lang: "fr" | "en", text: string): void {
  const file = join(folder, `deck.${lang}.md`);
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}

test("either window moves the talk, and the keys of a clicker mean the same in both", async () => {
  await press(audience, "PageDown", { slide: 1, step: 0 });
  await press(speaker, "PageDown", { slide: 1, step: 1 });
  await press(audience, "ArrowLeft", { slide: 1, step: 0 });
  await press(speaker, "End", { slide: 3, step: 0 });
  await press(audience, "Home", { slide: 0, step: 0 });
  for (const window of [speaker, audience]) {
    await window.keyboard.press("4");
    await press(window, "Enter", { slide: 3, step: 0 });
    await window.keyboard.press("1");
    await press(window, "Enter", { slide: 0, step: 0 });
  }
  await expect(speaker.locator("body")).toContainText("Début");
  await press(speaker, "2", {});
  await press(speaker, "Enter", { slide: 1, step: 0 });
  await expect(speaker.locator("body")).toContainText("Milieu");
});

test("black and white cover every pixel, and open on the slide of the moment", async () => {
  for (const [window, key, colour] of [
    [speaker, "b", "0,0,0"],
    [audience, ".", "0,0,0"],
    [audience, "w", "255,255,255"],
  ] as const) {
    await window.keyboard.press(key);
    await expect.poll(() => coloursOf(audience)).toEqual([colour]);
    await window.keyboard.press(key);
    await expect.poll(async () => (await coloursOf(audience)).length).toBeGreaterThan(10);
  }
});

test("a frozen stage does not change by a pixel while its speaker browses", async () => {
  await speaker.keyboard.press("3");
  await press(speaker, "Enter", { slide: 2, step: 0 });
  await animate();
  await expect.poll(() => moves()).toBe(true);
  await speaker.keyboard.press("f");
  await expect.poll(() => moves()).toBe(false);
  const frozen = await audience.screenshot();
  for (const key of ["Home", "PageDown", "PageDown", "PageDown", "End"]) {
    await speaker.keyboard.press(key);
    // The console has followed; the audience has not.
    expect((await audience.screenshot()).equals(frozen), key).toBe(true);
  }
  save("fr", deck("Début", "Milieu, mieux"));
  await stand.until((health) => health.problems.length === 0, 5_000);
  await expect(speaker.locator("body")).toContainText("Fin");
  expect(await moves()).toBe(false);
  expect((await audience.screenshot()).equals(frozen)).toBe(true);
  await speaker.keyboard.press("f");
  await at({ slide: 3, step: 0 });
  await expect
    .poll(() => stage((root) => root.querySelector("section.present")?.textContent?.trim()))
    .toBe("Fin");
  // What was held goes on.
  await press(speaker, "ArrowLeft", { slide: 2, step: 0 });
  await expect.poll(() => moves()).toBe(true);
});

test("an edit, a broken one and the other language keep slide and step", async () => {
  await press(speaker, "PageDown", { slide: 1, step: 0 });
  await press(speaker, "PageDown", { slide: 1, step: 1 });
  // The timer runs from the first move on; it is held at a time that is not its beginning.
  const timer = speaker.getByRole("timer");
  await expect(timer).not.toHaveText(/^0*:?00:00$/);
  await speaker.keyboard.press("t");
  await expect(speaker.locator(".timer")).toHaveAttribute("data-held", "");
  const time = await timer.textContent();
  const { revision } = screen(await stand.health());
  const saved = performance.now();
  save("fr", deck("Début", "Milieu, mieux"));
  await Promise.all([
    at({ slide: 1, step: 1 }, (now) => now.revision !== revision, 1_000),
    expect(speaker.locator("#current-title")).toContainText("Milieu, mieux", { timeout: 1_000 }),
    expect
      .poll(() => heading(speaker, ".current-slide"), { intervals: [20] })
      .toBe("Milieu, mieux"),
  ]);
  expect(performance.now() - saved).toBeLessThan(1_000);
  expect(await timer.textContent()).toBe(time);
  await speaker.keyboard.press("t");
  await expect(speaker.locator(".timer")).not.toHaveAttribute("data-held", "");
  await press(audience, "l", { slide: 1, step: 1, lang: "en" });
  await expect.poll(() => heading()).toBe("Middle");
  save("en", "# Start\n\n```js\nconst half");
  await stand.until(({ problems }) => problems.length > 0, 5_000);
  expect(await heading()).toBe("Middle");
  // Its speaker alone is told, with the file and the line.
  await expect(speaker.getByRole("status")).toContainText(/deck\.en\.md:\d+/);
  expect(await audience.locator("body").innerText()).not.toContain("deck.en.md");
  await press(speaker, "l", { slide: 1, step: 1, lang: "fr" });
  await expect.poll(() => heading()).toBe("Milieu, mieux");
});

test("a talk that was killed is offered again, with its slide, step and time, at one key", async () => {
  await press(speaker, "PageDown", { slide: 1, step: 0 });
  await press(speaker, "PageDown", { slide: 1, step: 1 });
  // Written at each change, and whole only a moment after it is shown.
  const places = join(state, "mtinov-stage/places-talk.json");
  const written = () => existsSync(places) && readFileSync(places, "utf8");
  await expect.poll(written).toMatch(/"slide":1,"step":1\b/);
  await stand.killAll();
  const killed = performance.now();
  await begin();
  await expect(speaker.getByRole("status")).toContainText("“Milieu”");
  await press(speaker, "r", { slide: 1, step: 1 });
  expect(performance.now() - killed).toBeLessThan(5_000);
  await stand.killAll();
  // The other key begins anew, and so does a talk that was ended in good order.
  await begin();
  await expect(speaker.getByRole("status")).toContainText("“Milieu”");
  await press(speaker, "PageDown", { slide: 1, step: 0 });
  await expect(speaker.getByRole("status")).not.toContainText("Milieu");
});

const heading = (page = audience, inside = "#frames") =>
  stage((root) => root.querySelector("section.present h1")?.textContent, page, inside);

async function press(page: Page, key: string, where: Partial<HealthScreen>): Promise<void> {
  await page.keyboard.press(key);
  await at(where);
}

/** Resolves once the audience really sees that. */
async function at(
  where: Partial<HealthScreen>,
  also: (now: HealthScreen) => boolean = () => true,
  withinMs = 5_000,
): Promise<void> {
  const wanted = Object.entries(where) as [keyof HealthScreen, unknown][];
  await stand.until(({ screens: [now] }) => {
    if (!now?.drawn || !also(now)) return false;
    return wanted.every(([name, value]) => now[name] === value);
  }, withinMs);
}

/** A third thing that moves, besides the GIF and the video: an animation without an end. */
async function animate(): Promise<void> {
  await stage((root) => {
    const dot = root.createElement("div");
    dot.style.cssText = "position:absolute;left:0;top:0;width:40px;height:40px;background:red";
    root.querySelector("section.present")?.append(dot);
    dot.animate({ translate: ["0 0", "600px 0"] }, { duration: 700, iterations: Infinity });
  });
}

/** Whether the audience's picture changes by itself, over half a second. */
async function moves(): Promise<boolean> {
  const first = await audience.screenshot();
  for (let look = 0; look < 4; look += 1) {
    if (!(await audience.screenshot()).equals(first)) return true;
  }
  return false;
}

/** The colours of the audience's window, most of a picture's when it is one. */
async function coloursOf(page: Page): Promise<string[]> {
  const picture = (await page.screenshot()).toString("base64");
  return speaker.evaluate(async (data) => {
    const blob = new Blob([Uint8Array.from(atob(data), (each) => each.charCodeAt(0))]);
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context?.drawImage(bitmap, 0, 0);
    const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
    const seen = new Set<string>();
    for (let at = 0; at < pixels.length && seen.size < 50; at += 4)
      seen.add([pixels[at], pixels[at + 1], pixels[at + 2]].join());
    return [...seen];
  }, picture);
}

/** Asks the frame on stage: the audience's, or one of the console. */
async function stage<T>(
  ask: (root: Document) => T,
  page = audience,
  inside = "#frames",
): Promise<T> {
  const element = await page.locator(`${inside} iframe:not([data-standby])`).elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error("no frame is on stage");
  return (await frame.evaluateHandle(() => document)).evaluate(ask) as Promise<T>;
}

function screen(health: Health): HealthScreen {
  const [first] = health.screens;
  if (!first) throw new Error("no screen in /health");
  return first;
}
