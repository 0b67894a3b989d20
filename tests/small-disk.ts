import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeFolder } from "./remove-folder.mjs";

/** Only root may mount a disk; elsewhere the tests that need one are skipped and say so. */
export const mayMount = process.platform === "linux" && process.getuid?.() === 0 && canMount();

export interface SmallDisk {
  path: string;
  /** Leaves no byte free. */
  fill(): void;
  empty(): void;
  readOnly(): void;
  remove(): void;
}

/** @param megabytes what it holds when nothing has been written yet */
export function smallDisk(megabytes = 1): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), "mtinov-disk-"));
  const mount = (...args: string[]) => execFileSync("mount", args, { stdio: "pipe" });
  mount("-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", path);
  const ballast = join(path, "ballast");
  return {
    path,
    fill() {
      for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 2)) fillWith(ballast, size);
    },
    empty: () => rmSync(ballast, { force: true }),
    readOnly: () => void mount("-o", "remount,ro", path),
    remove() {
      execFileSync("umount", [path]);
      removeFolder(path);
    },
  };
}

function fillWith(file: string, size: number): void {
  try {
    writeFileSync(file, Buffer.alloc(size), { flag: "a" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  }
}

/** A container may forbid it to root too. */
function canMount(): boolean {
  const path = mkdtempSync(join(tmpdir(), "mtinov-mount-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", path], { stdio: "pipe" });
    execFileSync("umount", [path]);
    return true;
  } catch {
    return false;
  } finally {
    removeFolder(path);
  }
}
