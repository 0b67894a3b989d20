import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readCommandLine } from "../electron/command-line.ts";
import { openNotifier } from "../electron/notify.ts";
import { openSystem } from "./chaos/system.ts";
import { serviceUnit, wholeNames } from "../electron/unit.ts";
import { removeFolder } from "./remove-folder.mjs";

describe("the unit of the service", () => {
  it("plays what the kiosk would, restarts for ever and is watched", () => {
    const line = readCommandLine("service slides/a.playlist.yaml --display 2".split(" "));
    if (line.command !== "service") throw new Error(JSON.stringify(line));
    const words = wholeNames(line.words, line.kiosk.sources, line.kiosk.decks);
    expect(words).toEqual([resolve("slides/a.playlist.yaml"), "--display", "2"]);
    const unit = serviceUnit(["/n/node", "/o/cli.js"], ["/s/a.yaml", "--display", "2"], {
      MTINOV_BROWSER: "/usr/bin/chromium",
      SECRET: "not told",
    });
    expect(unit).toContain("ExecStart=/n/node /o/cli.js kiosk /s/a.yaml --display 2\n");
    expect(unit).toContain("Environment=MTINOV_BROWSER=/usr/bin/chromium\n");
    for (const said of ["Type=notify", "WatchdogSec=", "Restart=always", "StartLimitIntervalSec=0"])
      expect(unit).toContain(said);
    expect(unit).not.toContain("not told");
  });

  it("quotes what means something to systemd", () => {
    const unit = serviceUnit(["/n o/node"], ['100 % "sûr" $HOME\\.md'], {});
    expect(unit).toContain('ExecStart="/n o/node" kiosk "100 %% \\"sûr\\" $$HOME\\\\.md"\n');
  });

  it("takes what the kiosk takes, and says so", () => {
    expect(readCommandLine(["service", "--json"])).toMatchObject({ command: "wrong" });
    expect(readCommandLine(["service", "a.yaml", "b.md"])).toMatchObject({ command: "wrong" });
    expect(readCommandLine(["service"])).toMatchObject({ command: "service", words: [] });
  });
});

describe("what systemd is told", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "mtinov-notify-"));
    const program = join(folder, "systemd-notify");
    writeFileSync(program, `#!/bin/sh\necho "$1 to $NOTIFY_SOCKET" >> ${folder}/told\n`);
    chmodSync(program, 0o755);
  });
  afterEach(() => removeFolder(folder));

  const told = () => readFileSync(join(folder, "told"), "utf8").trim().split("\n");

  it("is that it is ready, once, and then that it lives", async () => {
    const notifier = openNotifier({
      PATH: `${folder}:${process.env["PATH"]}`,
      NOTIFY_SOCKET: "/run/n",
      WATCHDOG_USEC: "100000",
    });
    notifier.ready();
    notifier.ready();
    const words = () => new Set(told().map((line) => line.split(" to ")[0]));
    // Each word is a program of its own: they may come in any order.
    await vi.waitFor(() => expect(words()).toEqual(new Set(["READY=1", "WATCHDOG=1"])), 10_000);
    await vi.waitFor(() => expect(told().length).toBeGreaterThan(3), 10_000);
    notifier.stop();
    expect(told().filter((each) => each.startsWith("READY"))).toEqual(["READY=1 to /run/n"]);
    expect(told().every((line) => line.endsWith(" to /run/n"))).toBe(true);
  });

  it("comes four times in its time, so that two that are late are no death, while the computer is busy", async (test) => {
    if (spawnSync("systemd-notify", ["--version"]).error) return test.skip("no systemd-notify");
    const busy = [0, 1, 2].map(() => spawn(process.execPath, ["-e", "for (;;);"]));
    const system = await openSystem(2_000);
    const notifier = openNotifier({ PATH: process.env["PATH"], ...system.env });
    try {
      notifier.ready();
      const beats = () => system.words.filter(({ word }) => word === "WATCHDOG=1");
      await vi.waitFor(() => expect(beats().length).toBeGreaterThan(8), 10_000);
      const gaps = beats().map(({ at }, index, all) => at - (all[index - 1]?.at ?? at));
      expect(system.words[0]?.word).toBe("READY=1");
      expect(Math.max(...gaps)).toBeLessThan(1_500);
    } finally {
      notifier.stop();
      system.close();
      for (const each of busy) each.kill("SIGKILL");
    }
  });

  it("is nothing where there is no systemd", () => {
    const notifier = openNotifier({ PATH: folder });
    notifier.ready();
    notifier.stop();
    expect(() => told()).toThrow("ENOENT");
  });
});
