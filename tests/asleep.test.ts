import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ask } from "../electron/ask.ts";
import { openDisplayPower } from "../electron/asleep.ts";
import { removeFolder } from "./remove-folder.mjs";

/** A stand-in for `xset`: it keeps the power state in a file, answers `q` as the real one does, and writes down the rest. */
const XSET = `#!/bin/sh
cd "$(dirname "$0")"
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
afterEach(() => removeFolder(folder));

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
