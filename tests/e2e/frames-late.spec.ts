import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { FRAME_DIED } from "../../core/vital.ts";
import { removeFolder } from "../remove-folder.mjs";
import { screen, startStand, type Stand } from "./stand.ts";

/** Frames whose page does not come, or whose process dies before it has: others are made, and no deck is blamed. */
let folder = "";
let stand: Stand;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-late-"));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, "deck.en.md"), "# Start");
});
test.afterEach(async () => {
  await stand?.stop();
  removeFolder(folder);
});

const hour = (more: number) => `${(new Date().getUTCHours() + more) % 24}:00`;

test("a frame that dies while it loads, as the hours begin, is followed by another at once", async ({
  page,
}) => {
  const playlist = join(folder, "x.playlist.yaml");
  const open = "closed: black\nzone: UTC\nlang: en\ndecks: [deck]\n";
  writeFileSync(playlist, `${open}hours: "${hour(3)}-${hour(4)}"\n`);
  stand = await startStand(["serve", playlist]);
  await page.goto(stand.address);
  await stand.until(({ screens: [now] }) => now?.closed === "black" && now.drawn, 10_000);
  const held = Promise.withResolvers<string>();
  await page.route("**/stage.html", (route) => held.resolve(route.request().url()), { times: 1 });
  writeFileSync(playlist, open);
  // As our shells say it of a process that has died.
  await page.evaluate(({ kind, detail }) => dispatchEvent(new CustomEvent(kind, { detail })), {
    kind: FRAME_DIED,
    detail: await held.promise,
  });
  const opened = await stand.until(
    ({ screens: [now] }) => now?.closed === null && now.drawn,
    5_000,
  );
  expect(screen(opened)).toMatchObject({ restarts: 1, lastFault: { kind: "frame-not-loaded" } });
});

test("a deck whose frame is late three times is not set aside: the computer is slow", async ({
  page,
}) => {
  stand = await startStand(["serve", join(folder, "deck.en.md")]);
  await page.clock.install();
  const asked: string[] = [];
  await page.route("**/stage.html", (route) => void asked.push(route.request().url()), {
    times: 3,
  });
  await page.goto(stand.address);
  for (const [late, patienceMs] of [5_000, 10_000, 20_000].entries()) {
    await expect.poll(() => asked.length).toBe(late + 1);
    await page.clock.fastForward(patienceMs);
    await stand.until((health) => screen(health).restarts === late + 1, 5_000);
  }
  const health = await stand.until(({ screens: [now] }) => now?.drawn === true, 10_000);
  expect(health.problems).toEqual([]);
  expect(screen(health)).toMatchObject({ restarts: 3, lastFault: { kind: "frame-not-loaded" } });
});
