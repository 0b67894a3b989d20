import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileNameOf } from "./storage.ts";

/** A browser's own folder: one a window, so that two displays are two processes. */
export function profileOf(profiles: string, window: string): string {
  return join(profiles, fileNameOf(window));
}

/** Takes away Chromium's own locks, which outlive a kill, a power cut and a new name of the computer. */
export function unlockProfile(profile: string): void {
  for (const lock of ["SingletonLock", "SingletonCookie", "SingletonSocket"])
    rmSync(join(profile, lock), { force: true });
}
