import { chownSync, chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext } from "@playwright/test";
import { ordinaryUser } from "../ordinary-user.mjs";
import { openProxy } from "./wall-proxy.ts";
import { readNetLog } from "./wall-netlog.ts";
import { removeFolder } from "../remove-folder.mjs";

/**
 * A sandboxed Chromium whose every request is counted. Chromium refuses its sandbox to root: as root, Playwright starts
 * a script instead, which becomes the ordinary user of the tests and then the browser (`exec`: same process, so that
 * Playwright still ends it). The profile is persistent because its folder must belong to that user.
 */
export interface WatchedBrowser {
  context: BrowserContext;
  /** What was asked of the world so far, as `METHOD url`. */
  asked: readonly string[];
  profile: string;
  /** Ends it. @returns every host that its own log names. */
  close(): Promise<string[]>;
}

export interface WatchedOptions {
  /** `host:port` patterns of our own pages, not counted. */
  own: string[];
  /** More switches. */
  switches?: string[];
  /** Without the proxy: what leaves is then seen in the browser's log alone. */
  direct?: boolean;
}

export const executable = process.env["MTINOV_BROWSER"] ?? "/usr/bin/chromium";

export async function openWatched(options: WatchedOptions): Promise<WatchedBrowser> {
  const proxy = await openProxy();
  const user = ordinaryUser();
  const folder = mkdtempSync(join(tmpdir(), "mtinov-walls-"));
  const profile = join(folder, "profile");
  const log = join(folder, "net.json");
  mkdirSync(profile);
  for (const each of [folder, profile]) if (user) chownSync(each, user.uid, user.gid);
  const through = [
    `--proxy-server=http://${proxy.address}`,
    // Loopback is not exempt, but for our own pages: a deck has no business with other programs of this computer.
    `--proxy-bypass-list=<-loopback>;${options.own.join(";")}`,
  ];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: user ? script(user, folder) : executable,
    chromiumSandbox: true,
    viewport: { width: 640, height: 360 },
    env: { ...process.env, ...(user && { HOME: user.home }) },
    args: [
      ...(options.direct ? ["--no-proxy-server"] : through),
      `--log-net-log=${log}`,
      "--autoplay-policy=no-user-gesture-required",
      ...(options.switches ?? []),
    ],
  });
  return {
    context,
    asked: proxy.asked,
    profile,
    async close() {
      await context.close();
      await proxy.close();
      const { named } = readNetLog(readFileSync(log, "utf8"));
      removeFolder(folder);
      return named;
    },
  };
}

function script({ uid, gid }: { uid: number; gid: number }, folder: string): string {
  const file = join(folder, "browser.sh");
  writeFileSync(
    file,
    `#!/bin/sh\nexec setpriv --reuid=${uid} --regid=${gid} --clear-groups ${executable} "$@"\n`,
  );
  chmodSync(file, 0o755);
  return file;
}
