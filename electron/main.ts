import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { app, Menu, powerMonitor, protocol, utilityProcess } from "electron";
import { agains, FAILED, needsX11, type Again } from "./again.ts";
import { startApp, type App } from "./app.ts";
import { readCommandLine, type ShowingCommand } from "./command-line.ts";
import { utilityCompiler } from "./compile-utility.ts";
import { drawOffscreen } from "./draw-diagrams.ts";
import { diagramFolder } from "./diagrams.ts";
import { guardContents, guardSession } from "./guard.ts";
import { holdDisplay, othersHold, type Hold } from "./hold.ts";
import { answerLine, missingIn, orderOf, shows } from "./line.ts";
import { windowOf, type Order } from "./order.ts";
import { SCHEME } from "./origin.ts";
import { openNotifier } from "./notify.ts";
import { openPlaces, type Places } from "./places.ts";
import { profileOf, unlockProfile } from "./profile.ts";
import { reportProblems } from "./say-problem.ts";
import { openSeats } from "./seats.ts";
import { electronShell, type ElectronShell } from "./shell-electron.ts";
import { serveShell } from "./shell-serve.ts";
import { stateFolder } from "./storage.ts";
import { applySwitches, ownArguments } from "./switches.ts";
import { VERSION } from "./version.ts";
import { writable } from "./writable.ts";
import { langOfLocale, outliveReaders, say, sentence, type Sentence } from "./words.ts";

/**
 * Electron's entry, with the command line of `cli.ts`. What must come before Electron is ready is done while this file is
 * read, and nothing here awaits `whenReady` at its top: Electron is not ready before this file has been read to its end.
 */
const EVERY_MINUTE_MS = 60_000;
/** How long the end may take: a disk that no longer answers must keep nobody from their desktop, nor a system from its end. */
const LEAVE_MS = 3_000;
const here = dirname(fileURLToPath(import.meta.url));
const built = {
  compiler: utilityCompiler(join(here, "compiler.js"), utilityProcess, () => app.whenReady()),
  pages: join(here, "../renderer"),
  // A service begins on X11: systemd would end what starts again by itself with what it came from.
  program: [
    ...(app.isPackaged ? [process.env["APPIMAGE"] ?? process.execPath] : [process.execPath]),
    ...(wantsX11() ? [agains["on-x11"].switch] : []),
    ...(app.isPackaged ? [] : [join(here, "main.js")]),
  ],
};
const notifier = openNotifier(process.env);
/** The one switch of the transport: set, pages come over loopback HTTP and its socket instead of `stage://` and the bridge. */
const overLoopback = process.env["MTINOV_LOOPBACK"] === "1";

let shell: ElectronShell | null = null;
let running: App | null = null;
let places: Places | null = null;
let hold: Hold | null = null;
let minutely: NodeJS.Timeout | undefined;
let ending = false;

// Electron shows a dialog for an error that nobody caught: at a booth nobody would close it. Whoever keeps us starts anew.
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
outliveReaders();
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  {
    scheme: SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
  },
]);
applySwitches(app.commandLine);
app.on("session-created", (session) => guardSession(session, whereabouts));
app.on("web-contents-created", (_event, contents) => guardContents(contents, whereabouts));
// A window that is gone comes back: only a person, a signal or the system ends the app.
app.on("window-all-closed", () => undefined);
app.on("second-instance", () => shell?.toFront());
app.on("before-quit", (event) => {
  // A second one too: unprevented, it would end the app before its place is on disk. `app.exit` says no such thing.
  event.preventDefault();
  void end(0);
});
main().catch(fail);

/** Either answers and ends, or puts the show on once Electron is ready. */
async function main(): Promise<void> {
  const line = readCommandLine(ownArguments(process.argv, app.isPackaged));
  if (!shows(line)) return app.exit(await answerLine(line, langOfLocale(), built));
  const missing = missingIn(line);
  if (missing) return refuse("no-such-file", { file: missing });
  if (line.shell === "chromium") return refuse("not-in-electron");
  if (app.commandLine.hasSwitch("no-sandbox") && process.getuid?.() !== 0)
    return refuse("sandbox-off");
  const order = orderOf(line, line.shell === "serve" ? "serve" : "electron", bundledDecks());
  const state = stateFolder();
  if (order.shell === "electron" && !takeDisplay(order, state)) return;
  // A function awaits it, not the file itself.
  await app.whenReady();
  Menu.setApplicationMenu(null);
  await putOn(order, line, state);
}

/** A profile and a lock for each display: two displays are two processes. @returns whether the display is ours */
function takeDisplay(order: Order, state: string): boolean {
  const window = windowOf(order);
  const profile = profileOf(writable(join(state, "electron")), window);
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath("userData", profile);
  app.setPath("sessionData", profile);
  hold = holdDisplay(state, window);
  if (hold.held) {
    // Ours names living processes alone.
    unlockProfile(profile);
  }
  // Asked for even when it is lost: the one who has it comes to the front.
  if (app.requestSingleInstanceLock() && hold.held) return true;
  const pid = hold.held ? "" : String(hold.pid);
  process.stderr.write(`${sentence("already-running", { pid })}\n`);
  if (hold.held) hold.release();
  app.exit(1);
  return false;
}

