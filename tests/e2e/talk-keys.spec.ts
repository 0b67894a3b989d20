import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { keyTable } from "../../core/keys.ts";
import { folderFor, startStand, type Stand } from "./stand.ts";
import { removeFolder } from "../remove-folder.mjs";

/** Every key of the table in either window: what one does, the other does. */
type Seat = "audience" | "speaker";
let folder = "";
let state = "";
let stand: Stand;
let windows: Record<Seat, Page>;

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-keys-"));
  chmodSync(folder, 0o755);
  for (const [lang, note] of [
    ["fr", "Dire bonjour"],
    ["en", "Say hello"],
  ] as const) {
    const second = `# Deux\n\n- a {.fragment}\n\nNote: ${note}`;
    const slides = ["# Un", second, "# Trois", "# Quatre"];
    writeFileSync(join(folder, `deck.${lang}.md`), slides.join("\n\n---\n\n"));
  }
  state = folderFor();
  stand = await startStand(["present", join(folder, "deck.fr.md"), "--shell", "serve"], { state });
  await expect.poll(() => stand.addresses().length).toBe(2);
  const [one = "", other = ""] = stand.addresses();
  const french = { locale: "fr-FR" };
  windows = { audience: await browser.newPage(french), speaker: await browser.newPage(french) };
  await Promise.all([windows.audience.goto(one), windows.speaker.goto(other)]);
  await expect(windows.speaker.locator(".number")).toHaveText(/1\s*\/\s*4/);
  await expect.poll(async () => (await stand.health()).screens[0]?.drawn).toBe(true);
});
test.afterAll(async () => {
  for (const page of Object.values(windows ?? {})) await page.close();
  await stand?.stop();
  if (state) removeFolder(state);
  removeFolder(folder);
});

/** From slide 2 of 4 at its first step, in French, nothing open: the keys, and what then holds. */
const table: [keys: string[], holds: () => Promise<void>][] = [
  ...["PageDown", "ArrowRight", "ArrowDown", "Space", "Enter", "n"].map(to(1, 1)),
  ...["PageUp", "ArrowLeft", "ArrowUp", "Shift+Space", "Backspace", "p"].map(to(0, 0)),
  ...["Home"].map(to(0, 0)),
  ...["End"].map(to(3, 0)),
  [["3", "Enter"], () => at(2, 0)],
  [["0", "0", "4", "Enter"], () => at(3, 0)],
  [["l"], () => speaks("en")],
  ...[".", "b", "B"].map(draws("black")),
  ...["w", ","].map(draws("white")),
  ...["f"].map(draws("frozen")),
  [["b", "F5"], () => curtain("open")],
  [["b", "b"], () => curtain("open")],
  [["g"], () => opens("Aller à")],
  [["/"], () => opens("Chercher")],
  [["Control+f"], () => opens("Chercher")],
  [["o"], () => opens("Vue d’ensemble")],
  [["?"], () => opens("Ce que font les touches")],
  [["Control+="], () => size((now) => now > 30)],
  [["Control+-"], () => size((now) => now < 30)],
  [["Control+-", "Control+0"], () => size((now) => now === 30)],
];

for (const seat of ["audience", "speaker"] as const) {
  test(`each key does in the ${seat}'s window what the list says`, async () => {
    const page = windows[seat];
    for (const [keys, holds] of table) {
      await test.step(keys.join(" "), async () => {
        await ready();
        for (const key of keys) await page.keyboard.press(key);
        await holds();
      });
    }
  });
}

test("Escape pressed in the audience's window closes what is open on the console", async () => {
  await ready();
  await windows.audience.keyboard.press("o");
  await opens("Vue d’ensemble");
  await windows.audience.keyboard.press("Escape");
  await expect(windows.speaker.getByRole("dialog")).toHaveCount(0);
  await at(1, 0);
});

test("no key of the list was left out", () => {
  const tried = new Set(table.flatMap(([keys]) => keys.map((key) => key.toLowerCase())));
  const elsewhere = new Set([
    // The displays of `talk-displays.spec`, the offer of `talk.spec`, the ink of `speaker.spec`; the timer, below.
    "swap",
    "resume",
    "undo",
    "clock",
    // Closes what the others opened.
    "close",
  ]);
  const left = keyTable
    .filter(({ command }) => !elsewhere.has(command))
    .flatMap(({ keys }) => keys)
    .map((key) => key.toLowerCase().replace("ctrl+", "control+"))
    .filter((key) => !tried.has(key) && !["control++", "control+_"].includes(key));
  expect(left).toEqual([]);
});

