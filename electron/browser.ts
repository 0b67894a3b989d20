import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserOrder } from "./bond.ts";
import type { Bounds } from "./order.ts";
import { countGpuDeaths } from "./deaths.ts";
import { PIPE, speakTo, type DevTools } from "./devtools.ts";
import { patience } from "./patience.ts";
import { prepareProfile, profileOf } from "./profile.ts";
import { commandOf, killBrowser, signal } from "./processes.ts";
import type { PulseFault } from "./pulse.ts";
import { RESOLVER_RULES } from "./resolver.ts";
import { FEATURES } from "./switches.ts";
import { isSystemError } from "./storage.ts";
import { placesFor, writable } from "./writable.ts";

/** A browser kept alive: started again, ever more patiently, each time it dies. */
export interface KeptBrowser {
  /** It stands still: ends it with all it has started, and starts it again. @param kind what is told of it */
  mend(kind: string): void;
  /** Its graphics process has died, and it has started another. Once too often, it is started again without. */
  gpuDied(): void;
  /** Ends it for good. */
  close(): Promise<void>;
}

/** A browser and the place its window takes. */
export interface PlacedBrowser extends BrowserOrder {
  /** Asked at each start; null leaves it to the system. */
  bounds(): Bounds | null;
}

export interface BrowserOptions {
  /** The browser's executable. */
  executable: string;
  /** Folder for the profiles of this user. */
  profiles: string;
  /** Without the sandbox: only for a user who starts the app as root, which Chromium refuses otherwise. */
  noSandbox: boolean;
  /** Chromium's own, besides those that every browser of ours has. */
  switches: readonly string[];
  /** `gpu-lost`: its graphics process has failed too often, and from its next start on it draws without. */
  onGone(window: string, kind: string): void;
  /** Told each time a browser was started, with what it is spoken to by. */
  onTools(tools: Pick<DevTools, "send" | "on">): void;
}

/** A browser that lived this long was well: the next death is answered at once. */
const HEALTHY_MS = 3_000;
/** It may stand still, or show something else, for what is wrong with its profile. */
const IN_VAIN: ReadonlySet<string> = new Set<PulseFault>(["browser-frozen", "page-lost"]);
const GPU_FROZEN: PulseFault = "gpu-frozen";
/** A disk is asked again as often: that costs nothing, and somebody may have made room. */
const DISK_MS = 15_000;

export function keepBrowser(order: PlacedBrowser, options: BrowserOptions): KeptBrowser {
  let profile = profileOf(options.profiles, order.window);
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const mono = () => performance.now();
  const waits = patience(mono, HEALTHY_MS);
  const gpuDeaths = countGpuDeaths(mono);
  /** Once and for all: nothing is counted any more then. */
  let withoutGpu = false;
  /** The graphics process of this very browser has died before. */
  let gpuBroken = false;
  let started = -Infinity;
  /** Browsers that came to nothing, one after the other. */
  let vain = 0;
  /** Why it was ended, when it was not by itself. */
  let ended: string | null = null;

  const start = () => {
    try {
      // Where it is may have changed since a keeper that was killed.
      for (const place of placesFor(options.profiles)) endLeft(profileOf(place, order.window));
      profile = profileOf(writable(options.profiles), order.window);
      prepareProfile(profile, vain);
      writeLaunch(profile, order.url);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      // No room anywhere, or no right to write: there may be some again.
      ended = "disk-refused";
      return gone(DISK_MS);
    }
    const switches = argumentsFor(order, profile, options);
    gpuBroken = false;
    started = mono();
    if (withoutGpu) switches.push("--disable-gpu");
    try {
      child = spawnBrowser(options.executable, switches);
    } catch (error) {
      // Not even the memory for it.
      if (!isSystemError(error)) throw error;
      return gone();
    }
    let over = false;
    const once = () => {
      if (!over) gone();
      over = true;
    };
    // One that never was has no end either; the system may still tell both.
    child.once("error", once);
    child.once("exit", (_code, signal) => {
      // Chromium gives itself up when its graphics process has died too often for it; whoever kills it has another reason.
      if (gpuBroken && !ended && signal !== "SIGKILL" && gpuFailed()) ended = "gpu-lost";
      once();
    });
    if (!child.pid) return;
    writePid(profile, child.pid);
    options.onTools(speakTo(child));
  };
  const gone = (longest?: number) => {
    removeLaunch(profile);
    if (closed) return;
    const inVain = ended === null ? mono() - started < HEALTHY_MS : IN_VAIN.has(ended);
    vain = inVain ? vain + 1 : 0;
    options.onGone(order.window, ended ?? "browser-gone");
    ended = null;
    timer = setTimeout(start, waits.next(longest));
  };
  const lives = () => child?.pid && child.exitCode === null && child.signalCode === null;
  const mend = (kind: string) => {
    // What is told of one that has died is not kept: the next one could not be mended for it.
    if (closed || ended || !lives()) return;
    // A driver that hangs is no better than one that crashes.
    ended = kind === GPU_FROZEN && gpuFailed() ? "gpu-lost" : kind;
    killBrowser(child?.pid ?? null, profile);
  };
  /** @returns whether that was once too often */
  const gpuFailed = () => !withoutGpu && (withoutGpu = gpuDeaths.add());
  start();
  return {
    mend,
    gpuDied() {
      gpuBroken = true;
      if (gpuFailed()) mend("gpu-lost");
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      if (child && child.exitCode === null && child.signalCode === null) await end(child);
      remove(pidFile(profile));
      // In another's place it lies in memory, or among temporary files.
      if (!profile.startsWith(options.profiles)) remove(profile);
    },
  };
}

