/** Whether something really keeps the displays on: a blocker's number proves nothing, on Linux it may do nothing. */
export type Awake = "held" | "not-held" | "unknown";

/** Runs a program and gives what it printed; null when it could not run. */
export type Ask = (program: string, args: string[]) => Promise<string | null>;

/** Of a process that asked for it; null where that is another program's, the browser's. */
type Asker = number | null;

/** Asks the system itself. @param env of the desktop: its session bus, its display server */
export function verifyAwake(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  asker: Asker,
  ask: Ask,
): Promise<Awake> {
  if (platform === "darwin") return onMac(asker, ask);
  if (platform === "linux") return onLinux(env, ask);
  // Windows lists requests to administrators alone.
  return Promise.resolve("unknown");
}

async function onMac(asker: Asker, ask: Ask): Promise<Awake> {
  const text = await ask("pmset", ["-g", "assertions"]);
  if (text === null) return "unknown";
  const whose = asker === null ? "pid " : `pid ${asker}(`;
  const held = text
    .split("\n")
    .some((line) => line.includes(whose) && /NoDisplaySleep|PreventUserIdleDisplay/.test(line));
  return held ? "held" : "not-held";
}

/** Chromium asks these services, in this order, and the first two say whether anybody is heard. `8` is the idle session. */
const SERVICES = [
  ["org.gnome.SessionManager", "/org/gnome/SessionManager", "IsInhibited", "uint32:8"],
  ["org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit", "HasInhibit"],
] as const;

async function onLinux(env: NodeJS.ProcessEnv, ask: Ask): Promise<Awake> {
  // Without an address `dbus-send` would start a bus of its own.
  if (!env["DBUS_SESSION_BUS_ADDRESS"] && !env["XDG_RUNTIME_DIR"]) return "unknown";
  const bus = "org.freedesktop.DBus";
  const names = await call(ask, bus, "/org/freedesktop/DBus", `${bus}.ListNames`);
  if (names === null) return "unknown";
  for (const [name, path, method, ...args] of SERVICES) {
    if (!names.includes(`"${name}"`)) continue;
    const on = name.endsWith("PowerManagement") ? `${name}.Inhibit` : name;
    const answer = await call(ask, name, path, `${on}.${method}`, ...args);
    if (answer === null) return "unknown";
    return /boolean true/.test(answer) ? "held" : "not-held";
  }
  // The X server, which Chromium asks too, and a service that only saves screens can't be asked who holds them.
  const silent = Boolean(env["DISPLAY"]) || names.includes('"org.freedesktop.ScreenSaver"');
  return silent ? "unknown" : "not-held";
}

function call(ask: Ask, name: string, path: string, method: string, ...args: string[]) {
  return ask("dbus-send", ["--session", "--print-reply", `--dest=${name}`, path, method, ...args]);
}
