import type { Ask } from "./awake.ts";

/**
 * Puts the displays to sleep outside the hours, where the system lets a program do that: on X11, with `xset`. Elsewhere the
 * screen is black and stays on.
 */
export interface DisplayPower {
  /** Told at each change; only a change of it does something. @returns when it is done */
  sleep(asleep: boolean): Promise<void>;
  /** What the display server says of it. */
  state(): PowerState;
  /** Leaves the displays on, and their settings as they were found. */
  close(): Promise<void>;
}

export type PowerState = "on" | "asleep" | "unknown";

/** Somebody who moves a mouse at night wakes a display: it is put to sleep again. */
const AGAIN_MS = 60_000;

export function openDisplayPower(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  ask: Ask,
): DisplayPower {
  const able = platform === "linux" && Boolean(env["DISPLAY"]) && !env["WAYLAND_DISPLAY"];
  let wanted: boolean | null = null;
  let state: PowerState = "unknown";
  /** Whether power saving was on before we first touched it; null until then. */
  let saving: boolean | null = null;
  let timer: NodeJS.Timeout | undefined;
  // One after the other: a display that is told to sleep and to wake at once does either.
  let last: Promise<void> = Promise.resolve();

  const look = async () => {
    const text = (await ask("xset", ["q"])) ?? "";
    saving ??= /DPMS is (En|Dis)abled/.test(text) ? text.includes("DPMS is Enabled") : null;
    state = stateIn(text);
  };
  const apply = async () => {
    await look();
    // Without power saving on this server there is nothing to ask for.
    if (saving === null) return;
    if (wanted) {
      await ask("xset", ["+dpms"]);
      await ask("xset", ["dpms", "force", "off"]);
    } else if (state === "asleep") {
      await ask("xset", ["dpms", "force", "on"]);
      // A screen saver of the server would be left to count from before.
      await ask("xset", ["s", "reset"]);
      if (!saving) await ask("xset", ["-dpms"]);
    }
    await look();
  };
  const queue = () => (last = last.then(apply));

  return {
    sleep(asleep) {
      if (!able || asleep === wanted) return last;
      wanted = asleep;
      clearInterval(timer);
      if (asleep) timer = setInterval(() => void queue(), AGAIN_MS).unref();
      return queue();
    },
    state: () => state,
    async close() {
      clearInterval(timer);
      if (!wanted) return last;
      wanted = false;
      return queue();
    },
  };
}

function stateIn(text: string): PowerState {
  if (/Monitor is (Off|in Standby|in Suspend)/.test(text)) return "asleep";
  return /Monitor is On|DPMS is (En|Dis)abled/.test(text) ? "on" : "unknown";
}
