import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { keepBrowser } from "../electron/browser.ts";
import { fullDisk, mayMount } from "./small-disk.ts";

it.skipIf(!mayMount)(
  "a browser that can't be started for want of room is started once there is some",
  async () => {
    const disk = fullDisk();
    const executable = join(disk.path, "browser");
    writeFileSync(executable, "#!/bin/sh\nexec sleep 60\n");
    chmodSync(executable, 0o755);
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
        profiles: join(disk.path, "profiles"),
        noSandbox: false,
        onGone: (_, kind) => gone.push(kind),
        onTools,
      },
    );
    try {
      await vi.waitFor(() => expect(gone.length).toBeGreaterThan(1), 5_000);
      expect(new Set(gone)).toEqual(new Set(["disk-refused"]));
      expect(onTools).not.toHaveBeenCalled();
      disk.empty();
      await vi.waitFor(() => expect(onTools).toHaveBeenCalledOnce(), 5_000);
    } finally {
      await browser.close();
      disk.remove();
    }
  },
);
