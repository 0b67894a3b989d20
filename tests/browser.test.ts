import { chmodSync, existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { keepBrowser, type PlacedBrowser } from "../electron/browser.ts";
import { placesFor } from "../electron/writable.ts";
import { removeFolder } from "./remove-folder.mjs";
import { smallDisk, mayMount } from "./small-disk.ts";

const order: PlacedBrowser = {
  window: "main",
  url: "http://127.0.0.1:1/screen.html#token",
  origin: "http://127.0.0.1:1",
  kind: "kiosk",
  role: "kiosk",
  bounds: () => null,
};

it("a browser whose fault is told when it has died already is none the worse: the next one is mended", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mtinov-browser-"));
  const executable = join(folder, "browser");
  writeFileSync(executable, "#!/bin/sh\nexec sleep 60\n");
  chmodSync(executable, 0o755);
  const gone: string[] = [];
  const onTools = vi.fn();
  const browser = keepBrowser(order, {
    executable,
    profiles: join(folder, "profiles"),
    noSandbox: false,
    switches: [],
    onGone(_, kind) {
      gone.push(kind);
      queueMicrotask(() => browser.mend("too-late"));
    },
    onTools,
  });
  try {
    for (const kind of ["page-frozen", "page-gone", "page-lost"]) {
      const started = onTools.mock.calls.length;
      browser.mend(kind);
      await vi.waitFor(() => expect(onTools.mock.calls.length).toBe(started + 1), 5_000);
    }
    expect(gone).toEqual(["page-frozen", "page-gone", "page-lost"]);
  } finally {
    await browser.close();
    removeFolder(folder);
  }
});

it.skipIf(!mayMount)(
  "a browser finds another place for its profile where the disk has no room, and gives it back",
  async () => {
    const disk = smallDisk();
    const executable = join(disk.path, "browser");
    writeFileSync(executable, "#!/bin/sh\nexec sleep 60\n");
    chmodSync(executable, 0o755);
    const profiles = join(disk.path, "profiles");
    const elsewhere = () => placesFor(profiles)[1] ?? "";
    const gone: string[] = [];
    const onTools = vi.fn();
    disk.fill();
    const browser = keepBrowser(order, {
      executable,
      profiles,
      noSandbox: false,
      switches: [],
      onGone: (_, kind) => gone.push(kind),
      onTools,
    });
    try {
      expect(onTools).toHaveBeenCalledOnce();
      expect(existsSync(join(elsewhere(), "main", "launch.html"))).toBe(true);
    } finally {
      await browser.close();
      expect(gone).toEqual([]);
      expect(existsSync(join(elsewhere(), "main"))).toBe(false);
      disk.remove();
    }
  },
);

it.skipIf(!mayMount)(
  "a browser that dies where nothing can be written any more is started in another place",
  async () => {
    const disk = smallDisk(32);
    const folder = mkdtempSync(join(tmpdir(), "mtinov-browser-"));
    const executable = join(folder, "browser");
    writeFileSync(executable, "#!/bin/sh\nexec sleep 60\n");
    chmodSync(executable, 0o755);
    const profiles = join(disk.path, "profiles");
    const onTools = vi.fn();
    const browser = keepBrowser(order, {
      executable,
      profiles,
      noSandbox: false,
      switches: [],
      onGone: () => undefined,
      onTools,
    });
    try {
      expect(existsSync(join(profiles, "main", "launch.html"))).toBe(true);
      disk.readOnly();
      browser.mend("page-gone");
      await vi.waitFor(() => expect(onTools).toHaveBeenCalledTimes(2), 5_000);
      expect(existsSync(join(placesFor(profiles)[1] ?? "", "main", "launch.html"))).toBe(true);
    } finally {
      await browser.close();
      disk.remove();
      removeFolder(folder);
    }
  },
);
