import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir, uptime } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { holdDisplay, othersHold } from "../electron/hold.ts";
import { placesFor } from "../electron/writable.ts";
import { smallDisk, mayMount } from "./small-disk.ts";
import { removeFolder } from "./remove-folder.mjs";

let state = "";
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "mtinov-hold-"));
});
afterEach(() => removeFolder(state));

/** Another process that holds the display and stays until it is killed. */
async function holder(window: string) {
  const script = `import { holdDisplay } from ${JSON.stringify(new URL("../electron/hold.ts", import.meta.url).href)};
    console.log(holdDisplay(${JSON.stringify(state)}, ${JSON.stringify(window)}).held);
    setInterval(() => {}, 1e6);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
  const [said] = await once(child.stdout, "data");
  expect(String(said).trim()).toBe("true");
  return child;
}

it("a display is held by one process, and another display is free", async () => {
  const other = await holder("HDMI-1");
  expect(holdDisplay(state, "HDMI-1")).toEqual({ held: false, pid: other.pid });
  expect(holdDisplay(state, "DP-2").held).toBe(true);
  other.kill("SIGKILL");
  await once(other, "exit");
});

it("two displays whose names differ in a sign that no file may bear hold nothing of each other", async () => {
  const other = await holder("Salle A");
  expect(holdDisplay(state, "Salle_A").held).toBe(true);
  expect(holdDisplay(state, "Salle/A").held).toBe(true);
  expect(holdDisplay(state, "Salle A")).toEqual({ held: false, pid: other.pid });
  other.kill("SIGKILL");
  await once(other, "exit");
});

it("a show knows whether another one is on", async () => {
  expect(othersHold(join(state, "none"))).toBe(false);
  holdDisplay(state, "main");
  expect(othersHold(state)).toBe(false);
  const other = await holder("HDMI-1");
  expect(othersHold(state)).toBe(true);
  other.kill("SIGKILL");
  await once(other, "exit");
  expect(othersHold(state)).toBe(false);
});

it("a hold left by a process that was killed is taken over", async () => {
  const other = await holder("main");
  other.kill("SIGKILL");
  await once(other, "exit");
  expect(holdDisplay(state, "main").held).toBe(true);
});

it("a number that another process was given since holds nothing, nor does a damaged file", () => {
  writeFileSync(join(state, "main.lock"), `${process.ppid} 1`);
  expect(holdDisplay(state, "main").held).toBe(true);
  writeFileSync(join(state, "main.lock"), "");
  expect(holdDisplay(state, "main").held).toBe(true);
});

it("after a power cut nothing is held by whichever program was given the number, where a start can't be read", () => {
  const file = join(state, "main.lock");
  writeFileSync(file, `${process.ppid} lives`);
  expect(holdDisplay(state, "main", "win32")).toEqual({ held: false, pid: process.ppid });
  const before = Date.now() / 1_000 - uptime() - 60;
  utimesSync(file, before, before);
  expect(holdDisplay(state, "main", "win32").held).toBe(true);
});

it("a hold that is released is free", async () => {
  const hold = holdDisplay(state, "main");
  if (hold.held) hold.release();
  const other = await holder("main");
  other.kill("SIGKILL");
  await once(other, "exit");
});

it.skipIf(!mayMount)(
  "a full disk and a read-only one keep no show from starting, and a second one still finds the first",
  async () => {
    const disk = smallDisk();
    state = join(disk.path, "state");
    try {
      disk.fill();
      const other = await holder("main");
      expect(holdDisplay(state, "main")).toEqual({ held: false, pid: other.pid });
      other.kill("SIGKILL");
      await once(other, "exit");
      disk.readOnly();
      const own = holdDisplay(state, "main");
      expect(own.held).toBe(true);
      if (own.held) own.release();
    } finally {
      for (const each of placesFor(state).slice(1)) removeFolder(each);
      disk.remove();
    }
  },
);
