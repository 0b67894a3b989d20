import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
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

/** A browser that does nothing, and writes down the switches of each of its starts. */
function fakeBrowser() {
  const folder = mkdtempSync(join(tmpdir(), "mtinov-browser-"));
  const executable = join(folder, "browser");
  const log = join(folder, "starts");
  writeFileSync(executable, `#!/bin/sh\necho "$@" >> '${log}'\nexec sleep 60\n`);
  chmodSync(executable, 0o755);
  const gone: string[] = [];
  const starts = () => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []);
  const options = {
    executable,
    profiles: join(folder, "profiles"),
    noSandbox: false,
    switches: [],
    onGone: (_: string, kind: string) => void gone.push(kind),
    onTools: () => undefined,
  };
  return { folder, gone, starts, options, profile: join(folder, "profiles", "main") };
}

it.each(["gone", "frozen"] as const)(
  "a browser whose graphics process was %s three times is started without it, once and for all",
  async (how) => {
    const { folder, gone, starts, options } = fakeBrowser();
    const browser = keepBrowser(order, options);
    const startedTimes = (times: number) =>
      vi.waitFor(() => expect(starts()).toHaveLength(times), 10_000);
    try {
      await startedTimes(1);
      for (let death = 1; death <= 3; death += 1) {
        expect(gone).not.toContain("gpu-lost");
        if (how === "gone") browser.gpuDied();
        else browser.mend("gpu-frozen");
        await startedTimes(how === "gone" && death < 3 ? 1 : how === "gone" ? 2 : death + 1);
      }
      expect(gone.at(-1)).toBe("gpu-lost");
      const before = starts().length;
      expect(starts().map((each) => each.includes("--disable-gpu"))).toEqual(
        Array.from({ length: before }, (_, start) => start === before - 1),
      );
      for (let death = 1; death <= 4; death += 1) browser.gpuDied();
      browser.mend("page-frozen");
      await startedTimes(before + 1);
      expect(gone.filter((kind) => kind === "gpu-lost")).toHaveLength(1);
      expect(starts().at(-1)).toContain("--disable-gpu");
    } finally {
      await browser.close();
      removeFolder(folder);
    }
  },
);

it("a browser that gives itself up after its graphics process had died twice is started without it; one that is killed is not", async () => {
  const { folder, gone, starts, options } = fakeBrowser();
  const pid = () => Number(readFileSync(join(folder, "profiles", "main.pid"), "utf8"));
  const browser = keepBrowser(order, options);
  const dies = async (signal: NodeJS.Signals) => {
    const before = starts().length;
    browser.gpuDied();
    process.kill(pid(), signal);
    await vi.waitFor(() => expect(starts()).toHaveLength(before + 1), 10_000);
  };
  try {
    await vi.waitFor(() => expect(starts()).toHaveLength(1), 10_000);
    await dies("SIGKILL");
    await dies("SIGTRAP");
    expect(gone).toEqual(["browser-gone", "gpu-lost"]);
    expect(starts().map((each) => each.includes("--disable-gpu"))).toEqual([false, false, true]);
  } finally {
    await browser.close();
    removeFolder(folder);
  }
});

it("the lock of a browser that ran under another name of this computer keeps no browser from starting", async () => {
  const { folder, starts, options, profile } = fakeBrowser();
  mkdirSync(profile, { recursive: true });
  // Chromium's own form of it: a link to nothing, named after the computer and the process.
  symlinkSync("the-old-name-of-this-booth-4242", join(profile, "SingletonLock"));
  symlinkSync("12345678901234567890", join(profile, "SingletonCookie"));
  symlinkSync("/tmp/org.chromium.Chromium.gone/SingletonSocket", join(profile, "SingletonSocket"));
  const browser = keepBrowser(order, options);
  try {
    await vi.waitFor(() => expect(starts()).toHaveLength(1), 10_000);
    expect(readdirSync(profile).filter((name) => name.startsWith("Singleton"))).toEqual([]);
  } finally {
    await browser.close();
    removeFolder(folder);
  }
});

it.each([
  ["a file in its place", (profile: string) => writeFileSync(profile, "x")],
  [
    "a file in the place of what it holds",
    (profile: string) => {
      mkdirSync(profile);
      writeFileSync(join(profile, "Default"), "x");
    },
  ],
])("a profile that a power cut left as %s makes room for a new one", async (_, spoil) => {
  const { folder, gone, starts, options, profile } = fakeBrowser();
  mkdirSync(options.profiles);
  spoil(profile);
  const browser = keepBrowser(order, options);
  try {
    await vi.waitFor(() => expect(starts()).toHaveLength(1), 10_000);
    expect(gone).toEqual([]);
    expect(readdirSync(profile)).toEqual(["launch.html"]);
  } finally {
    await browser.close();
    removeFolder(folder);
  }
});

it("a profile in which two browsers died at once is thrown away; one that lived, or was killed for another reason, keeps its", async () => {
  const { folder, starts, options, profile } = fakeBrowser();
  const pid = () => Number(readFileSync(`${profile}.pid`, "utf8"));
  const dies = async (end: () => void) => {
    const before = starts().length;
    end();
    await vi.waitFor(() => expect(starts()).toHaveLength(before + 1), 10_000);
  };
  const killed = () => process.kill(pid(), "SIGKILL");
  const mark = join(profile, "Default", "mark");
  const browser = keepBrowser(order, options);
  try {
    await vi.waitFor(() => expect(starts()).toHaveLength(1), 10_000);
    mkdirSync(join(profile, "Default"));
    writeFileSync(mark, "");
    await dies(killed);
    await dies(() => browser.mend("page-frozen"));
    await dies(killed);
    expect(existsSync(mark)).toBe(true);
    await dies(killed);
    expect(existsSync(mark)).toBe(false);
  } finally {
    await browser.close();
    removeFolder(folder);
  }
});

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
