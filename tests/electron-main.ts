import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";
import { removeFolder } from "./remove-folder.mjs";

export type Fake = typeof import("./electron-fake.ts");

export interface Started {
  fake: Fake;
  /** Everything said on stdout and stderr. */
  said(): string;
  /** Address of `/health`, once said. */
  address(): Promise<string>;
}

/**
 * `electron/main.ts` as Electron runs it, on the recording fake and with a state folder of its own; everything it opened
 * is ended with the test.
 */
export async function startMain(
  args: string[],
  options: {
    env?: Record<string, string>;
    machine?: Partial<Fake["machine"]>;
    ready?: boolean;
  } = {},
): Promise<Started> {
  const state = mkdtempSync(join(tmpdir(), "mtinov-electron-"));
  vi.resetModules();
  const fake = await import("./electron-fake.ts");
  Object.assign(fake.machine, options.machine);
  vi.stubEnv("XDG_STATE_HOME", state);
  vi.stubEnv("WAYLAND_DISPLAY", "");
  for (const [name, value] of Object.entries(options.env ?? {})) vi.stubEnv(name, value);
  let said = "";
  const write = (text: string | Uint8Array) => ((said += String(text)), true);
  const spies = [vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")];
  for (const spy of spies) spy.mockImplementation(write);
  const argv = process.argv;
  const packaged = options.machine?.packaged === true;
  process.argv = packaged ? ["mtinov-stage", ...args] : ["electron", "out/main/main.js", ...args];
  const errors = ["uncaughtException", "unhandledRejection"] as const;
  const before = errors.map((name) => process.listeners(name as "uncaughtException"));
  onTestFinished(async () => {
    if (fake.argumentsOf("exit").length === 0) {
      fake.app.quit();
      await fake.exited;
    }
    errors.forEach((name, index) => {
      for (const listener of process.listeners(name as "uncaughtException"))
        if (!before[index]?.includes(listener)) process.off(name, listener);
    });
    process.argv = argv;
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
    removeFolder(state);
  });
  await import("../electron/main.ts");
  if (options.ready !== false) fake.becomeReady();
  return {
    fake,
    said: () => said,
    address: () =>
      vi.waitFor(() => {
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
        if (!address) throw new Error(`no address yet: ${said}`);
        return address;
      }, 10_000),
  };
}

/** The one window there is, once there is one. */
export async function oneWindow(fake: Fake) {
  return vi.waitFor(() => {
    const [window, ...more] = fake.windows;
    if (!window || more.length > 0) throw new Error(`${fake.windows.length} windows`);
    return window;
  }, 10_000);
}
