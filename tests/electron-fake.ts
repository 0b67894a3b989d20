import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import { note, subsetOf, type Subset } from "./electron-fake-record.ts";

export { argumentsOf, calls } from "./electron-fake-record.ts";
export { forked, utilityProcess } from "./electron-fake-process.ts";

/**
 * Stands for the module `electron`, which starts a download in plain Node. It records what is asked of it and says what a
 * test has it say.
 */

/** What the machine is like; a test changes it. */
export const machine = {
  packaged: false,
  switches: new Set<string>(),
  /** What Chromium has found to draw on: it adds that switch to its own command line by itself. */
  drawnBy: "",
  /** A window takes its time to leave the full screen, as on macOS and X11; `left` says when it has. */
  slow: false,
  lock: true,
  displays: [display(1, "Built-in", 0, 0)],
  blocker: true,
  crashed: false,
  /** What is drawn of a page: pixels, nothing at all, or a picture that never comes. */
  drawn: Buffer.alloc(16) as Buffer | null | "never",
};

export function display(
  id: number,
  label: string,
  x: number,
  y: number,
  internal = false,
): Electron.Display {
  const size = { width: 1920, height: 1080 };
  return { id, label, internal, size, bounds: { x, y, ...size } } as Electron.Display;
}

const ready = Promise.withResolvers<void>();
const exit = Promise.withResolvers<number>();
/** Settles when the app ends this process. */
export const exited = exit.promise;
/** As Electron does once its entry has been read. */
export function becomeReady(): void {
  newSession("");
  ready.resolve();
}

export const app = Object.assign(
  new EventEmitter(),
  subsetOf<Electron.App>()({
    isPackaged: false,
    commandLine: subsetOf<Electron.CommandLine>()({
      appendSwitch: (name: string, value?: string) => note("appendSwitch", name, value),
      removeSwitch: (name: string) => note("removeSwitch", name),
      hasSwitch: (name: string) => machine.switches.has(name) || name === "ozone-platform",
      getSwitchValue: (name: string) => (name === "ozone-platform" ? machine.drawnBy : ""),
    }),
    enableSandbox: () => note("enableSandbox"),
    setPath: (name: string, path: string) => note("setPath", name, path),
    requestSingleInstanceLock: () => machine.lock,
    releaseSingleInstanceLock: () => note("releaseSingleInstanceLock"),
    relaunch: (options?: Electron.RelaunchOptions) => note("relaunch", options),
    whenReady: () => ready.promise,
    quit: () => void app.emit("before-quit", { preventDefault: () => note("quit prevented") }),
    exit(code?: number) {
      note("exit", code);
      exit.resolve(code ?? 0);
    },
  }),
);

// A getter given to `Object.assign` would be asked once, at its start.
Object.defineProperty(app, "isPackaged", { get: () => machine.packaged });

export const Menu = subsetOf<typeof Electron.Menu>()({
  setApplicationMenu: (menu: Electron.Menu | null) => note("setApplicationMenu", menu),
});

export const powerMonitor = new EventEmitter();

export const powerSaveBlocker = subsetOf<Electron.PowerSaveBlocker>()({
  start(type: string) {
    note("powerSaveBlocker.start", type);
    return 7;
  },
  stop: (id: number) => (note("powerSaveBlocker.stop", id), true),
  isStarted: () => machine.blocker,
});

export const protocol = subsetOf<Electron.Protocol>()({
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) =>
    note("registerSchemesAsPrivileged", schemes),
});

export const screen = Object.assign(
  new EventEmitter(),
  subsetOf<Electron.Screen>()({
    getAllDisplays: () => machine.displays,
    getPrimaryDisplay: () => machine.displays[0] ?? display(0, "", 0, 0),
  }),
);

/** Every session there is, and what each of its handlers was set to. */
export const sessions: { partition: string; fake: EventEmitter; handlers: Handlers }[] = [];
type Handlers = Record<string, (...rest: never[]) => unknown>;

function newSession(partition: string): (typeof sessions)[number] {
  const handlers: Handlers = {};
  const set =
    (name: string) =>
    (...given: unknown[]) =>
      void (handlers[name] = given.find((each) => typeof each === "function") as Handlers[string]);
  const fake = Object.assign(
    new EventEmitter(),
    subsetOf<Electron.Session>()({
      setPermissionRequestHandler: set("permissionRequest"),
      setPermissionCheckHandler: set("permissionCheck"),
      setDevicePermissionHandler: set("devicePermission"),
      setDisplayMediaRequestHandler: set("displayMedia"),
      setBluetoothPairingHandler: set("bluetoothPairing"),
      setUSBProtectedClassesHandler: set("usbProtectedClasses"),
      webRequest: subsetOf<Electron.WebRequest>()({ onBeforeRequest: set("beforeRequest") }),
      protocol: subsetOf<Electron.Protocol>()({ handle: set("protocol") }),
    }),
  );
  const made = { partition, fake, handlers };
  sessions.push(made);
  app.emit("session-created", fake);
  return made;
}

export const session = subsetOf<typeof Electron.session>()({
  fromPartition(partition: string, options?: Electron.FromPartitionOptions) {
    note("fromPartition", partition, options);
    const known = sessions.find((each) => each.partition === partition);
    return (known ?? newSession(partition)).fake as unknown as Electron.Session;
  },
});

/** A page's frame, as messages name their sender. */
export function frame(origin: string, given: { parent?: unknown; gone?: boolean } = {}) {
  return { origin, parent: given.parent ?? null, isDestroyed: () => given.gone === true };
}

