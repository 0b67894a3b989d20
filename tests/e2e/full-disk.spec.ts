import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { smallDisk, mayMount, type SmallDisk } from "../small-disk.ts";
import { startStand, type Stand } from "./stand.ts";
import { displayMissing, openDisplay, type VirtualDisplay } from "./virtual-display.ts";
import { removeFolder } from "../remove-folder.mjs";

/** At its first start the app finds no room on the disk of its state, or may not write there at all: the show starts. */
const missing = displayMissing() ?? (mayMount ? null : "only root may mount a small disk");
test.skip(missing !== null, missing ?? "");

let folder = "";
let disk: SmallDisk;
let display: VirtualDisplay;
let stand: Stand | undefined;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-full-"));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, "one.en.md"), "# There is no room\n");
  disk = smallDisk();
  chmodSync(disk.path, 0o777);
  display = await openDisplay();
});
test.afterEach(async () => {
  await stand?.stop();
  stand = undefined;
  await display.close();
  disk.remove();
  removeFolder(folder);
});

for (const [name, spoil] of [
  ["full", () => disk.fill()],
  ["read-only", () => disk.readOnly()],
] as const) {
  test(`a first start on a ${name} disk puts the show on`, async () => {
    spoil();
    const args = ["kiosk", join(folder, "one.en.md")];
    stand = await startStand(args, { display: display.name, state: disk.path });
    const { screens } = await stand.until((health) => health.screens[0]?.drawn === true, 15_000);
    expect(screens[0]?.restarts).toBe(0);
    expect(stand.messages()).not.toMatch(/^\s+at /m);
  });
}
