import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { waitAfter } from "../core/patience.ts";
import type { AppFault, BrowserOrder, Memory, ToApp, ToKeeper } from "./bond.ts";
import { keepBrowser, wasLeft, type KeptBrowser } from "./browser.ts";
import { openBooth, type Booth } from "./booth-chromium.ts";
import { pointedOver, putCursorAway } from "./cursor.ts";
import type { Ground } from "./desktop.ts";
import { firstWords } from "./first-words.ts";
import { othersHold } from "./hold.ts";
import { windowOf, type Order } from "./order.ts";
import { openNotifier } from "./notify.ts";
import { openPlaces } from "./places.ts";
import { tellChild } from "./processes.ts";
import { openRoom, type Room } from "./room-chromium.ts";
import { takePulse, type Pulse } from "./pulse.ts";
import { openSeats } from "./seats.ts";
import { LOOK_MS, watchSilence } from "./silence.ts";
import { isSystemError } from "./storage.ts";
import { say, type Sentence } from "./words.ts";

/**
 * The parent of everything: it starts the app process and the browsers, starts again what dies, and holds in memory
 * what the next app process needs. It parses nothing and draws nothing, so that it has no reason to die.
 */
export interface KeeperOptions {
  order: Order;
  /** Where windows go; it may come later than the app, which starts meanwhile. */
  ground: Promise<Ground>;
  /** The app process's script. */
  script: string;
  /** Folder of this user's state. */
  state: string;
  /** The browser's executable; null for the serve shell. */
  browser: string | null;
  noSandbox: boolean;
  /** Prints an address, each once. */
  announce(address: string): void;
}

/** How old a place on disk may be. No ordinary transition writes to the disk. */
const SAVE_EVERY_MS = { kiosk: 60_000, talk: 5_000 };
/** An app process that has not said anything for so long stands still. */
const APP_SILENCE_MS = 2_000;
const APP = "app";
const mono = () => performance.now();

