import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { isSystemError } from "./storage.ts";

/** Where to write what a show needs to start when its own folder can't be written: a full disk stops no show. */

/** Chromium leaves again when its profile has no room for its first files. */
const ROOM_BYTES = 16_000_000;

/** @returns the folder, made, when it has room for a profile; else another that has, until the computer is switched off */
export function writable(wanted: string, env: NodeJS.ProcessEnv = process.env): string {
  return placesFor(wanted, env).find(hasRoom) ?? wanted;
}

/** The folder, and those that take its place, the best first: none of them is another user's. Nothing is made. */
export function placesFor(wanted: string, env: NodeJS.ProcessEnv = process.env): string[] {
  const name = createHash("sha256").update(wanted).digest("hex").slice(0, 12);
  const bases = [env["XDG_RUNTIME_DIR"], tmpdir(), process.platform === "linux" && "/dev/shm"];
  const others = bases.flatMap((base) => (base ? join(base, OURS) : [])).filter(isOurs);
  return [wanted, ...others.map((each) => join(each, name))];
}

/** Makes one of those. @returns whether it is there, and ours */
export function makePlace(place: string): boolean {
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    const parent = dirname(place);
    return basename(parent) !== OURS || isOurs(parent);
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

const OURS = `mtinov-stage-${process.getuid?.() ?? "user"}`;

/** Everybody may make a folder among temporary files: one of another user with our name would be a trap. */
function isOurs(folder: string): boolean {
  try {
    const { uid, mode } = lstatSync(folder);
    const user = process.getuid?.();
    return user === undefined || (uid === user && (mode & 0o170_077) === 0o040_000);
  } catch (error) {
    if (isSystemError(error)) return error.code === "ENOENT";
    throw error;
  }
}

function hasRoom(folder: string): boolean {
  const probe = join(folder, `${process.pid}.probe`);
  if (!makePlace(folder)) return false;
  try {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < ROOM_BYTES) return false;
    // Permissions and quotas are known by trying alone.
    writeFileSync(probe, Buffer.alloc(4096));
    rmSync(probe);
    return true;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
