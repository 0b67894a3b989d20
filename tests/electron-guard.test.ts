import { readdirSync, readFileSync } from "node:fs";
import type { Session } from "electron";
import { describe, expect, it } from "vitest";
import { guardContents, guardSession } from "../electron/guard.ts";
import { OWN_ORIGIN, placesOf } from "../electron/origin.ts";
import { oneWindow, startMain, type Fake } from "./electron-main.ts";

/** What no page may do, whoever wrote it: asked of the real guards as Electron would ask. */
const own = placesOf(OWN_ORIGIN);
const loopback = placesOf("http://127.0.0.1:4321");

/** Addresses a page might try to go to, and who may: the window itself, or a frame in it. */
const destinations: [string, "page" | "frame" | "nobody"][] = [
  ["stage://app/screen.html", "page"],
  ["stage://app/screen.html?a#b", "page"],
  ["stage://stage-1/stage.html", "frame"],
  ["stage://stage-999999/stage.html", "frame"],
  ["stage://stage-1234567/stage.html", "nobody"],
  ["stage://app.evil.example/screen.html", "nobody"],
  ["stage://app:80/screen.html", "nobody"],
  ["stage://app@evil.example/", "nobody"],
  ["stage://evil@app/screen.html", "page"],
  ["stage://stage-1.evil.example/", "nobody"],
  ["stage:app", "nobody"],
  ["stage:///app", "nobody"],
  ["http://app/screen.html", "nobody"],
  ["https://evil.example/", "nobody"],
  ["http://127.0.0.1:4321/screen.html", "nobody"],
  ["http://stage-1.localhost:4321/stage.html", "nobody"],
  ["http://localhost:4321/", "nobody"],
  ["file:///etc/passwd", "nobody"],
  ["data:text/html,hello", "nobody"],
  ["javascript:alert(1)", "nobody"],
  ["blob:stage://app/0-0", "nobody"],
  ["about:blank", "nobody"],
  ["about:srcdoc", "nobody"],
  ["chrome://gpu", "nobody"],
  ["devtools://devtools/bundled/inspector.html", "nobody"],
  ["view-source:stage://app/screen.html", "nobody"],
  ["mailto:somebody@example.org", "nobody"],
  ["ms-settings:", "nobody"],
  ["//evil.example", "nobody"],
  ["", "nobody"],
];

async function guarded(places: typeof own | null = own) {
  const { fake } = await startMain(["kiosk"]);
  const { webContents } = await oneWindow(fake);
  webContents.removeAllListeners();
  guardContents(webContents as unknown as Parameters<typeof guardContents>[0], () => places);
  const held = (event: string, details: object) => {
    let prevented = false;
    webContents.emit(event, { ...details, preventDefault: () => (prevented = true) });
    return prevented;
  };
  return { fake, webContents, held };
}

describe("navigation (13)", () => {
  it.each(["will-navigate", "will-redirect", "will-frame-navigate"])(
    "%s leads nowhere but to our own pages, by parsed origin",
    async (event) => {
      const { held } = await guarded();
      for (const [url, who] of destinations) {
        expect([url, "page", held(event, { url, isMainFrame: true })]).toEqual([
          url,
          "page",
          who !== "page",
        ]);
        expect([url, "frame", held(event, { url, isMainFrame: false })]).toEqual([
          url,
          "frame",
          who !== "frame",
        ]);
      }
    },
  );

  it("leads nowhere at all before there is a place", async () => {
    const { held } = await guarded(null);
    expect(held("will-navigate", { url: "stage://app/screen.html", isMainFrame: true })).toBe(true);
  });

  it("over loopback stays on this app's own port", async () => {
    const { held } = await guarded(loopback);
    const page = (url: string) => !held("will-navigate", { url, isMainFrame: true });
    const frame = (url: string) => !held("will-frame-navigate", { url, isMainFrame: false });
    expect(page("http://127.0.0.1:4321/screen.html")).toBe(true);
    expect(page("http://127.0.0.1:4322/screen.html")).toBe(false);
    expect(page("http://localhost:4321.evil.example/")).toBe(false);
    expect(page("stage://app/screen.html")).toBe(false);
    expect(frame("http://stage-3.localhost:4321/stage.html")).toBe(true);
    expect(frame("http://stage-3.localhost:4322/stage.html")).toBe(false);
    expect(frame("http://127.0.0.1:4321/screen.html")).toBe(false);
  });
});

