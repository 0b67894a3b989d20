import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { keepBrowser } from "../electron/browser.ts";
import { placesFor } from "../electron/writable.ts";
import { fullDisk, mayMount } from "./small-disk.ts";

it.skipIf(!mayMount)(
  "a browser finds another place for its profile where the disk has no room, and gives it back",
  async () => {
    const disk = fullDisk();
    const executable = join(disk.path, "browser");
    writeFileSync(executable, "#!/bin/sh\nexec sleep 60\n");
    chmodSync(executable, 0o755);
    const profiles = join(disk.path, "profiles");
    const elsewhere = () => placesFor(profiles)[1] ?? "";
    const gone: string[] = [];
    const onTools = vi.fn();
    disk.fill();
    const browser = keepBrowser(
      {
        window: "main",
        url: "http://127.0.0.1:1/screen.html#token",
        origin: "http://127.0.0.1:1",
        kind: "kiosk",
        role: "kiosk",
        bounds: null,
      },
      {
        executable,
        profiles,
        noSandbox: false,
        onGone: (_, kind) => gone.push(kind),
        onTools,
      },
    );
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