function newContents() {
  const name = (call: string) => `contents.${call}`;
  const fake = Object.assign(
    new EventEmitter(),
    subsetOf<Electron.WebContents>()({
      send: (channel: string, ...rest: unknown[]) => note(name("send"), channel, ...rest),
      isDestroyed: () => false,
      isCrashed: () => machine.crashed,
      forcefullyCrashRenderer() {
        note(name("forcefullyCrashRenderer"));
        // One that is dead already says nothing.
        if (machine.crashed) return;
        queueMicrotask(() => fake.emit("render-process-gone", {}, { reason: "killed" }));
      },
      setWindowOpenHandler: (handler: unknown) => note(name("setWindowOpenHandler"), handler),
      executeJavaScript: async (code: string) => (note(name("executeJavaScript"), code), 42),
      sendInputEvent: (event: unknown) => note(name("sendInputEvent"), event),
      printToPDF: async (options: unknown) => (
        note(name("printToPDF"), options),
        Buffer.from("%PDF")
      ),
      capturePage: async (...given: unknown[]) => {
        note(name("capturePage"), ...given);
        const { drawn } = machine;
        if (drawn === "never") return new Promise<never>(() => undefined);
        if (drawn === null) throw new Error("Current display surface not available for capture");
        return {
          isEmpty: () => drawn.length === 0,
          toBitmap: () => drawn,
          toPNG: () => Buffer.from("PNG"),
        } as Electron.NativeImage;
      },
    }),
  );
  app.emit("web-contents-created", {}, fake);
  return fake;
}

/** Every window that was ever made. */
export const windows: FakeWindow[] = [];

class FakeWindow extends EventEmitter {
  readonly webContents = newContents();
  #visible = true;
  #full = false;
  #minimized = false;
  #kiosk: boolean;
  #destroyed = false;
  readonly options: Electron.BrowserWindowConstructorOptions;
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    this.#kiosk = options.kiosk === true;
    this.#full = this.#kiosk;
    windows.push(this);
  }
  async loadURL(url: string) {
    note("window.loadURL", url);
  }
  setAlwaysOnTop(flag: boolean, level?: string) {
    note("window.setAlwaysOnTop", flag, level);
  }
  setBounds(bounds: Partial<Electron.Rectangle>) {
    note("window.setBounds", bounds);
  }
  setKiosk(flag: boolean) {
    note("window.setKiosk", flag);
    this.#kiosk = flag;
    this.#full = flag || (this.#full && machine.slow);
  }
  isKiosk() {
    return this.#kiosk;
  }
  isVisible() {
    return this.#visible;
  }
  hide() {
    note("window.hide");
    this.#visible = false;
  }
  showInactive() {
    note("window.showInactive");
    this.#visible = true;
  }
  setFullScreen(flag: boolean) {
    note("window.setFullScreen", flag);
    this.#full = flag || (this.#full && machine.slow);
  }
  /** The system has given it back its frame. */
  left() {
    this.#full = false;
    this.emit("leave-full-screen");
  }
  isFullScreen() {
    return this.#full;
  }
  maximize() {
    note("window.maximize");
  }
  minimize() {
    note("window.minimize");
    this.#minimized = true;
  }
  isMinimized() {
    return this.#minimized;
  }
  restore() {
    note("window.restore");
    this.#minimized = false;
  }
  focus() {
    note("window.focus");
  }
  isDestroyed() {
    return this.#destroyed;
  }
  destroy() {
    note("window.destroy");
    this.#destroyed = true;
    this.emit("closed");
  }
}

// Electron's own throws whatever is asked of it once it has gone.
const methods = Object.getOwnPropertyDescriptors(FakeWindow.prototype);
for (const [name, { value }] of Object.entries(methods)) {
  if (typeof value !== "function" || ["constructor", "isDestroyed"].includes(name)) continue;
  Object.defineProperty(FakeWindow.prototype, name, {
    configurable: true,
    writable: true,
    value(this: FakeWindow, ...given: unknown[]): unknown {
      if (this.isDestroyed()) throw new TypeError("Object has been destroyed");
      return Reflect.apply(value as (...rest: unknown[]) => unknown, this, given);
    },
  });
}

/** The class has what a window has; `options` is the test's own look at what it was made with, `left` what it is told. */
type Known = Omit<FakeWindow, "options" | "webContents" | "left">;
const known = (window: Known) => window satisfies Subset<Electron.BrowserWindow, Known>;
export const BrowserWindow = Object.assign(FakeWindow, { known });

/** The main process's end of the messages, by channel. */
export const invoked: Record<string, (...rest: unknown[]) => unknown> = {};
export const ipcMain = Object.assign(
  new EventEmitter(),
  subsetOf<Electron.IpcMain>()({
    handle(channel: string, listener: (...rest: never[]) => unknown) {
      invoked[channel] = listener as (...rest: unknown[]) => unknown;
    },
    removeHandler: (channel: string) => void delete invoked[channel],
  }),
);

/** What a preload put into its page, by name. */
export const exposed: Record<string, unknown> = {};
export const contextBridge = subsetOf<Electron.ContextBridge>()({
  exposeInMainWorld: (name: string, api: unknown) => void (exposed[name] = api),
});

export const ipcRenderer = Object.assign(
  new EventEmitter(),
  subsetOf<Electron.IpcRenderer>()({
    invoke: async (channel: string, ...rest: unknown[]) => {
      note("invoke", channel, ...rest);
      return { result: "answered" };
    },
    send: (channel: string, ...rest: unknown[]) => note("send", channel, ...rest),
  }),
);