async function putOn(order: Order, line: ShowingCommand, state: string): Promise<void> {
  places = await openPlaces(state, order.mode);
  if (order.shell === "electron") shell = await openShell(order, state);
  const announce = (url: string) => void process.stdout.write(`${url}\n`);
  // Decks that take long to compile are no failed start: systemd would end it after a minute, for ever.
  notifier.ready();
  try {
    running = await startApp({
      state: stateFolder(),
      order,
      shell: shell ?? serveShell(announce, () => app.quit()),
      ...built,
      memory: null,
      fault: null,
      saved: places.saved,
      remember(memory) {
        places?.remember(memory);
        // A talk's place is written at each change: its speaker goes on from that very step.
        if (order.mode === "talk") void places?.write();
      },
      report: reportProblems,
      version: VERSION,
      draw: shell ? drawOffscreen(shell.offscreen, () => shell?.places() ?? null) : null,
      diagrams: diagramFolder(state),
    });
  } catch (error) {
    return cannotStart(error, line.port);
  }
  if (shell) announce(running.address);
  minutely = setInterval(() => void everyMinute(), EVERY_MINUTE_MS);
  // A blocker may not have lived through the sleep.
  powerMonitor.on("resume", () => void running?.lookAwake());
  await everyMinute();
}

async function openShell(order: Order, state: string): Promise<ElectronShell> {
  const seats = await openSeats(state);
  return electronShell({
    preload: overLoopback ? null : join(here, "../preload/preload.cjs"),
    wanted: order.display,
    alone: () => !othersHold(state),
    onElsewhere: (display, list) =>
      say(order.mode === "kiosk" && othersHold(state) ? "display-awaited" : "no-such-display", {
        display,
        list,
      }),
    onSeveralDisplays() {
      if (wantsX11()) void again("on-x11");
    },
    onGpuLost() {
      if (app.commandLine.hasSwitch("disable-gpu")) return;
      say("gpu-lost");
      void again("without-gpu");
    },
    windowed: order.windowed,
    seats: seats.kept,
    keepSeats: seats.keep,
    onClosed: () => app.quit(),
    onEnd() {
      places?.forget();
      app.quit();
    },
  });
}

/** Whether several displays would need another start. */
function wantsX11(): boolean {
  // Chromium adds the switch itself, with what it has found: only the arguments say what a person has chosen.
  const drawnBy = app.commandLine.getSwitchValue("ozone-platform");
  const chosen = process.argv.some((each) => each.startsWith("--ozone-platform="));
  return needsX11(process.platform, process.env, drawnBy, chosen);
}

async function everyMinute(): Promise<void> {
  await places?.write();
}

/** Ends everything, then this process; the last place is on disk by then. */
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  clearInterval(minutely);
  await leave();
  app.exit(code);
}

async function leave(): Promise<void> {
  shell?.close();
  // The show stands still as soon as it is told to stop: its last place is what is written.
  const tidy = Promise.all([running?.stop(), places?.write()]);
  await Promise.race([tidy, wait(LEAVE_MS)]).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
  });
  if (hold?.held) hold.release();
}

/** Ends, to be started again with one more switch: by the keeper that started us, else by ourselves. */
async function again(why: Again): Promise<void> {
  if (ending) return;
  const { code, switch: added } = agains[why];
  if (process.env["MTINOV_KEPT"] === "1") return end(code);
  ending = true;
  clearInterval(minutely);
  await leave();
  app.releaseSingleInstanceLock();
  // Before the others: after a bare `--` Chromium takes no switch.
  const args = [added, ...process.argv.slice(1)];
  const image = process.env["APPIMAGE"];
  // Electron's own way to start again runs from the image, which goes away with this process.
  if (image) spawn(image, args, { detached: true, stdio: "ignore" }).unref();
  else app.relaunch({ args });
  app.exit(0);
}

/** Where pages may be, for the guards; nowhere as long as there is no shell. */
function whereabouts() {
  return shell?.places() ?? null;
}

/** Beside the archive of a packaged app: people open and copy these decks. */
function bundledDecks(): string {
  return app.isPackaged ? join(process.resourcesPath, "slides") : resolve(here, "../../slides");
}

function refuse(name: Sentence, values?: Record<string, string>): void {
  say(name, values);
  app.exit(2);
}

function cannotStart(error: unknown, port: number): Promise<void> {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = code || (error instanceof Error ? error.message : String(error));
  say(code === "EADDRINUSE" ? "port-taken" : "app-failed", { reason, port: String(port) });
  return end(1);
}

function fail(error: unknown): void {
  say("app-failed", { reason: error instanceof Error ? error.message : String(error) });
  app.exit(FAILED);
}
