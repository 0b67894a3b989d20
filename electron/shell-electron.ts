import { app, BrowserWindow, powerSaveBlocker, screen, session } from "electron";
import { placeBooth, type BoothHome } from "./booth-placement.ts";
import { COMPILER } from "./compile-utility.ts";
import { countGpuDeaths } from "./deaths.ts";
import { findDisplay, sayDisplay } from "./displays.ts";
import { openIpc, type Ipc } from "./ipc.ts";
import { keepWindow, type KeptWindow } from "./kept-window.ts";
import { openOffscreen, type Offscreen } from "./offscreen.ts";
import { OWN_ORIGIN, SCHEME, originOf, placesOf, type Places } from "./origin.ts";
import { known, type KnownDisplay } from "./placement.ts";
import { preferencesOf } from "./preferences.ts";
import { LOOK_MS, watchSilence } from "./silence.ts";
import { NUMBER_MS, type Shell, type WindowOrder } from "./shell.ts";
import type { SeatsKept } from "./talk-placement.ts";
import { openTalkRoom } from "./room-electron.ts";

/** What `main.ts` gives the product's own shell. */
export interface ElectronOptions {
  /** The built preload; null runs the pages over loopback HTTP and its socket instead of `stage://` and the bridge. */
  preload: string | null;
  /** Name or number of the display that is asked for; null for the system's choice. */
  wanted: string | null;
  /** Whether no other show of this user is on the displays. */
  alone(): boolean;
  /** Told when that display is not there, with those that are. */
  onElsewhere(wanted: string, displays: string): void;
  /** Told when there are several displays. */
  onSeveralDisplays(): void;
  /** Told when the GPU process has died too often. */
  onGpuLost(): void;
  /** A person closed a window that is theirs to close. */
  onClosed(): void;
  /** The speaker has ended the talk. */
  onEnd(): void;
  /** The windows of a talk are left where the system puts them. */
  windowed: boolean;
  /** Who had which display in earlier talks, and how to keep it. */
  seats: SeatsKept;
  keepSeats(kept: SeatsKept): void;
}

export interface ElectronShell extends Shell {
  /** A hidden page of the app's own. */
  offscreen(url: string): Promise<Offscreen>;
  /** Where pages may be; null as long as nothing may be loaded. */
  places(): Places | null;
  keepAwake(anew: boolean): void;
  toFront(): void;
  /** Ends every window for good. */
  close(): void;
}

/** Of every window. Without `persist:`, so that nothing of it is written to the disk. */
const PARTITION = "stage";
const mono = () => performance.now();

