import type { Session, WebContents } from "electron";
import { originOf, SCHEME, type Places } from "./origin.ts";

/**
 * What no window and no session of the app may ever do, whichever page is in it. `places` is null until the app knows its
 * own addresses: until then nothing is loaded at all.
 */
export type Whereabouts = () => Places | null;

/** Refuses devices, permissions, downloads and every request to anywhere else. */
export function guardSession(session: Session, whereabouts: Whereabouts): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.on("select-hid-device", (event, _details, answer) => {
    event.preventDefault();
    answer(null);
  });
  session.on("select-usb-device", (event, _details, answer) => {
    event.preventDefault();
    answer();
  });
  session.on("select-serial-port", (event, _ports, _contents, answer) => {
    event.preventDefault();
    answer("");
  });
  session.on("will-download", (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !mayRequest(url, whereabouts()) }),
  );
}

/** Refuses to leave the app's own pages, to open windows and to embed anything else. */
export function guardContents(contents: WebContents, whereabouts: Whereabouts): void {
  const hold = (event: { url: string; isMainFrame: boolean; preventDefault(): void }) => {
    if (!mayShow(event.url, event.isMainFrame, whereabouts())) event.preventDefault();
  };
  contents.on("will-navigate", hold);
  contents.on("will-redirect", hold);
  contents.on("will-frame-navigate", hold);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.on("select-bluetooth-device", (event, _devices, answer) => {
    event.preventDefault();
    answer("");
  });
  // A page that asks "leave this page?" would hold its own repair.
  contents.on("will-prevent-unload", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}

/** A window shows the trusted pages, a frame in it the stages; nothing else, whatever asks. */
function mayShow(address: string, isMainFrame: boolean, places: Places | null): boolean {
  const origin = originOf(address);
  if (!places || origin === null) return false;
  return isMainFrame ? origin === places.page : places.isStage(origin);
}

/** Our own two worlds, what a page holds already (`data:`, `blob:`), and the socket on loopback. */
function mayRequest(address: string, places: Places | null): boolean {
  const { protocol } = new URL(address);
  if (protocol === "data:" || protocol === "blob:") return true;
  const origin = originOf(address.replace(/^ws:/, "http:"));
  if (!places || origin === null) return false;
  const scheme = places.page.startsWith(`${SCHEME}:`);
  if (scheme && protocol !== `${SCHEME}:`) return false;
  return origin === places.page || places.isStage(origin);
}
