import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { drawn, place, screen, startStand, type Stand } from "./stand.ts";
import {
  colourAt,
  displayMissing,
  ground,
  openDisplay,
  type VirtualDisplay,
} from "./virtual-display.ts";
import { removeFolder } from "../remove-folder.mjs";

/** What a booth does in minutes, all alone: it loops, and it is there again after a power cut. */
const missing = displayMissing();
test.skip(missing !== null, missing ?? "");

const slides = join(dirname(fileURLToPath(import.meta.url)), "../../slides");
let folder = "";
let display: VirtualDisplay;
let stand: Stand;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-kiosk-loop-"));
  chmodSync(folder, 0o755);
  display = await openDisplay();
});
test.afterEach(async () => {
  await stand?.stop();
  await display.close();
  removeFolder(folder);
});

/** The bundled decks, at a pace a test can follow. */
function playlist(seconds: number): string {
  const file = join(folder, "loop.playlist.yaml");
  const decks = ["biomedicament", "mtinov"].map((deck) => `  - ${join(slides, deck)}`);
  writeFileSync(file, ["lang: [fr, en]", `seconds: ${seconds}`, "decks:", ...decks, ""].join("\n"));
  return file;
}

test("loops through both decks in both languages with nobody touching anything", async () => {
  test.setTimeout(180_000);
  stand = await startStand(["kiosk", playlist(1)], { display: display.name });
  await stand.until(drawn, 15_000);
  // No window manager makes the window fill the display.
  const corner = () => {
    const now = display.frame();
    return colourAt(now, now.width - 1, now.height - 1);
  };
  await expect.poll(corner, { timeout: 2_000 }).not.toBe("#000000");
  const visited = new Set<string>();
  let last = await stand.health();
  while (screen(last).loop < 2) {
    last = await stand.until((health) => place(health) !== place(last) && drawn(health), 8_000);
    visited.add(`${screen(last).deck.split("/").at(-1)} ${screen(last).slide}`);
    expect(ground(display.frame()).colour).not.toBe("#000000");
    expect(screen(last).heartbeatAgeMs).toBeLessThan(3_000);
  }
  const decks = [...visited].map((each) => each.split(" ")[0]);
  expect(new Set(decks)).toEqual(
    new Set(["biomedicament.fr.md", "biomedicament.en.md", "mtinov.fr.md", "mtinov.en.md"]),
  );
  expect(last.problems.filter((each) => each.severity === "error")).toEqual([]);
  expect(screen(last)).toMatchObject({
    restarts: 0,
    lastFault: null,
    outagesMs: [],
    mode: "kiosk",
  });
});

test("everything killed at once resumes at the same deck and slide", async () => {
  test.setTimeout(150_000);
  stand = await startStand(["kiosk", playlist(3600)], { display: display.name });
  await stand.until(drawn, 15_000);
  for (let move = 0; move < 3; move += 1) {
    const before = place(await stand.health());
    const env = { ...process.env, DISPLAY: display.name };
    expect(spawnSync("xdotool", ["key", "Right"], { env }).status).toBe(0);
    await stand.until((health) => place(health) !== before && drawn(health), 5_000);
  }
  const at = place(await stand.health());
  const { state } = stand;
  // A place on disk is at most a minute old: the test awaits the write.
  const written = join(state, "mtinov-stage", "places-kiosk.json");
  await expect.poll(() => existsSync(written), { timeout: 65_000 }).toBe(true);
  await stand.killAll();
  stand = await startStand(["kiosk", playlist(3600)], { display: display.name, state });
  expect(place(await stand.until(drawn, 15_000))).toBe(at);
  removeFolder(state);
});