/** Once Electron is ready. */
export function electronShell(options: ElectronOptions): ElectronShell {
  const bridged = options.preload !== null;
  const partition = session.fromPartition(PARTITION, { cache: false });
  const preferences = preferencesOf(partition, options.preload);
  // Pages that nobody speaks to get no bridge: one of them draws what a deck says, on the host of a stage.
  const mute = preferencesOf(partition, null);
  const windows = new Map<string, KeptWindow>();
  const recalled = new Map<string, KnownDisplay>();
  const knownDisplays = () => displaysNow(recalled);
  const goneListeners = new Set<(gone: { window: string; kind: string }) => void>();
  const gpuDeaths = countGpuDeaths(mono);
  const silence = watchSilence(mono, (window) => windows.get(window)?.mend("page-frozen"));
  const looking = setInterval(silence.look, LOOK_MS);
  const { wanted, windowed, seats } = options;
  const room = openTalkRoom(
    { displays: knownDisplays(), wanted, windowed, kept: seats },
    options.keepSeats,
  );
  let places: Places | null = bridged ? placesOf(OWN_ORIGIN) : null;
  let home: BoothHome | null = null;
  let ipc: Ipc | null = null;
  let origin = "";
  let blocker: number | null = null;

  const tellGone = (window: string, kind: string) => {
    for (const listener of goneListeners) listener({ window, kind });
  };
  /** The display of a kiosk's window; null when that is to be out of sight. */
  const placeOfKiosk = () => {
    const asked = { wanted, windowed: false, home, alone: options.alone };
    const { aim, home: found } = placeBooth(knownDisplays(), asked);
    home = found;
    return aim === null || aim === "away" ? null : aim.display;
  };
  const placeFor = ({ kind }: WindowOrder) => {
    if (kind === "kiosk") return placeOfKiosk();
    const displays = knownDisplays();
    const wanted = options.wanted === null ? null : findDisplay(displays, options.wanted);
    return displays.find((each) => each === wanted) ?? displays.find(isMain) ?? null;
  };
  const arrange = () => {
    // None at all is the moment between two: the windows stay for the next.
    if (knownDisplays().length === 0) return;
    for (const window of windows.values()) if (window.kind === "kiosk") window.move(placeOfKiosk());
    room.change(knownDisplays());
    if (knownDisplays().length > 1) options.onSeveralDisplays();
  };
  /** A display without a window of ours shows its number for a moment. */
  const sayNumber = ({ display, number, label }: ReturnType<typeof room.others>[number]) => {
    const { left: x, top: y, width, height } = display;
    const shown = new BrowserWindow({
      x,
      y,
      width,
      height,
      frame: false,
      focusable: false,
      skipTaskbar: true,
      webPreferences: mute,
    });
    const address = `${bridged ? OWN_ORIGIN : origin}/badge.html#${encodeURIComponent(`${number} ${label}`)}`;
    shown.loadURL(address).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
    });
    setTimeout(() => shown.isDestroyed() || shown.destroy(), NUMBER_MS);
  };
  const childGone = ({ type, reason, name }: { type: string; reason: string; name?: string }) => {
    // A deck that ends its compiler is a deck's problem: no window has lost anything.
    if (reason === "clean-exit" || name === COMPILER) return;
    // Chromium starts it again by itself; what it drew is back with the next picture.
    const kind = type === "GPU" ? "gpu-gone" : "helper-gone";
    for (const window of windows.keys()) tellGone(window, kind);
    if (type === "GPU" && gpuDeaths.add()) options.onGpuLost();
  };
  screen.on("display-added", arrange);
  screen.on("display-removed", arrange);
  screen.on("display-metrics-changed", arrange);
  app.on("child-process-gone", (_event, details) => childGone(details));

  return {
    name: "electron",
    open(order) {
      if (windows.has(order.window)) return;
      origin = originOf(order.url) ?? "";
      places ??= placesOf(origin);
      const displays = knownDisplays();
      // Said once: a talk opens two windows.
      if (wanted !== null && windows.size === 0 && !findDisplay(displays, wanted))
        options.onElsewhere(wanted, displays.map(sayDisplay).join(", "));
      const place = placeFor(order);
      const kept = keepWindow(order, place, {
        make: (given) => new BrowserWindow(given),
        preferences,
        // Under the scheme a window is known by itself: its token never enters it.
        addressOf: ({ url }) => (bridged ? withoutToken(url) : url),
        admit: ({ webContents }, { url }) => ipc?.admit(webContents, tokenIn(url)),
        silence,
        mono,
        onGone: (kind) => tellGone(order.window, kind),
        onClosed: options.onClosed,
      });
      windows.set(order.window, kept);
      if (place === null && order.kind === "kiosk" && displays.length > 0) kept.move(null);
      if (order.role !== "kiosk") room.add(order.role, kept);
      if (displays.length > 1) options.onSeveralDisplays();
    },
    onGone(listener) {
      goneListeners.add(listener);
      return () => void goneListeners.delete(listener);
    },
    heard: silence.heard,
    look: async (window) => (await windows.get(window)?.look()) ?? null,
    mend: (window, kind) => windows.get(window)?.mend(kind),
    arrange(wish) {
      if (wish === "swap") return room.swap();
      for (const other of room.others()) sayNumber(other);
    },
    onSeats: room.onSeats,
    end: options.onEnd,
    ...(bridged && {
      link(ways) {
        partition.protocol.handle(SCHEME, ways.handler);
        return (ipc = openIpc(ways, OWN_ORIGIN));
      },
    }),
    offscreen: (url) =>
      openOffscreen(new BrowserWindow({ show: false, webPreferences: mute }), url),
    places: () => places,
    keepAwake(anew) {
      if (blocker !== null && powerSaveBlocker.isStarted(blocker)) {
        if (!anew) return;
        powerSaveBlocker.stop(blocker);
      }
      blocker = powerSaveBlocker.start("prevent-display-sleep");
    },
    toFront() {
      for (const window of windows.values()) window.toFront();
    },
    close() {
      clearInterval(looking);
      if (blocker !== null) powerSaveBlocker.stop(blocker);
      for (const window of windows.values()) window.destroy();
      windows.clear();
    },
  };
}

function displaysNow(recalled: Map<string, KnownDisplay>): KnownDisplay[] {
  const primary = screen.getPrimaryDisplay().id;
  const all = screen.getAllDisplays().map(({ id, label, internal, bounds }) => ({
    id: String(id),
    label,
    primary: id === primary,
    internal,
    left: bounds.x,
    top: bounds.y,
    width: bounds.width,
    height: bounds.height,
  }));
  return known(
    all.toSorted((a, b) => a.left - b.left || a.top - b.top),
    recalled,
  );
}

function isMain({ primary }: KnownDisplay): boolean {
  return primary;
}

function tokenIn(url: string): string {
  return new URL(url).hash.slice(1);
}

function withoutToken(url: string): string {
  return url.split("#")[0] ?? url;
}
