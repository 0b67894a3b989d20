import type { CommandLine } from "electron";
import { RESOLVER_RULES } from "./resolver.ts";

/**
 * What our windows have and Chromium does not by itself: a page is told when the other end of a port closes, so that the
 * death of a stage's process is known before the browser paints its grey page.
 */
export const FEATURES = "MessagePortCloseEvent";

/** Chromium's switches that Electron's windows need and that no preference covers. */
const SWITCHES: Readonly<Record<string, string>> = {
  "host-resolver-rules": RESOLVER_RULES,
  // No proxy of the system's carries anything either.
  "no-proxy-server": "",
  "disable-background-networking": "",
  "disable-component-update": "",
  "disable-domain-reliability": "",
  "disable-quic": "",
  "no-pings": "",
  // No question about a keyring at start.
  "password-store": "basic",
  // A visitor's fingers neither zoom nor leaf through the history.
  "disable-pinch": "",
  "overscroll-history-navigation": "0",
  // A covered window goes on.
  "disable-backgrounding-occluded-windows": "",
  "disable-renderer-backgrounding": "",
  "disable-background-timer-throttling": "",
  "enable-features": FEATURES,
  "disable-features": "CalculateNativeWinOcclusion",
};

/** Before Electron is ready. */
export function applySwitches(commandLine: CommandLine): void {
  for (const [name, value] of Object.entries(SWITCHES)) {
    if (value === "") commandLine.appendSwitch(name);
    else commandLine.appendSwitch(name, value);
  }
  // Ours names a display of the desktop; Chromium would take it for the X server to speak to, and find none.
  commandLine.removeSwitch("display");
}

/** Chromium's own switches that a starter of ours may put on the command line. */
const CHROMIUMS = /^--(ozone-platform|disable-gpu|no-sandbox|inspect|remote-debugging-port)(=|$)/;

/**
 * What a person typed after the program's name. A packaged app is the program itself; otherwise Electron's own program
 * comes first, then its switches, then our entry.
 */
export function ownArguments(argv: readonly string[], packaged: boolean): string[] {
  const entry = argv.findIndex((each, index) => index > 0 && !each.startsWith("-"));
  const after = packaged ? 1 : entry < 0 ? argv.length : entry + 1;
  return argv.slice(after).filter((each) => !CHROMIUMS.test(each));
}
