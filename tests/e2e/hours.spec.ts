import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { killHard, startStand, type Stand } from "./stand.ts";
import { colourAt, displayMissing, openDisplay } from "./virtual-display.ts";
import { removeFolder } from "../remove-folder.mjs";

/** Outside its hours a screen shows black or a clock, and nothing plays behind it. */
let folder = "";
let stand: Stand;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-hours-"));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, "deck.en.md"), "# Start");
});
test.afterEach(async () => {
  await stand?.stop();
  removeFolder(folder);
});

/** Hours that begin three hours from now. */
function closedNow(): string {
  const hour = (more: number) => `${(new Date().getUTCHours() + more) % 24}:00`;
  return `zone: UTC\nlang: en\nhours: "${hour(3)}-${hour(4)}"\ndecks: [deck]\n`;
}

for (const shown of ["clock", "black"] as const) {
  test(`a closed screen shows ${shown} and nothing behind it`, async ({ page }) => {
    writeFileSync(
      join(folder, "x.playlist.yaml"),
      `closed: ${shown}\nscheme: dark\n${closedNow()}`,
    );
    stand = await startStand(["serve", join(folder, "x.playlist.yaml")]);
    await page.goto(stand.address);
    const closed = await stand.until(({ screens: [screen] }) => screen?.drawn === true, 10_000);
    expect(closed.screens[0]).toMatchObject({ closed: shown, restarts: 0 });
    await expect(page.locator("#closed")).toBeVisible();
    await expect(page.locator("iframe")).toHaveCount(0);
    const ground = await page
      .locator("#closed")
      .evaluate((root) => getComputedStyle(root).backgroundColor);
    if (shown === "black") expect(ground).toBe("rgb(0, 0, 0)");
    else {
      // The scheme of the show, in the dark of a closed hall too.
      expect(ground).toBe("rgb(32, 17, 47)");
      await expect(page.locator("#closed .time")).toHaveText(/^\d\d:\d\d$/);
    }
  });
}

/** Too long for every run: twenty seconds pass until it is certain. */
const proof = process.env["MTINOV_PROOF"] === "1" ? test : test.skip;

proof("a graphics process that hangs at night is replaced in the morning", async () => {
  test.setTimeout(90_000);
  const missing = displayMissing();
  test.skip(missing !== null, missing ?? "");
  const display = await openDisplay();
  let hung = 0;
  try {
    const playlist = join(folder, "x.playlist.yaml");
    writeFileSync(playlist, `closed: black\nscheme: light\n${closedNow()}`);
    stand = await startStand(["kiosk", playlist], { display: display.name });
    await stand.until(({ screens: [screen] }) => screen?.drawn === true, 15_000);
    const gpu = stand.processes().find(({ kind }) => kind === "gpu");
    if (!gpu) throw new Error("no graphics process");
    hung = gpu.pid;
    process.kill(hung, "SIGSTOP");
    writeFileSync(playlist, "scheme: light\nlang: en\ndecks: [deck]\n");
    await stand.until(({ screens: [screen] }) => screen?.closed === null, 10_000);
    const opened = performance.now();
    const after = await stand.until(
      ({ screens: [screen] }) => screen?.drawn === true && screen.restarts > 0,
      40_000,
    );
    console.info(`after ${((performance.now() - opened) / 1000).toFixed(1)} s: drawn again`);
    expect(after.screens[0]?.lastFault?.kind).toBe("gpu-frozen");
    // Black is what it was, and what a display without a browser shows.
    await expect.poll(() => colourAt(display.frame(), 640, 100)).not.toBe("#000000");
  } finally {
    // One that stands still does not end with its browser.
    if (hung) killHard(hung);
    await stand?.stop();
    await display.close();
  }
});
