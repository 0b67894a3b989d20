import { readlinkSync } from "node:fs";
import type { Now } from "../core/show.ts";
import { isSystemError } from "./storage.ts";

/** The one clock of the app: the steady one, the one on the wall, and the zone this computer is in. */
export function clock(): Now {
  return { mono: performance.now(), wall: Date.now(), zone: zoneOf(process.env) };
}

/** Where Linux and macOS say the zone: a link into the tables of zones. */
const LOCALTIME = "/etc/localtime";

/** A process keeps the zone it started in; a booth that is moved or set right must not be restarted for that. */
function zoneOf(env: NodeJS.ProcessEnv): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (env["TZ"] || process.platform === "win32") return own;
  const name = linkOf(LOCALTIME)?.split("/zoneinfo/")[1];
  return name && isZone(name) ? name : own;
}

function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name }).format();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
