import { createHash } from "node:crypto";
import { watch, type FSWatcher, type Stats } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isShown } from "./deck-file.ts";
import { isSystemError } from "./storage.ts";

/**
 * Hears when files, or what folders hold, have changed, however their editor saves them: written in place, in two goes, truncated first, or
 * put there by a rename. Folders are watched rather than files, which a rename replaces; and every file is also looked
 * at once in a while, since a network share tells nobody what another computer does to it.
 */
export interface Watch {
  /** The files to watch from now on, instead of those before. */
  follow(files: readonly string[]): void;
  close(): void;
}

export interface WatchOptions {
  /** How long a file must stay as it is before it counts as saved, in milliseconds. */
  quietMs: number;
  /** How often files are looked at without any notice, in milliseconds. */
  pollMs?: number;
  /**
   * Told once for each content a file comes to rest at, the first included; gone is a content too. The same content
   * counts again once the file has stirred.
   */
  onChange(file: string): void;
  /** Told as soon as a file is seen to be written, taken away or put back, before it rests. */
  onStir?(file: string): void;
}

/** A save on another computer shows within this time and the quiet one. */
const POLL_MS = 1_000;

export function watchFiles({ quietMs, pollMs = POLL_MS, onChange, onStir }: WatchOptions): Watch {
  /** What each file held when it was last at rest: a digest, or null while it is not there. */
  const known = new Map<string, string | null>();
  const resting = new Set<string>();
  const folders = new Map<string, FSWatcher>();
  const timer = setInterval(() => {
    for (const folder of new Set([...known.keys()].map((file) => dirname(file)))) listen(folder);
    for (const file of known.keys()) void look(file);
  }, pollMs);
  // Watching alone keeps no process alive.
  timer.unref();

  /** Waits until a file that changed rests. */
  async function look(file: string): Promise<void> {
    if (resting.has(file)) return;
    resting.add(file);
    let before = await digest(file);
    const atRest = known.get(file);
    let stirred = atRest !== undefined && atRest !== UNREAD && atRest !== before;
    if (stirred) onStir?.(file);
    while (known.has(file) && before !== known.get(file)) {
      await new Promise((resolve) => setTimeout(resolve, quietMs).unref());
      const after = await digest(file);
      if (after === before && known.has(file)) {
        known.set(file, after);
        stirred = false;
        onChange(file);
      } else if (after !== before) {
        stirred = true;
        onStir?.(file);
      }
      before = after;
    }
    resting.delete(file);
    // Away or half-written for a moment, and what it was again: whoever heard it stir waits for it to rest.
    if (stirred && known.has(file)) onChange(file);
  }

  function listen(folder: string): void {
    if (folders.has(folder)) return;
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        for (const file of known.keys())
          if (dirname(file) === folder && (name === null || basename(file) === name))
            void look(file);
      });
      // The folder has gone, with a stick or a share: it is listened to again when it is back.
      watcher.on("error", () => forget(folder));
      folders.set(folder, watcher);
    } catch (error) {
      // Not there yet, or not to be watched on this system: looking at its files from time to time must do.
      if (!isSystemError(error)) throw error;
    }
  }

  function forget(folder: string): void {
    folders.get(folder)?.close();
    folders.delete(folder);
  }

  return {
    follow(files) {
      const wanted = new Set(files);
      for (const file of known.keys()) if (!wanted.has(file)) known.delete(file);
      const used = new Set(files.map((file) => dirname(file)));
      for (const folder of folders.keys()) if (!used.has(folder)) forget(folder);
      for (const folder of used) listen(folder);
      for (const file of wanted) {
        if (known.has(file)) continue;
        // It may have changed since the caller read it: it is told of the first content too.
        known.set(file, UNREAD);
        void look(file);
      }
    },
    close() {
      clearInterval(timer);
      known.clear();
      for (const folder of folders.keys()) forget(folder);
    },
  };
}

/** No digest: whatever the file holds differs from it. */
const UNREAD = "unread";

async function digest(file: string): Promise<string | null> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) return hashed(await listing(file));
    // A film is too long to be read once a second.
    return isShown(file) ? stampOf(found) : hashed(await readFile(file));
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}

/** The pictures and films of a folder, one a line: copied half, one has another stamp. */
async function listing(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter(isShown).toSorted();
  const lines = names.map(async (name) => `${name} ${stampOf(await stat(join(folder, name)))}`);
  return (await Promise.all(lines)).join("\n");
}

function stampOf({ size, mtimeMs, ino }: Stats): string {
  return `${size} ${mtimeMs} ${ino}`;
}

function hashed(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("base64");
}
