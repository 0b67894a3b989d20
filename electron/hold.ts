import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { uptime } from "node:os";
import { join } from "node:path";
import { fileNameOf, isSystemError, lives } from "./storage.ts";
import { makePlace, placesFor } from "./writable.ts";

/** A display held by one keeper: two of them would kill each other's browser for ever. */
export type Hold = { held: true; release(): void } | { held: false; pid: number };

const LOCK = ".lock";

/** Holds a display for this process, or tells which process has it. A hold left by a dead process is taken over. */
export function holdDisplay(
  state: string,
  window: string,
  platform: NodeJS.Platform = process.platform,
): Hold {
  const name = `${fileNameOf(window)}${LOCK}`;
  const places = placesFor(state);
  for (const place of places) {
    const pid = holder(join(place, name), platform);
    if (pid !== null && pid !== process.pid) return { held: false, pid };
  }
  const told = `${process.pid} ${startOf(process.pid, platform)}`;
  // Without a disk that takes it, nobody else can know of the hold; the show starts all the same.
  const held = places.find((place) => write(place, name, told));
  return { held: true, release: () => void (held && remove(join(held, name))) };
}

/** Whether another process of this user holds a display. */
export function othersHold(state: string, platform: NodeJS.Platform = process.platform): boolean {
  return placesFor(state).some((place) =>
    locksIn(place).some((name) => {
      const pid = holder(join(place, name), platform);
      return pid !== null && pid !== process.pid;
    }),
  );
}

function locksIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(LOCK));
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}

/** @returns whether it is on the disk, whole */
function write(folder: string, name: string, text: string): boolean {
  if (!makePlace(folder)) return false;
  try {
    writeFileSync(join(folder, name), text);
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    // A full disk takes the name, and nothing in it.
    remove(join(folder, name));
    return false;
  }
}

/** What can't be removed is the hold of a process that has ended: it holds nothing. */
function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

/** The living process that holds the file, or null. */
function holder(file: string, platform: NodeJS.Platform): number | null {
  const [pid = "", start = ""] = (read(file) ?? "").split(" ");
  const living = Number(pid) > 0 && startOf(Number(pid), platform) === start;
  return living && !isOfFormerBoot(file, platform) ? Number(pid) : null;
}

/** How far the clock may have been put right since the system started. */
const CLOCK_MS = 10_000;

/** After a power cut another program may have the number of the process that was cut, and would hold the display for ever. */
function isOfFormerBoot(file: string, platform: NodeJS.Platform): boolean {
  if (platform === "linux") return false;
  return statSync(file).mtimeMs < Date.now() - uptime() * 1_000 - CLOCK_MS;
}

/**
 * What tells a process from a later one that was given its number: on Linux the moment it started, elsewhere only
 * whether there is one. Empty when there is none.
 */
function startOf(pid: number, platform: NodeJS.Platform): string {
  if (platform !== "linux") return lives(pid) ? "lives" : "";
  const stat = read(`/proc/${pid}/stat`) ?? "";
  // Field 22 of proc(5), counted after the name, which may hold spaces and ends with the last parenthesis.
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}
