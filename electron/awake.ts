/** Whether something really keeps the displays on: a blocker's number proves nothing, on Linux it may do nothing. */
export type Awake = "held" | "not-held" | "unknown";

/** Runs a program and gives what it printed; null when it could not run. */
export type Ask = (program: string, args: string[]) => Promise<string | null>;

/** Asks the system itself. @param pid of the process that asked for it */
export async function verifyAwake(
  platform: NodeJS.Platform,
  pid: number,
  ask: Ask,
): Promise<Awake> {
  if (platform === "darwin") {
    return heldIf(await ask("pmset", ["-g", "assertions"]), (text) =>
      text
        .split("\n")
        .some(
          (line) =>
            line.includes(`pid ${pid}(`) && /NoDisplaySleep|PreventUserIdleDisplay/.test(line),
        ),
    );
  }
  // Windows lists requests to administrators alone.
  if (platform !== "linux") return "unknown";
  const bus = [
    "--session",
    "--print-reply",
    "--dest=org.freedesktop.DBus",
    "/org/freedesktop/DBus",
  ];
  return heldIf(
    await ask("dbus-send", [...bus, "org.freedesktop.DBus.ListNames"]),
    // Chromium asks these; with none of them on the bus nobody hears it.
    (text) =>
      /"org\.(gnome\.SessionManager|freedesktop\.(ScreenSaver|PowerManagement))"/.test(text),
  );
}

function heldIf(text: string | null, holds: (text: string) => boolean): Awake {
  if (text === null) return "unknown";
  return holds(text) ? "held" : "not-held";
}
