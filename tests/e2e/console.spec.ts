import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, type Page } from "@playwright/test";
import { ordinaryUser } from "../ordinary-user.mjs";
import { folderFor, startStand, type Stand } from "./stand.ts";
import { removeFolder } from "../remove-folder.mjs";

/** What a speaker drives and keeps from the console: films, the times of the talk, and how the console itself looks. */
const fixtures = join(dirname(fileURLToPath(import.meta.url)), "../decks/stage");
const user = ordinaryUser();
let folder = "";
let state = "";
let stand: Stand;
let audience: Page;
let speaker: Page;

test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ browser }) => {
  // The talk leaves things beside its deck: the app's user must be able to write there.
  folder = mkdtempSync(join(tmpdir(), "mtinov-console-"));
  chmodSync(folder, user ? 0o777 : 0o755);
  copyFileSync(join(fixtures, "count.webm"), join(folder, "count.webm"));
  writeFileSync(join(folder, "talk.fr.md"), deck);
  state = folderFor();
  const french = { locale: "fr-FR", viewport: { width: 1280, height: 800 } };
  [audience, speaker] = [await browser.newPage(french), await browser.newPage(french)];
  await begin();
});
test.afterAll(async () => {
  for (const page of [audience, speaker]) await page?.close();
  await stand?.stop();
  if (state) removeFolder(state);
  removeFolder(folder);
});

const deck = `---
minutes: 3
---
# Début

Note: Dire bonjour

---
# Le film

<video src="count.webm" loop></video>

---
# Fin
`;

async function begin(): Promise<void> {
  stand = await startStand(["present", join(folder, "talk.fr.md"), "--shell", "serve"], { state });
  await expect.poll(() => stand.addresses().length).toBe(2);
  const [one = "", other = ""] = stand.addresses();
  await Promise.all([audience.goto(one), speaker.goto(other)]);
  await expect(speaker.locator(".number")).toHaveText(/1\s*\/\s*3/);
}

test("a film plays once, in the audience's window, and is driven from the console", async () => {
  // Who starts the timer has the first slide's time too.
  await speaker.getByRole("button", { name: "Démarrer" }).click();
  await expect(speaker.getByRole("button", { name: "Pause" })).toBeVisible();
  await speaker.keyboard.press("PageDown");
  const player = speaker.locator(".player");
  await expect(player).toHaveCount(1);
  expect(await playing()).toEqual([]);
  await speaker.getByRole("button", { name: "Lire" }).click();
  await expect.poll(playing).toEqual(["audience"]);
  await speaker.getByRole("slider", { name: "Volume" }).fill("0.3");
  await expect.poll(async () => (await film())?.volume).toBe(0.3);
  await speaker.getByRole("button", { name: "Arrêter" }).click();
  await expect.poll(playing).toEqual([]);
  const { length = 0 } = (await film()) ?? {};
  const middle = Math.round(length * 5) / 10;
  await speaker.getByRole("slider", { name: "Position" }).fill(String(middle));
  await expect.poll(async () => Math.abs(((await film())?.time ?? 0) - middle)).toBeLessThan(0.1);
  await expect(speaker.getByRole("button", { name: "Lire" })).toBeVisible();
  // The console's own pictures of it have stood still, and a slide without a film has no player.
  await speaker.keyboard.press("PageDown");
  await expect(player).toHaveCount(0);
});

test("the times of the talk are written when asked for, and proposed as a patch; the deck is never touched", async () => {
  const csv = join(folder, "talk.fr.times.csv");
  const patch = join(folder, "talk.fr.times.patch");
  expect([csv, patch].filter((file) => existsSync(file))).toEqual([]);
  await choose("Garder les temps (CSV)");
  await expect(speaker.getByRole("status")).toContainText("talk.fr.times.csv");
  const [head, ...rows] = readFileSync(csv, "utf8").replace("\ufeff", "").trim().split("\r\n");
  expect(head).toBe("diapositive;clé;titre;prévu (s);réel (s);écart (s)");
  expect(rows.map((row) => row.split(";").slice(0, 4))).toEqual([
    ["1", "debut", "Début", "60"],
    ["2", "le-film", "Le film", "60"],
    ["3", "fin", "Fin", "60"],
    ["total", "", "", "180"],
  ]);
  await choose("Proposer ces durées");
  await expect(speaker.getByRole("status")).toContainText("talk.fr.times.patch");
  expect(readFileSync(patch, "utf8")).toMatch(/^\+<!-- \.slide: data-timing="5" -->$/m);
  expect(readFileSync(patch, "utf8")).toMatch(/^-minutes: 3\n\+minutes: /m);
  expect(readFileSync(join(folder, "talk.fr.md"), "utf8")).toBe(deck);
});

