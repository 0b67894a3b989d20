import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Need } from "../electron/setup-need.mjs";
import { type Sentence, SetupFailure } from "../electron/setup-words.mjs";
import { setUp } from "../electron/setup.mjs";
import { dripMs, electronMirror, version, type Mirror } from "./electron-mirror.ts";
import { FreshProject } from "./fresh-project.ts";

const packages = fileURLToPath(new URL("../node_modules", import.meta.url));

/** A project that is installed and built, with Electron's own package and installer, on a machine with a display. */
class Machine {
  readonly project = new FreshProject();
  readonly said: Sentence[] = [];

  static async facing(mirror: Mirror): Promise<Machine> {
    const machine = new Machine();
    const { project } = machine;
    await project.start();
    cpSync(path.join(packages, "electron"), machine.inPackage("."), {
      recursive: true,
      filter: (file) => !/(dist|path\.txt)$/.test(file),
    });
    for (const needed of ["@electron", "@electron-internal"]) {
      symlinkSync(path.join(packages, needed), path.join(project.root, "node_modules", needed));
    }
    // What whoever runs the tests has named is not this machine's.
    const { ELECTRON_MIRROR: _mirror, MTINOV_BROWSER: _browser, ...env } = process.env;
    for (const [name, value] of Object.entries(env)) if (value) project.env[name] ??= value;
    project.env["ELECTRON_MIRROR"] = mirror.url;
    project.env["electron_config_cache"] = path.join(project.folder, "electron-cache");
    project.env["electron_use_remote_checksums"] = "1";
    project.program("chromium", "");
    return machine;
  }

  inPackage(name: string): string {
    return path.join(this.project.root, "node_modules/electron", name);
  }

  setUp(asked?: Need["asked"], patienceMs = 20_000) {
    const { root, env } = this.project;
    const place = { root, env, say: (sentence: Sentence) => void this.said.push(sentence) };
    const machine = { hasDisplay: true, mayInstall: false, places: [], patienceMs };
    return setUp(place, { window: true, asked }, machine);
  }

  get memory(): string {
    return path.join(this.project.cache, "mtinov-stage/electron.json");
  }
}

/** Long enough for Node and the installer to start on a busy computer, and less than the archive takes in all. */
const DRIP_PATIENCE_MS = 5_000;

describe("Electron's runtime", () => {
  it("is downloaded once, however slowly, as long as it comes", async () => {
    const mirror = await electronMirror("drips");
    const machine = await Machine.facing(mirror);
    expect(dripMs).toBeGreaterThan(DRIP_PATIENCE_MS);
    const { electron } = await machine.setUp(undefined, DRIP_PATIENCE_MS);
    expect(electron).toBe(machine.inPackage("dist/electron"));
    expect(machine.said).toEqual(["electron", "electronProgress"]);
    const before = mirror.asked.length;
    await machine.setUp();
    expect(mirror.asked).toHaveLength(before);
    expect(before).toBeGreaterThan(0);
  });

  it("is given up when nothing comes, and the browser is taken", async () => {
    const machine = await Machine.facing(await electronMirror("hangs"));
    const began = performance.now();
    const { electron, browser } = await machine.setUp(undefined, 1_000);
    expect(performance.now() - began).toBeGreaterThanOrEqual(1_000);
    expect(electron).toBeUndefined();
    expect(browser).toBe(path.join(machine.project.bin, "chromium"));
    expect(machine.said).toEqual(["electron", "electronFailed"]);
    expect(readdirSync(path.dirname(machine.memory))).toEqual(["electron.json"]);
  });

  it("is not asked for again for a day after a failure", async () => {
    const mirror = await electronMirror("refuses");
    const machine = await Machine.facing(mirror);
    await machine.setUp();
    expect(mirror.asked).toHaveLength(1);
    machine.said.length = 0;
    await machine.setUp();
    expect(mirror.asked).toHaveLength(1);
    expect(machine.said).toEqual([]);
  });

  it.each([
    ["a day later", 25 * 60 * 60 * 1000, version],
    ["after the clock was set back by more than a day", -25 * 60 * 60 * 1000, version],
    ["for another version", 0, "44.0.0"],
  ])("is asked for again %s", async (_when, agoMs, failed) => {
    const mirror = await electronMirror("refuses");
    const machine = await Machine.facing(mirror);
    mkdirSync(path.dirname(machine.memory), { recursive: true });
    const failedAt = new Date(Date.now() - agoMs).toISOString();
    writeFileSync(machine.memory, JSON.stringify({ version: failed, failedAt }));
    await machine.setUp();
    expect(mirror.asked).toHaveLength(1);
  });

  it("is asked for again when what is remembered cannot be read", async () => {
    const mirror = await electronMirror("refuses");
    const machine = await Machine.facing(mirror);
    mkdirSync(path.dirname(machine.memory), { recursive: true });
    writeFileSync(machine.memory, "");
    await machine.setUp();
    expect(mirror.asked).toHaveLength(1);
    expect(JSON.parse(readFileSync(machine.memory, "utf8"))).toMatchObject({ version });
  });

  it("is asked for again by --shell electron, which needs it", async () => {
    const mirror = await electronMirror("refuses");
    const machine = await Machine.facing(mirror);
    await machine.setUp();
    await expect(machine.setUp("electron")).rejects.toMatchObject({ sentence: "electronAbsent" });
    expect(mirror.asked).toHaveLength(2);
    mirror.manner = "serves";
    expect((await machine.setUp("electron")).electron).toBe(machine.inPackage("dist/electron"));
  });

  it("is never asked for by --shell chromium", async () => {
    const mirror = await electronMirror("refuses");
    const machine = await Machine.facing(mirror);
    const { browser } = await machine.setUp("chromium");
    expect(browser).toBe(path.join(machine.project.bin, "chromium"));
    expect(mirror.asked).toEqual([]);
  });

  it("is said to be absent when even its package is", async () => {
    const machine = new Machine();
    await machine.project.start();
    await expect(machine.setUp("electron")).rejects.toBeInstanceOf(SetupFailure);
    expect(existsSync(machine.memory)).toBe(false);
  });
});
