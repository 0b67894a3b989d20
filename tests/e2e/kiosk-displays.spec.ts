import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { removeFolder } from "../remove-folder.mjs";
import { displaysMadeUp, placeOf, plug, reach, unplug, type Reached } from "./made-up-displays.ts";
import { drawn, folderFor, killHard, place, screen, startStand, type Stand } from "./stand.ts";

/** A booth's window in the browser that the keeper starts, on displays that the browser itself makes up. */
const SCREENS = "{1280x720 label=one}{1920x1080 label=two}";
const TWO = { left: 1280, top: 0, width: 1920, height: 1080, label: "two" };
const full = {
  one: [0, 1280, 720, "fullscreen"],
  two: [1280, 1920, 1080, "fullscreen"],
};
/** How often a display goes and comes; in the proof, as often as is promised. */
const TURNS = process.env["MTINOV_PROOF"] ? 20 : 1;

/** Longer than a picture may take where one is expected. */
const OUT_OF_SIGHT_SECONDS = process.env["MTINOV_PROOF"] ? 15 : 4;

let folder = "";
let state = "";
let stands: Stand[] = [];
let windows: Reached[] = [];

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-booth-"));
  chmodSync(folder, 0o755);
  state = folderFor();
  writeFileSync(join(folder, "deck.fr.md"), "# Un\n\n---\n\n# Deux\n");
  writeFileSync(join(folder, "booth.playlist.yaml"), "seconds: 600\ndecks: [deck]\n");
});
test.afterEach(async () => {
  for (const { browser } of windows.splice(0)) await browser.close();
  for (const stand of stands.splice(0)) await stand.stop();
  for (const each of [folder, state]) removeFolder(each);
});

/** Starts a booth for a display of these. */
async function begin(display: string, screens = SCREENS): Promise<[Stand, Reached]> {
  const stand = await startStand(
    ["kiosk", join(folder, "booth.playlist.yaml"), "--shell", "chromium", "--display", display],
    { state, env: displaysMadeUp(folder, screens) },
  );
  stands.push(stand);
  await stand.until(drawn, 10_000);
  return [stand, await enter(display)];
}

async function enter(display: string): Promise<Reached> {
  const window = await reach(join(state, "mtinov-stage/profiles", display));
  windows.push(window);
  return window;
}

/** How long a window takes to be there, in milliseconds. */
async function taken(window: Reached, there: unknown[]): Promise<number> {
  const since = performance.now();
  await expect.poll(() => placeOf(window), { intervals: [50] }).toEqual(there);
  return Math.round(performance.now() - since);
}

test("a booth whose display is unplugged plays on the one that is left; plugged back, it is there again", async () => {
  test.setTimeout(30_000 + TURNS * 6_000);
  const [stand, window] = await begin("2");
  expect(await placeOf(window)).toEqual(full.two);
  const at = place(await stand.health());
  const away: number[] = [];
  const back: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    await unplug(window, "two");
    away.push(await taken(window, full.one));
    await plug(window, TWO);
    back.push(await taken(window, full.two));
    // The slide fills what the window fills.
    await expect.poll(() => window.page.evaluate(() => innerWidth)).toBe(1920);
    expect(place(await stand.health())).toBe(at);
  }
  const told = `away ${away.join(" ")} ms; back ${back.join(" ")} ms`;
  test.info().annotations.push({ type: "unplugged and plugged", description: told });
  console.info(told);
  expect(Math.max(...away)).toBeLessThan(2_000);
  expect(Math.max(...back)).toBeLessThan(3_000);
  expect(screen(await stand.health())).toMatchObject({ restarts: 0, lastFault: null });
});

test("a booth whose display is late says so, plays, and moves; a browser started anew is there at once", async () => {
  const [stand, window] = await begin("two", "{1280x720 label=one}");
  expect(stand.messages()).toMatch(/two.*one/);
  expect((await placeOf(window))[0]).toBe(0);
  await plug(window, TWO);
  expect(await taken(window, full.two)).toBeLessThan(3_000);
  // The next browser makes up the first display alone; a window that was on a display that is gone is not lost.
  const killed = stand.processes().find(({ kind }) => kind === "browser");
  killHard(killed?.pid ?? 0);
  await expect.poll(() => stand.processes().some(({ pid }) => pid === killed?.pid)).toBe(false);
  const next = await enter("two");
  await expect.poll(() => placeOf(next)).toEqual(full.one);
});

test("beside another show, the one whose display is gone covers it not: it waits out of sight", async () => {
  const [, first] = await begin("1");
  const [stand, second] = await begin("2");
  expect(await placeOf(second)).toEqual(full.two);
  await unplug(second, "two");
  const since = performance.now();
  await expect.poll(async () => (await placeOf(second))[3], { intervals: [50] }).toBe("minimized");
  expect(performance.now() - since).toBeLessThan(2_000);
  expect(await placeOf(first)).toEqual(full.one);
  // Nothing is drawn meanwhile, and that is no fault.
  const { uptimeSeconds: began } = await stand.health();
  await stand.until(({ uptimeSeconds }) => uptimeSeconds >= began + OUT_OF_SIGHT_SECONDS, 20_000);
  await plug(second, TWO);
  expect(await taken(second, full.two)).toBeLessThan(3_000);
  expect(screen(await stand.health())).toMatchObject({ restarts: 0, lastFault: null });
});