test("what was drawn is there again after everything was killed", async () => {
  await speaker.keyboard.press("Home");
  await expect(speaker.locator(".number")).toHaveText(/1\s*\/\s*3/);
  await speaker.getByRole("button", { name: "Stylo" }).click();
  const { x = 0, y = 0 } = (await speaker.locator(".surface").boundingBox()) ?? {};
  await speaker.mouse.click(x + 200, y + 120);
  const line = audience.locator(".ink-pen .line");
  await expect(line).toHaveCount(1);
  const kept = join(state, "mtinov-stage/drawings");
  await expect
    .poll(
      () => existsSync(kept) && readdirSync(kept).filter((name) => name.endsWith(".json")).length,
    )
    .toBe(1);
  await stand.killAll();
  await begin();
  await expect(line).toHaveCount(1);
  // Beside the deck there is nothing that was not asked for.
  expect(existsSync(join(folder, "talk.drawings.json"))).toBe(false);
});

test("panes are dragged or moved with the arrows, notes grow and shrink, and the next talk begins with them so", async () => {
  const [columns, rows] = [
    separator("Largeur de la diapositive"),
    separator("Hauteur de la suite"),
  ];
  const before = await shape();
  const line = await columns.boundingBox();
  const [x, y] = [(line?.x ?? 0) + (line?.width ?? 0) / 2, (line?.y ?? 0) + 200];
  await speaker.mouse.move(x, y);
  await speaker.mouse.down();
  await speaker.mouse.move(x - 120, y, { steps: 4 });
  await speaker.mouse.up();
  await rows.focus();
  for (let press = 0; press < 4; press += 1) await speaker.keyboard.press("ArrowDown");
  const resized = await shape();
  expect(resized.current).toBeLessThan(before.current - 80);
  expect(resized.next).toBeGreaterThan(before.next + 10);
  // Another step was not what the arrow meant there.
  await expect(speaker.locator(".number")).toHaveText(/1\s*\/\s*3/);

  await rows.evaluate((one) => one.blur());
  for (const key of ["Control+-", "Control+0", "Control+=", "Control+="])
    await speaker.keyboard.press(key);
  await expect.poll(notes).toBe(38);
  const kept = join(state, "mtinov-stage", "console.json");
  await expect.poll(() => existsSync(kept) && readFileSync(kept, "utf8")).toContain('"notes":38');
  await stand.stop();
  await begin();
  await expect.poll(notes).toBe(38);
  await expect.poll(shape).toEqual(resized);
  await speaker.keyboard.press("Control+0");
  await expect.poll(notes).toBe(30);
});

/** Whose films run now, and can be heard or seen twice if there are two. */
async function playing(): Promise<string[]> {
  const found: string[] = [];
  for (const [name, page] of [
    ["audience", audience],
    ["speaker", speaker],
  ] as const) {
    for (const frame of page.frames().slice(1)) {
      const count = await frame.evaluate(
        () => [...document.querySelectorAll("video")].filter(({ paused }) => !paused).length,
      );
      for (let each = 0; each < count; each += 1) found.push(name);
    }
  }
  return found;
}

/** The film on the audience's stage. */
async function film(): Promise<{ time: number; length: number; volume: number } | null> {
  for (const frame of audience.frames()) {
    const element = frame.parentFrame() && (await frame.frameElement());
    if (!element || (await element.getAttribute("data-standby")) !== null) continue;
    return frame.evaluate(() => {
      const one = document.querySelector<HTMLVideoElement>("section.present video");
      return one && { time: one.currentTime, length: one.duration, volume: one.volume };
    });
  }
  return null;
}

async function choose(name: string): Promise<void> {
  await speaker.getByRole("button", { name: "Plus", exact: true }).click();
  await speaker.getByRole("button", { name }).click();
}

const separator = (name: string) => speaker.getByRole("separator", { name });

/** How wide the current slide's pane is, and how high the next one's, in whole pixels. */
async function shape(): Promise<{ current: number; next: number }> {
  const of = async (selector: string) => speaker.locator(selector).boundingBox();
  const [current, next] = [await of(".current"), await of(".next")];
  return { current: Math.round(current?.width ?? 0), next: Math.round(next?.height ?? 0) };
}

async function notes(): Promise<number> {
  const text = speaker.locator(".notes-text");
  return Number(await text.evaluate((one) => one.style.getPropertyValue("--notes")));
}