test("T holds the timer and lets it run, in either window", async () => {
  // The first move starts it.
  await windows.speaker.keyboard.press("PageDown");
  const timer = windows.speaker.locator(".timer");
  await expect(timer).not.toHaveAttribute("data-held", "");
  for (const [seat, held] of [
    ["speaker", true],
    ["audience", false],
    ["audience", true],
  ] as const) {
    await windows[seat].keyboard.press("t");
    if (held) await expect(timer).toHaveAttribute("data-held", "");
    else await expect(timer).not.toHaveAttribute("data-held", "");
  }
});

test("the console shows the notes in the language its speaker reads, whatever the audience's", async () => {
  await ready();
  const notes = windows.speaker.locator(".notes-text");
  const button = windows.speaker.getByRole("button", { name: "Notes dans l’autre langue" });
  const reads = async (text: string, lang: string, apart: boolean) => {
    await expect(notes).toHaveText(text);
    await expect(notes).toHaveAttribute("lang", lang);
    await expect(button).toHaveAttribute("aria-pressed", String(apart));
  };
  await reads("Dire bonjour", "fr", false);
  await button.click();
  await reads("Say hello", "en", true);
  await speaks("fr");
  // The audience's language changes, the speaker's does not.
  await windows.audience.keyboard.press("l");
  await speaks("en");
  await reads("Say hello", "en", false);
  await windows.speaker.keyboard.press("l");
  await speaks("fr");
  await reads("Say hello", "en", true);
  await button.click();
  await reads("Dire bonjour", "fr", false);
  await windows.speaker.keyboard.press("l");
  await speaks("en");
  await reads("Say hello", "en", false);
});

/** Slide 2 of the French deck, its curtain open, its console without a panel and its notes of their usual size. */
async function ready(): Promise<void> {
  const { speaker } = windows;
  if ((await speaker.getByRole("dialog").count()) > 0) await speaker.keyboard.press("Escape");
  await expect(speaker.getByRole("dialog")).toHaveCount(0);
  await speaker.keyboard.press("Control+0");
  await speaker.keyboard.press("F5");
  if ((await windows.audience.locator("html").getAttribute("data-curtain")) !== "open")
    await curtain("open");
  const { screens } = await stand.health();
  if (screens[0]?.lang === "en") await speaker.keyboard.press("l");
  for (const key of ["2", "Enter"]) await speaker.keyboard.press(key);
  await at(1, 0);
  await speaks("fr");
}

function to(slide: number, step: number) {
  return (key: string): (typeof table)[number] => [[key], () => at(slide, step)];
}

function draws(curtainName: string) {
  return (key: string): (typeof table)[number] => [[key], () => curtain(curtainName)];
}

/** Resolves once the audience really sees that, and the console says so. */
async function at(slide: number, step: number): Promise<void> {
  await stand.until(({ screens: [now] }) => {
    return now?.drawn === true && now.slide === slide && now.step === step;
  }, 5_000);
  await expect(windows.speaker.locator(".number")).toHaveText(new RegExp(`^${slide + 1}\\s*/`));
}

async function speaks(lang: string): Promise<void> {
  await stand.until(({ screens: [now] }) => now?.lang === lang && now.drawn, 5_000);
}

async function curtain(name: string): Promise<void> {
  await expect(windows.audience.locator("html")).toHaveAttribute("data-curtain", name);
  await expect(windows.speaker.locator(".current-slide")).toHaveAttribute("data-curtain", name);
}

async function opens(title: string): Promise<void> {
  await expect(windows.speaker.getByRole("dialog", { name: title })).toBeVisible();
  await expect(windows.audience.getByRole("dialog")).toHaveCount(0);
}

async function size(is: (pixels: number) => boolean): Promise<void> {
  const notes = windows.speaker.locator(".notes-text");
  await expect
    .poll(async () =>
      is(Number(await notes.evaluate((one) => one.style.getPropertyValue("--notes")))),
    )
    .toBe(true);
}
