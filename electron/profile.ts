import { lstatSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileNameOf, isSystemError } from "./storage.ts";

/** A browser's own folder: one a window, so that two displays are two processes. */
export function profileOf(profiles: string, window: string): string {
  return join(profiles, fileNameOf(window));
}

/** Takes away Chromium's own locks, which outlive a kill, a power cut and a new name of the computer. */
export function unlockProfile(profile: string): void {
  for (const lock of ["SingletonLock", "SingletonCookie", "SingletonSocket"])
    rmSync(join(profile, lock), { force: true });
}

/**
 * Makes the folder, free of locks. One that is damaged makes room for a new one: nothing in it is missed.
 *
 * @param vain browsers that have come to nothing in it, one after the other @throws the system's error without room or right
 */
export function prepareProfile(profile: string, vain: number): void {
  if (vain >= MOST_VAIN || !isWhole(profile)) discard(profile);
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  unlockProfile(profile);
}

/** One may have died of anything. */
const MOST_VAIN = 2;

/** A power cut may leave files where folders were, and a start as another user a folder that is not ours. */
function isWhole(profile: string): boolean {
  const user = process.getuid?.();
  return [profile, join(profile, "Default")].every((folder) => {
    try {
      const found = lstatSync(folder);
      return found.isDirectory() && (user === undefined || found.uid === user);
    } catch (error) {
      if (isSystemError(error)) return error.code === "ENOENT";
      throw error;
    }
  });
}

function discard(profile: string): void {
  try {
    rmSync(profile, { recursive: true, force: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    // Another user's can't be emptied, but moved out of the way.
    renameSync(profile, `${profile}.${Date.now()}.damaged`);
  }
}
