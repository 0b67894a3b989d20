import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { startStand, type Stand } from "./stand.ts";
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
