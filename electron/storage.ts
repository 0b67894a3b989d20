import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";

/** Where this user's state lives: profiles of browsers, last positions. */
export function stateFolder(env: NodeJS.ProcessEnv = process.env): string {
  const name = "mtinov-stage";
  if (process.platform === "win32") {
    return join(env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local"), name);
  }
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", name);
  return join(env["XDG_STATE_HOME"] || join(homedir(), ".local", "state"), name);
}

/** What every file system takes as it is. */
const PLAIN = /^[\w-]{1,100}$/;

/**
 * A window's name, which is that of its display, as its files bear it: as it stands when every file system takes it so; else
 * with what tells it from all others after a full stop, which no plain name has: «A b» and «A_b» share nothing.
 */
export function fileNameOf(window: string): string {
  if (PLAIN.test(window)) return window;
  const mark = createHash("sha256").update(window).digest("hex").slice(0, 12);
  return `${window.slice(0, 100).replace(/[^\w-]/g, "_")}.${mark}`;
}

/**
 * Saves a value whole or not at all: temporary file, fsync, rename, fsync of the folder. Without the last one a
 * power cut may leave the old name on an empty file.
 */
export async function save(file: string, value: unknown): Promise<void> {
  await saveText(file, JSON.stringify(value));
}

/** The same, for a text. */
export async function saveText(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeSynced(temporary, text);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
  await sweep(file);
}

/** Takes away what processes that were killed while they saved have left beside a file. */
async function sweep(file: string): Promise<void> {
  const name = basename(file);
  for (const each of await readdir(dirname(file))) {
    const pid = each.startsWith(`${name}.`)
      ? /^(\d+)\.tmp$/.exec(each.slice(name.length + 1))
      : null;
    if (pid && Number(pid[1]) !== process.pid && !lives(Number(pid[1])))
      await rm(join(dirname(file), each), { force: true });
  }
}

/** Whether there is a process of that number. */
export function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if (isSystemError(error)) return error.code === "EPERM";
    throw error;
  }
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What was saved, or null when there is nothing readable: a damaged file is as good as none, never a crash. */
export async function load(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError || isSystemError(error)) return null;
    throw error;
  }
}

export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error;
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle on a folder, and renames durably without.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
