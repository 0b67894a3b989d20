import { ask } from "./ask.ts";
import type { Ask } from "./awake.ts";
import type { Memory } from "./bond.ts";
import { isUnattended, type Order } from "./order.ts";

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

/** What was known of the power saving before this process: it is to be left so, whoever turned it on meanwhile. */
export interface PowerSettings {
  /** Whether it was on before we first touched it; null when nobody knows yet. */
  saving: boolean | null;
  /** Told once, before it is touched. */
  onFound(saving: boolean): void;
}

/** Somebody who moves a mouse at night wakes a display: it is put to sleep again. */
const AGAIN_MS = 60_000;
/** A display that should be awake and is not, or of which the server does not say, is asked for again; each time later. */
const SOON_MS = 5_000;

/** Of the displays of an order: only those that are ours alone are put to sleep. What is found outlives this process. */
export function powerOver(
  order: Order,
  memory: Memory,
  remember: (memory: Memory) => void,
): DisplayPower {
  return openDisplayPower(process.platform, isUnattended(order) ? process.env : {}, ask, {
    saving: memory.powerSaving ?? null,
    onFound(saving) {
      memory.powerSaving = saving;
      remember(memory);
    },
  });
}

export function openDisplayPower(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  ask: Ask,
  settings: PowerSettings = { saving: null, onFound: () => undefined },
): DisplayPower {
  const able = platform === "linux" && Boolean(env["DISPLAY"]) && !env["WAYLAND_DISPLAY"];
  let wanted: boolean | null = null;
  let state: PowerState = "unknown";
  let { saving } = settings;
  /** Whether power saving is on now, as far as the server says. */
  let enabled = false;
  /** There is nothing more to ask for: the display is awake and as it was found, or its server saves no power. */
  let settled = false;
  let failures = 0;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  // One after the other: a display that is told to sleep and to wake at once does either.
  let last: Promise<void> = Promise.resolve();

  const look = async () => {
    const text = await ask("xset", ["q"]);
    const said = /DPMS is (En|Dis)abled/.exec(text ?? "")?.[1];
    enabled = said === "En";
    if (saving === null && said !== undefined) settings.onFound((saving = enabled));
    state = stateIn(text ?? "");
    settled = text !== null && (saving === null || (state === "on" && !ours()));
  };
  /** It is on because of us. */
  const ours = () => enabled && saving === false;
  const apply = async () => {
    await look();
    // Without power saving on this server there is nothing to ask for.
    if (saving === null) return;
    if (wanted) {
      await ask("xset", ["+dpms"]);
      await ask("xset", ["dpms", "force", "off"]);
    } else {
      if (state === "asleep") {
        await ask("xset", ["dpms", "force", "on"]);
        // A screen saver of the server would be left to count from before.
        await ask("xset", ["s", "reset"]);
      }
      if (ours()) await ask("xset", ["-dpms"]);
    }
    await look();
  };
  const again = () => {
    clearTimeout(timer);
    if (closed || (settled && !wanted)) return;
    const wait = wanted ? AGAIN_MS : Math.min(SOON_MS * 2 ** failures, AGAIN_MS);
    failures += 1;
    timer = setTimeout(() => void queue(), wait).unref();
  };
  const queue = () => {
    clearTimeout(timer);
    return (last = last.then(apply).then(again));
  };

  return {
    sleep(asleep) {
      if (!able || asleep === wanted) return last;
      wanted = asleep;
      failures = 0;
      return queue();
    },
    state: () => state,
    async close() {
      closed = true;
      clearTimeout(timer);
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