describe("every window's contents", () => {
  it("open no window (14)", async () => {
    const { fake } = await startMain(["kiosk"]);
    await oneWindow(fake);
    const [[handler] = []] = fake.argumentsOf("contents.setWindowOpenHandler");
    expect((handler as () => unknown)()).toEqual({ action: "deny" });
    expect(fake.argumentsOf("contents.setWindowOpenHandler")).toHaveLength(fake.windows.length);
  });

  it("attach no webview (12), pair no device, and hold nobody at their door", async () => {
    const { webContents, held } = await guarded();
    expect(held("will-attach-webview", {})).toBe(true);
    expect(held("will-prevent-unload", {})).toBe(true);
    const answers: unknown[] = [];
    webContents.emit(
      "select-bluetooth-device",
      { preventDefault: () => answers.push("held") },
      [],
      (id: string) => answers.push(id),
    );
    expect(answers).toEqual(["held", ""]);
  });
});

type Handler = NonNullable<Parameters<Session["setPermissionRequestHandler"]>[0]>;
/** Every permission that Electron knows: one that a new version adds and that is not here does not compile. */
const permissions: Record<Parameters<Handler>[1], true> = {
  ar: true,
  "automatic-fullscreen": true,
  "background-fetch": true,
  "background-sync": true,
  "captured-surface-control": true,
  "clipboard-read": true,
  "clipboard-sanitized-write": true,
  "deprecated-sync-clipboard-read": true,
  "display-capture": true,
  fileSystem: true,
  fullscreen: true,
  geolocation: true,
  "geolocation-approximate": true,
  "hand-tracking": true,
  hid: true,
  "idle-detection": true,
  keyboardLock: true,
  "local-fonts": true,
  "local-network": true,
  "local-network-access": true,
  "loopback-network": true,
  media: true,
  mediaKeySystem: true,
  midi: true,
  midiSysex: true,
  nfc: true,
  notifications: true,
  openExternal: true,
  "payment-handler": true,
  "periodic-background-sync": true,
  "persistent-storage": true,
  pointerLock: true,
  "screen-wake-lock": true,
  sensors: true,
  serial: true,
  "smart-card": true,
  "speaker-selection": true,
  "storage-access": true,
  "system-wake-lock": true,
  "top-level-storage-access": true,
  usb: true,
  vr: true,
  "web-app-installation": true,
  "web-printing": true,
  "window-management": true,
  unknown: true,
};