/** Runs until it is told to stop. @returns the exit code. */
export async function keep(options: KeeperOptions): Promise<number> {
  /** A talk's place is written at each change: its speaker goes on from that very step. */
  const talks = options.order.mode === "talk";
  const places = await openPlaces(options.state, options.order.mode);
  const seats = await openSeats(options.state);
  const browsers = new Map<string, KeptBrowser>();
  const pulses = new Map<string, Pulse>();
  const words = firstWords();
  /** Ends what looks after the cursor in each browser. */
  const cursors = new Map<string, () => void>();
  /** The show is closed: nothing need be drawn. */
  let dark = false;
  const profiles = join(options.state, "profiles");
  let fault: AppFault | null =
    options.browser && wasLeft(profiles, windowOf(options.order)) ? "keeper-gone" : null;
  const appSilence = watchSilence(
    mono,
    () => {
      fault = "app-frozen";
      app?.kill("SIGKILL");
    },
    APP_SILENCE_MS,
  );
  let memory: Memory | null = null;
  let app: ChildProcess | undefined;
  const announced = new Set<string>();
  const notifier = openNotifier(process.env);
  let stopping = false;
  /** Of the app, since it was ready. */
  let deaths = 0;

  /** The one window of a kiosk, where a program may place its windows. */
  let booth: Booth | null = null;
  let warned = false;
  /** Of a desktop that places the windows of a talk by itself. */
  const warn = ({ placed }: Ground) => {
    if (!placed && !warned && !options.order.windowed) say("wayland-alone");
    warned = true;
  };

  const tell = (message: ToApp) => tellChild(app, message);
  /** What befell a window while no app process could hear of it; null while one can. */
  let untold: ToApp[] | null = [];
  /** What it was told since its last word: one that died just before has heard nothing of it. */
  let unsure: ToApp[] = [];
  const tellGone = (window: string, kind: string) => {
    const message: ToApp = { type: "gone", window, kind };
    if (untold) return void untold.push(message);
    tell(message);
    unsure.push(message);
  };

  return new Promise((resolve) => {
    const finish = async (code: number) => {
      if (stopping) return;
      stopping = true;
      clearInterval(timer);
      clearInterval(looking);
      notifier.stop();
      for (const each of pulses.values()) each.stop();
      for (const leave of cursors.values()) leave();
      room?.close();
      booth?.close();
      tell({ type: "stop" });
      await Promise.all([places.write(), ...[...browsers.values()].map((each) => each.close())]);
      app?.kill();
      resolve(code);
    };
    const show = async (window: string) => {
      // Of a window that is put away there is none.
      const seen = booth?.shows() ?? true;
      const png = (seen && (await pulses.get(window)?.picture())) || null;
      tell({ type: "picture", window, png });
    };
    const hear = (message: ToKeeper) => {
      appSilence.heard(APP);
      unsure = [];
      if (message.type === "parted") void pulses.get(message.window)?.doubt();
      if (message.type === "dark") ({ dark } = message);
      if (message.type === "mend") browsers.get(message.window)?.mend(message.kind);
      if (message.type === "look") void show(message.window);
      if (message.type === "remember") {
        places.remember((memory = message.memory));
        if (talks) void places.write();
      }
      if (message.type === "arrange") room?.[message.wish]();
      if (message.type === "open")
        void options.ground.then((ground) => open(message.browser, ground));
      // Decks that take long to compile are no failed start: systemd would end it after a minute, for ever.
      if (message.type === "beat") notifier.ready();
      if (message.type === "ready") {
        deaths = 0;
        for (const each of untold ?? []) tell(each);
        untold = null;
        if (!announced.has(message.address)) options.announce(message.address);
        announced.add(message.address);
      }
      if (message.type === "end") {
        places.forget();
        void finish(0);
      }
      if (message.type === "failed" && announced.size === 0) {
        say(failure(message.reason), { reason: message.reason, port: String(message.port) });
        void finish(1);
      }
    };
    const room: Room | null =
      talks && options.browser
        ? openRoom({
            room: {
              wanted: options.order.display,
              windowed: options.order.windowed,
              kept: seats.kept,
            },
            keep: seats.keep,
            onSeats(displays) {
              tell({ type: "displays", displays });
              if (displays.length > 1) void options.ground.then(warn);
            },
            onElsewhere: (display, list) => say("no-such-display", { display, list }),
            numberAddress: ({ number, label }) =>
              `http://127.0.0.1:${memory?.port ?? 0}/badge.html#${encodeURIComponent(`${number} ${label}`)}`,
          })
        : null;
    const open = (browser: BrowserOrder, ground: Ground) => {
      if (browsers.has(browser.window)) return room?.tell();
      if (!options.browser || stopping) return;
      const seat = browser.role === "speaker" ? "speaker" : "audience";
      const { window } = browser;
      const { display: wanted, windowed } = options.order;
      // A window without a display of its own is left where the system puts it.
      if (!talks && ground.placed && !(windowed && wanted === null))
        booth = openBooth({ wanted, windowed, alone: () => !othersHold(options.state) });
      // In full screen from its start, the browser says nothing of how to leave it over the slides.
      const kind = room && !windowed && seat === "audience" ? "kiosk" : browser.kind;
      const kept = keepBrowser(
        { ...browser, kind, bounds: () => booth?.bounds() ?? ground.bounds },
        {
          executable: options.browser,
          profiles,
          noSandbox: options.noSandbox,
          switches: ground.switches,
          onGone(_, kind) {
            pulses.get(window)?.stop();
            cursors.get(window)?.();
            room?.remove(seat);
            booth?.remove();
            if (kind === "gpu-lost") say("gpu-lost");
            tellGone(window, kind);
          },
          onTools(tools) {
            room?.add(seat, tools);
            booth?.add(tools);
            // The windows of a talk may lie behind others, where nothing is drawn.
            const draws = () => !talks && !windowed && !dark && (booth?.shows() ?? true);
            const pulse = takePulse({
              tools,
              mono,
              draws,
              words,
              onStop: (kind) => kept.mend(kind),
              // The browser has started it again by itself.
              onGpuGone() {
                tellGone(window, "gpu-gone");
                kept.gpuDied();
              },
            });
            pulses.set(window, pulse);
            if (browser.kind === "kiosk") cursors.set(window, putCursorAway(pointedOver(tools)));
          },
        },
      );
      browsers.set(window, kept);
    };
    const start = () => {
      let over = false;
      const again = () => {
        if (over || stopping) return;
        over = true;
        untold = [...(untold ?? []), ...unsure];
        unsure = [];
        appSilence.forget(APP);
        fault ??= "app-gone";
        setTimeout(start, waitAfter(deaths));
        deaths += 1;
      };
      try {
        app = fork(options.script, [], { stdio: ["ignore", 2, 2, "ipc"] });
      } catch (error) {
        // Not even the memory for it.
        if (!isSystemError(error)) throw error;
        return again();
      }
      app.on("message", (message) => hear(message as ToKeeper));
      appSilence.expect(APP);
      app.once("exit", again);
      // The computer has no room for another process: one that never was has no end either.
      app.on("error", again);
      tell({ type: "start", order: options.order, memory, saved: places.saved, fault });
      fault = null;
    };
    const timer = setInterval(() => void places.write(), SAVE_EVERY_MS[options.order.mode]);
    const looking = setInterval(appSilence.look, LOOK_MS);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => void finish(0));
    start();
  });
}

function failure(reason: string): Sentence {
  return reason === "EADDRINUSE" ? "port-taken" : "app-failed";
}
