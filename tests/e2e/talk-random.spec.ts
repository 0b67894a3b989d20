import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import fc from "fast-check";
import { removeFolder } from "../remove-folder.mjs";
import { folderFor, screen, startStand, type Stand } from "./stand.ts";

/** Anything that can happen to the two windows of a talk, in any order: in the end both show what the app holds. */

/** In the proof; a few of them in every run. */
const EVENTS = process.env["MTINOV_PROOF"] ? 500 : 40;
const TITLES = {
  fr: ["Début", "Milieu", "Ensuite", "Fin"],
  en: ["Start", "Middle", "Then", "End"],
} as const;
/** Places of the slide, in its pixels. */
const SIZE = { width: 1280, height: 720 };

type Seat = "audience" | "speaker";
type Place = [x: number, y: number];
type Event =
  | { on: Seat; key: string }
  | { kill: Seat }
  /** What the hand does on the console: the tool, by its place in the bar. */
  | { tool: 1 | 2 | 3 | 4; from: Place; to: Place };

let folder = "";
let state = "";
let stand: Stand;
let windows: Record<Seat, Page>;

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-random-"));
  chmodSync(folder, 0o755);
  for (const [lang, [start, middle, then, end]] of Object.entries(TITLES)) {
    const stepped = `# ${middle} {#middle}\n\n- un {.fragment}\n- deux {.fragment}`;
    const slides = [`# ${start} {#start}`, stepped, `# ${then} {#then}`, `# ${end} {#end}`];
    writeFileSync(join(folder, `deck.${lang}.md`), slides.join("\n\n---\n\n"));
  }
  state = folderFor();
  stand = await startStand(["present", join(folder, "deck.fr.md"), "--shell", "serve"], { state });
  await expect.poll(() => stand.addresses().length).toBe(2);
  windows = { audience: await browser.newPage(), speaker: await browser.newPage() };
  await Promise.all([open("audience"), open("speaker")]);
});
test.afterAll(async () => {
  for (const page of Object.values(windows ?? {})) await page.close();
  await stand?.stop();
  if (state) removeFolder(state);
  removeFolder(folder);
});

test("after any events and deaths of windows both show what the app holds", async ({ browser }) => {
  test.setTimeout(300_000);
  const seat = fc.constantFrom<Seat>("audience", "speaker");
  const key = fc.constantFrom(
    ..."PageDown ArrowRight Space PageUp ArrowLeft Home End l b . w f t 1 2 3 4 Enter".split(" "),
    ..."Escape Control+z".split(" "),
  );
  const place = fc.tuple(fc.integer({ min: 40, max: 1240 }), fc.integer({ min: 40, max: 680 }));
  const tool = fc.constantFrom(1, 1, 2, 3, 4);
  const event: fc.Arbitrary<Event> = fc.oneof(
    { weight: 24, arbitrary: fc.record({ on: seat, key }) },
    { weight: 6, arbitrary: fc.record({ tool, from: place, to: place }) },
    { weight: 1, arbitrary: fc.record({ kill: seat }) },
  );
  const events = fc.array(event, { minLength: EVENTS, maxLength: EVENTS });
  const played = async (all: Event[]) => {
    for (const each of all) {
      if ("key" in each) await windows[each.on].keyboard.press(each.key);
      else if ("tool" in each) await drag(each.tool, each.from, each.to);
      else {
        await reopen(each.kill, await browser.newPage());
        await bothShowTheState();
      }
    }
    await bothShowTheState();
    // Of the timer the console alone has a picture: another console has the same.
    const before = await timer();
    await reopen("speaker", await browser.newPage());
    const after = await timer();
    expect(after.held).toBe(before.held);
    if (before.held) expect(after.seconds).toBe(before.seconds);
    else expect(after.seconds).toBeGreaterThanOrEqual(before.seconds);
    await bothShowTheState();
  };
  await fc.assert(fc.asyncProperty(events, played), { numRuns: 1, endOnFailure: true });
});

/** A window that is gone is opened again by whoever keeps it: here, on its address. */
async function reopen(seat: Seat, page: Page): Promise<void> {
  await windows[seat].close();
  windows[seat] = page;
  await open(seat);
}

