import { expect, test } from "@playwright/test";
import { busMissing, openBus, type Manager, type SessionBus } from "../session-bus.ts";
import { startStand, type Stand } from "./stand.ts";
import { displayMissing, openDisplay, type VirtualDisplay } from "./virtual-display.ts";

/** The display stays on: the browser of a kiosk asks a desktop's own service, and the app asks that service whether it has. */
const missing = displayMissing() ?? busMissing();
test.skip(missing !== null, missing ?? "");
test.describe.configure({ timeout: 40_000 });

let display: VirtualDisplay;
let bus: SessionBus;
let manager: Manager;
let stand: Stand;
test.beforeEach(async () => {
  [display, bus] = await Promise.all([openDisplay(), openBus()]);
  manager = await bus.manage();
});
test.afterEach(async () => {
  await stand.stop();
  await Promise.all([display.close(), bus.close()]);
});
const start = () =>
  startStand(["kiosk"], {
    display: display.name,
    env: { DBUS_SESSION_BUS_ADDRESS: bus.address },
  });

test("a kiosk keeps it on, verified, and its next browser does so too", async () => {
  stand = await start();
  await stand.until(({ awake }) => awake === "held", 15_000);
  expect(manager.holders()).toEqual([expect.stringMatching(/chrom/i)]);
  const browser = stand.processes().find(({ kind }) => kind === "browser");
  process.kill(browser?.pid ?? 0, "SIGKILL");
  await expect.poll(() => manager.holders()).toEqual([]);
  await expect.poll(() => manager.holders(), { timeout: 10_000 }).toHaveLength(1);
});

test("where nothing hears it, /health is red and the fault is named", async () => {
  manager.deaf = true;
  stand = await start();
  const { screens } = await stand.until(({ awake }) => awake === "not-held", 15_000);
  expect(screens[0]?.lastFault?.kind).toBe("not-awake");
  expect(stand.messages()).toMatch(/sleep|veille/);
});
