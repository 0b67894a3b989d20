import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ask } from "../electron/ask.ts";
import { openDisplayPower, powerOver } from "../electron/asleep.ts";
import type { Memory } from "../electron/bond.ts";
import { plainOrder } from "./order.ts";
import { removeFolder } from "./remove-folder.mjs";

/** A stand-in for `xset`: it keeps the power state in a file, answers `q` as the real one does, and writes down the rest; or fails. */
const XSET = `#!/bin/sh
cd "$(dirname "$0")"
[ -e broken ] && exit 1
case "$1" in
  q) printf 'DPMS (Energy Star):\\n  DPMS is %s\\n  Monitor is %s\\n' "$(cat saving)" "$(cat monitor)"; exit 0;;
  +dpms) echo Enabled > saving;;
  -dpms) echo Disabled > saving;;
  dpms) [ "$3" = off ] && echo Off > monitor || echo On > monitor;;
esac
echo "$@" >> told
`;
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-xset-"));
  writeFileSync(join(folder, "xset"), XSET, { mode: 0o755 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  removeFolder(folder);
});

const server = (saving: "Enabled" | "Disabled", monitor: "On" | "Off") => {
  writeFileSync(join(folder, "saving"), saving);
  writeFileSync(join(folder, "monitor"), monitor);
};
const read = (name: string) => readFileSync(join(folder, name), "utf8").trim();
const told = () => (existsSync(join(folder, "told")) ? read("told").split("\n") : []);
const power = (env: NodeJS.ProcessEnv = { DISPLAY: ":9" }, platform: NodeJS.Platform = "linux") =>
  openDisplayPower(platform, env, (program, args) => ask(join(folder, program), args));

it("puts the display to sleep, and leaves it on with its settings as they were", async () => {
  server("Disabled", "On");
  const display = power();
  await display.sleep(true);
  expect([read("monitor"), display.state()]).toEqual(["Off", "asleep"]);
  await display.sleep(true);
  await display.close();
  expect(told()).toEqual(["+dpms", "dpms force off", "dpms force on", "s reset", "-dpms"]);
  expect([read("saving"), read("monitor"), display.state()]).toEqual(["Disabled", "On", "on"]);
});

it("wakes a display that a former run left asleep", async () => {
  server("Enabled", "Off");
  const display = power();
  await display.sleep(false);
  await display.close();
  expect([read("saving"), read("monitor"), display.state()]).toEqual(["Enabled", "On", "on"]);
});

it("touches nothing while the show is on", async () => {
  server("Enabled", "On");
  const display = power();
  await display.sleep(false);
  await display.close();
  expect(told()).toEqual([]);
});

it.each([
  ["without a display server", {}, "linux" as const],
  ["under Wayland", { DISPLAY: ":0", WAYLAND_DISPLAY: "wayland-0" }, "linux" as const],
  ["on another system", { DISPLAY: ":9" }, "win32" as const],
])("asks nobody %s, and says that it does not know", async (_, env, platform) => {
  server("Enabled", "On");
  const display = power(env, platform);
  await display.sleep(true);
  await display.close();
  expect(told()).toEqual([]);
  expect(display.state()).toBe("unknown");
});

it("does without xset", async () => {
  const display = openDisplayPower("linux", { DISPLAY: ":9" }, (_, args) =>
    ask(join(folder, "none"), args),
  );
  await display.sleep(true);
  await display.close();
  expect(display.state()).toBe("unknown");
});

describe("a display server that fails for a moment", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    writeFileSync(join(folder, "broken"), "");
  });

  it("is asked again until the display is awake, and then no more", async () => {
    server("Disabled", "On");
    rmSync(join(folder, "broken"));
    const display = power();
    await display.sleep(true);
    writeFileSync(join(folder, "broken"), "");
    await display.sleep(false);
    await vi.advanceTimersByTimeAsync(5_000);
    await display.sleep(false);
    expect([read("monitor"), display.state()]).toEqual(["Off", "unknown"]);
    rmSync(join(folder, "broken"));
    await vi.advanceTimersByTimeAsync(10_000);
    await display.sleep(false);
    expect([read("saving"), read("monitor"), display.state()]).toEqual(["Disabled", "On", "on"]);
    expect(vi.getTimerCount()).toBe(0);
    await display.close();
  });

  it("is asked again by a process that never heard of it: the one before left the display asleep", async () => {
    server("Enabled", "Off");
    const display = power();
    await display.sleep(false);
    rmSync(join(folder, "broken"));
    await vi.advanceTimersByTimeAsync(5_000);
    await display.close();
    expect([read("monitor"), display.state()]).toEqual(["On", "on"]);
  });

  it("is asked at most once a minute, however long it fails; and not at all once the app has ended", async () => {
    let asked = 0;
    const display = openDisplayPower("linux", { DISPLAY: ":9" }, () => {
      asked += 1;
      return Promise.resolve(null);
    });
    await display.sleep(false);
    await vi.advanceTimersByTimeAsync(600_000);
    const before = asked;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked - before).toBe(10);
    await display.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});

it("asks a server without power saving for nothing, and only once", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const display = openDisplayPower("linux", { DISPLAY: ":9" }, () =>
    Promise.resolve("Server does not have the DPMS Extension\n"),
  );
  await display.sleep(false);
  expect([display.state(), vi.getTimerCount()]).toEqual(["unknown", 0]);
});

it("leaves the settings as they were before the process that died at night", async (context) => {
  // Elsewhere nobody is asked.
  if (process.platform !== "linux") return context.skip();
  vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`);
  vi.stubEnv("DISPLAY", ":9");
  vi.stubEnv("WAYLAND_DISPLAY", "");
  server("Disabled", "On");
  let memory: Memory = { port: 0, origin: 0, secret: "", tokens: {}, shows: {} };
  const start = () =>
    powerOver(plainOrder({}), structuredClone(memory), (told) => (memory = structuredClone(told)));
  await start().sleep(true);
  const display = start();
  await display.sleep(true);
  await display.sleep(false);
  expect([read("saving"), read("monitor")]).toEqual(["Disabled", "On"]);
  await display.close();
});

it("leaves the settings as they were of a display that somebody woke at night", async () => {
  server("Disabled", "On");
  const display = power();
  await display.sleep(true);
  server("Enabled", "On");
  await display.sleep(false);
  expect(read("saving")).toBe("Disabled");
  await display.close();
});