async function open(seat: Seat): Promise<void> {
  const page = windows[seat];
  await page.setViewportSize(SIZE);
  await page.goto(stand.addresses()[seat === "audience" ? 0 : 1] ?? "");
  // A key that comes before a window is connected is lost.
  if (seat === "speaker") await expect(page.locator(".number")).toBeVisible();
  else await expect(page.locator("html")).toHaveAttribute("data-curtain", /./);
}

async function drag(tool: number, from: Place, to: Place): Promise<void> {
  const { speaker } = windows;
  const button = speaker.locator(".tools button").nth(tool);
  if ((await button.getAttribute("aria-pressed")) !== "true") await button.click();
  const box = await speaker.locator(".surface").boundingBox();
  if (!box) throw new Error("the console has no slide");
  const at = ([x, y]: Place): Place => [
    box.x + (x * box.width) / SIZE.width,
    box.y + (y * box.height) / SIZE.height,
  ];
  await speaker.mouse.move(...at(from));
  await speaker.mouse.down();
  await speaker.mouse.move(...at(to));
  await speaker.mouse.up();
}

/** The same curtain in both; with it open, the audience, the console and the app agree in all. */
async function bothShowTheState(): Promise<void> {
  const curtains = async () => [
    await windows.audience.locator("html").getAttribute("data-curtain"),
    await windows.speaker.locator(".current-slide").getAttribute("data-curtain"),
  ];
  await expect.poll(async () => new Set(await curtains()).size, { message: "curtain" }).toBe(1);
  await windows.speaker.keyboard.press("F5");
  await expect.poll(curtains).toEqual(["open", "open"]);
  await expect(async () => {
    const { slide, step, lang } = screen(await stand.health());
    const title = TITLES[lang === "en" ? "en" : "fr"][slide];
    const held = { titles: [title], steps: step, lang };
    expect(await drawnIn("audience")).toEqual(held);
    expect(await drawnIn("speaker")).toEqual(held);
    expect(await windows.speaker.locator("#current-title").textContent()).toContain(title);
    expect(await windows.speaker.locator(".number").textContent()).toBe(`${slide + 1} / 4`);
    expect(await ink("audience")).toEqual(await ink("speaker"));
    expect(await zoomSeen()).toEqual(await zoomFramed());
  }).toPass({ timeout: 5_000 });
}

/** What the frame on stage shows, in the audience's window or as the console's current slide. */
async function drawnIn(seat: Seat): Promise<unknown> {
  const inside = seat === "audience" ? "#frames" : ".current-slide";
  const frame = await windows[seat].locator(`${inside} iframe:not([data-standby])`).elementHandle();
  const content = await frame?.contentFrame();
  return content?.evaluate(() => ({
    titles: [...document.querySelectorAll("section.present h1")].map((each) => each.textContent),
    steps: document.querySelectorAll("section.present .fragment.visible").length,
    lang: document.documentElement.lang,
  }));
}

/** Every stroke, by its kind and places. */
function ink(seat: Seat): Promise<string[]> {
  return windows[seat]
    .locator(".ink .line")
    .evaluateAll((lines) =>
      lines.map((line) => `${line.parentElement?.classList} ${line.getAttribute("points")}`),
    );
}

/** The part of the slide that fills the audience's window, in pixels of the slide. */
function zoomSeen(): Promise<number[]> {
  return windows.audience.locator("#frames").evaluate((ground) => {
    const { a, e, f } = new DOMMatrix(getComputedStyle(ground).transform);
    return [-e / a, -f / a, innerWidth / a].map((each) => Math.round(each) + 0);
  });
}

/** The part that the console has framed. */
async function zoomFramed(): Promise<number[]> {
  const frames = await windows.speaker
    .locator(".zoomed")
    .evaluateAll((all) => all.map(({ style }) => [style.left, style.top, style.width]));
  const [left = "0", top = "0", width = "100"] = frames[0] ?? [];
  const part = (percent: string, of: number) => Math.round((parseFloat(percent) * of) / 100) + 0;
  return [part(left, SIZE.width), part(top, SIZE.height), part(width, SIZE.width)];
}

/** What the console says of the time. */
async function timer(): Promise<{ held: boolean; seconds: number }> {
  const text = (await windows.speaker.getByRole("timer").textContent()) ?? "";
  const seconds = text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  const held = await windows.speaker.locator(".timer").getAttribute("data-held");
  return { held: held !== null, seconds };
}