/**
 * A page that leads to the window's address. The address holds the window's token, and every user of this computer can
 * read a command line: the browser is started on this file, which its own user alone can read.
 */
function writeLaunch(profile: string, url: string): void {
  // Written anew: an existing file would keep the mode it had.
  removeLaunch(profile);
  const address = JSON.stringify(url).replaceAll("<", "\\u003c");
  const page = `<!doctype html><meta charset="utf-8"><style>${GROUND}</style><script>location.replace(${address})</script>`;
  writeFileSync(launchFile(profile), page, { mode: 0o600 });
}
/** What our page has before its first slide, so that no white flashes. */
const GROUND =
  "html{background:#fbf6f7}@media(prefers-color-scheme:dark){html{background:#20112f}}";

function spawnBrowser(executable: string, switches: string[]): ChildProcess {
  return spawn(executable, [PIPE, ...switches], {
    // Its own process group: it outlives the app process, and a Ctrl+C in the terminal reaches the keeper alone.
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
}

function removeLaunch(profile: string): void {
  remove(launchFile(profile));
}

/** On a disk that has become read-only it stays: what it leads to has ended, and the next start looks for another place. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

function launchFile(profile: string): string {
  return join(profile, "launch.html");
}

/** Whether a keeper that had this window ended without ending its browser: it was killed, or the power went. */
export function wasLeft(profiles: string, window: string): boolean {
  return placesFor(profiles).some((place) => existsSync(pidFile(profileOf(place, window))));
}

/** A browser left by a keeper that was killed goes. */
function endLeft(profile: string): void {
  const left = readPid(pidFile(profile));
  killBrowser(left && commandOf(left).includes(profile) ? left : null, profile);
}

/**
 * The switches. Quiet: no first run, no bubbles, no network of its own. Alive: nothing is throttled when another
 * window covers it. Walled: only loopback resolves.
 */
function argumentsFor(
  order: PlacedBrowser,
  profile: string,
  { noSandbox, switches }: Pick<BrowserOptions, "noSandbox" | "switches">,
): string[] {
  const { left, top, width, height } = order.bounds() ?? { left: 0, top: 0, width: 0, height: 0 };
  // Without a window manager full screen is not granted: the window is also given the place and the size, a pixel more
  // than the display's, since Chromium makes a window that is asked to fill it exactly a pixel smaller.
  const kiosk = [
    "--kiosk",
    "--start-fullscreen",
    `--window-position=${left},${top}`,
    ...(width > 0 ? [`--window-size=${width + 1},${height + 1}`] : []),
  ];
  const plain = [
    "--window-size=1280,760",
    ...(width > 0 ? [`--window-position=${left + 40},${top + 40}`] : []),
  ];
  return [
    `--user-data-dir=${profile}`,
    `--app=${pathToFileURL(launchFile(profile)).href}`,
    ...(order.kind === "kiosk" ? kiosk : plain),
    "--no-first-run",
    "--no-default-browser-check",
    "--no-service-autorun",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-component-extensions-with-background-pages",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-quic",
    "--disable-domain-reliability",
    "--disable-breakpad",
    "--disable-session-crashed-bubble",
    "--hide-crash-restore-bubble",
    "--disable-infobars",
    "--noerrdialogs",
    `--enable-features=${FEATURES}`,
    "--disable-features=Translate,TranslateUI,OptimizationHints,MediaRouter,GlobalMediaControls,DialMediaRouteProvider,AutofillServerCommunication,CalculateNativeWinOcclusion",
    "--password-store=basic",
    "--autoplay-policy=no-user-gesture-required",
    "--overscroll-history-navigation=0",
    "--disable-pinch",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    `--host-resolver-rules=${RESOLVER_RULES}`,
    "--no-proxy-server",
    ...(noSandbox ? ["--no-sandbox", "--test-type"] : []),
    ...switches,
  ];
}

function pidFile(profile: string): string {
  return `${profile}.pid`;
}

/** Without it the next keeper finds the browser by its profile alone, which some systems do not show. */
function writePid(profile: string, pid: number): void {
  try {
    writeFileSync(pidFile(profile), String(pid));
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

function readPid(file: string): number | null {
  try {
    return Number(readFileSync(file, "utf8")) || null;
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  if (child.pid) signal(-child.pid, "SIGTERM");
  const patience = setTimeout(() => child.pid && signal(-child.pid, "SIGKILL"), 2_000);
  await ended;
  clearTimeout(patience);
}