describe("every session, the default one too", () => {
  const sessionsOf = async () => {
    const { fake } = await startMain(["kiosk"]);
    await oneWindow(fake);
    expect(fake.sessions.map(({ partition }) => partition)).toEqual(["", "stage"]);
    return fake.sessions;
  };
  type Handlers = Fake["sessions"][number]["handlers"];
  const call = (handlers: Handlers, name: string, ...rest: unknown[]) =>
    (handlers[name] as ((...rest: unknown[]) => unknown) | undefined)?.(...rest);

  it("grants no permission (5)", async () => {
    for (const { handlers } of await sessionsOf()) {
      for (const permission of Object.keys(permissions)) {
        const answers: unknown[] = [];
        call(handlers, "permissionRequest", {}, permission, (answer: unknown) =>
          answers.push(answer),
        );
        expect([permission, answers]).toEqual([permission, [false]]);
        expect([permission, call(handlers, "permissionCheck", {}, permission)]).toEqual([
          permission,
          false,
        ]);
      }
    }
  });

  it("gives no device (5), no screen and no download", async () => {
    for (const { handlers, fake } of await sessionsOf()) {
      expect(call(handlers, "devicePermission", {})).toBe(false);
      const answers: unknown[] = [];
      const answer = (...given: unknown[]) => void answers.push(given);
      call(handlers, "displayMedia", {}, answer);
      call(handlers, "bluetoothPairing", {}, answer);
      const event = { preventDefault: () => void answers.push("held") };
      fake.emit("select-hid-device", event, {}, answer);
      fake.emit("select-usb-device", event, {}, answer);
      fake.emit("select-serial-port", event, [], {}, answer);
      fake.emit("will-download", event);
      expect(answers).toEqual([
        [null],
        [{ confirmed: false }],
        "held",
        [null],
        "held",
        [],
        "held",
        [""],
        "held",
      ]);
      expect(call(handlers, "usbProtectedClasses", { protectedClasses: ["hid"] })).toEqual(["hid"]);
    }
  });

  it("requests nothing but our own (1)", async () => {
    const asked = (places: typeof own | null, url: string) => {
      let cancel: boolean | undefined;
      type Listener = (
        details: { url: string },
        answer: (given: { cancel?: boolean }) => void,
      ) => void;
      const session = new Proxy(
        {},
        {
          get: (_, name) =>
            name === "webRequest"
              ? {
                  onBeforeRequest: (ask: Listener) =>
                    ask({ url }, (given) => (cancel = given.cancel)),
                }
              : () => undefined,
        },
      );
      guardSession(session as Parameters<typeof guardSession>[0], () => places);
      return cancel === false;
    };
    const allowed = [
      "stage://app/assets/a.js",
      "stage://stage-4/d/x/film.webm",
      "data:image/png;base64,AA",
      "blob:stage://app/1",
    ];
    const refused = [
      "http://127.0.0.1:4321/",
      "https://evil.example/",
      "file:///etc/passwd",
      "ws://127.0.0.1:4321/socket",
      "stage://evil/",
      "ftp://a/",
    ];
    for (const url of allowed) expect([url, asked(own, url)]).toEqual([url, true]);
    for (const url of refused) expect([url, asked(own, url)]).toEqual([url, false]);
    expect(asked(loopback, "ws://127.0.0.1:4321/socket")).toBe(true);
    expect(asked(loopback, "ws://127.0.0.1:4322/socket")).toBe(false);
    expect(asked(loopback, "http://stage-2.localhost:4321/d/x/film.webm")).toBe(true);
    expect(asked(loopback, "https://127.0.0.1:4321/")).toBe(false);
    expect(asked(null, "stage://app/screen.html")).toBe(false);
  });
});

describe("the source of the shell", () => {
  const sources = new Map(
    ["electron", "renderer"].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /\.(ts|tsx|mjs|html)$/.test(name))
        .map((name) => [`${folder}/${name}`, readFileSync(`${folder}/${name}`, "utf8")] as const),
    ),
  );
  const filesWith = (pattern: RegExp) =>
    [...sources].filter(([, text]) => pattern.test(text)).map(([file]) => file);

  it("makes windows in one file, each with the one set of preferences (2, 3, 4, 6, 8, 9, 10, 11)", async () => {
    expect(filesWith(/new (BrowserWindow|BaseWindow|WebContentsView|BrowserView)\b/)).toEqual([
      "electron/shell-electron.ts",
    ]);
    expect(filesWith(/webPreferences:/)).toEqual([
      "electron/kept-window.ts",
      "electron/shell-electron.ts",
    ]);
    expect(filesWith(/webPreferences: (?!preferences|mute|tools\.preferences)/)).toEqual([]);
    expect(
      filesWith(/\b(sandbox|contextIsolation|webSecurity|nodeIntegration\w*): (true|false)/),
    ).toEqual(["electron/preferences.ts"]);
  });

  it("has no webview, no file:, no second place of messages (11, 17, 18, 20)", () => {
    expect(filesWith(/<webview|\.loadFile\(|["'`]file:\/\//)).toEqual([]);
    expect(filesWith(/\bipcMain\./)).toEqual(["electron/ipc.ts"]);
    expect(filesWith(/exposeInMainWorld/)).toEqual(["electron/preload.ts"]);
  });

  it("never asks the system to open an address or a file in another program (15)", () => {
    const opens = /\bopenExternal\b|\bopenPath\b|\bshowItemInFolder\b/;
    expect(opens.test('await shell.openExternal("https://a.example")')).toBe(true);
    expect(filesWith(opens)).toEqual([]);
    // Not even the object that could.
    expect(filesWith(/import (?!type)[^;]*\bshell\b[^;]*from "electron"/)).toEqual([]);
  });
});
