import { ask } from "./ask.ts";
import { verifyAwake, type Awake } from "./awake.ts";
import type { Shell } from "./shell.ts";

/** Keeps the displays on, and does not take it on trust: the system is asked, and what is lost is asked for anew. */
export interface Wakefulness {
  state(): Awake;
  /** A window has connected. */
  begin(): void;
  /** A window says whether its browser keeps its display on. */
  told(held: boolean): void;
  /** Asks the system now; otherwise it is asked every minute. */
  look(): Promise<void>;
  close(): void;
}

export interface AwakeParts {
  shell: Pick<Shell, "name" | "keepAwake">;
  /** Has the windows' browser keep the displays on, in a shell that does not do it itself. */
  tellWindows(anew: boolean): void;
  /** Nothing keeps them on; told once, until something does. */
  onLost(): void;
}

const EVERY_MS = 60_000;
/** How long a system may take to hear. */
const SETTLE_MS = 2_000;

export function stayAwake(
  { shell, tellWindows, onLost }: AwakeParts,
  verify: () => Promise<Awake> = () => verifyFor(shell),
): Wakefulness {
  let state: Awake = "unknown";
  /** What a window last said; null where none is asked. */
  let granted: boolean | null = null;
  let closed = false;
  let last: Promise<void> = Promise.resolve();

  const assert = (anew: boolean) => (shell.keepAwake ?? tellWindows)(anew);
  const put = (next: Awake) => {
    if (next === "not-held" && state !== "not-held") onLost();
    state = next;
  };
  const check = async () => {
    if (closed || granted === false) return;
    let now = await verify();
    // It may not have been heard yet; or a service that was started again has forgotten who asked.
    for (const anew of [false, true]) {
      if (now !== "not-held" || closed) break;
      if (anew) assert(true);
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS).unref());
      now = await verify();
    }
    if (!closed) put(now);
  };
  const queue = () => (last = last.then(check));
  const look = () => {
    assert(false);
    return queue();
  };
  const timer = setInterval(() => void look(), EVERY_MS).unref();
  if (shell.keepAwake) void look();

  return {
    state: () => state,
    begin() {
      if (!shell.keepAwake) tellWindows(false);
    },
    told(held) {
      const before = granted;
      granted = held;
      if (!held) put("not-held");
      else if (!before) void queue();
    },
    look,
    close() {
      closed = true;
      clearInterval(timer);
    },
  };
}

function verifyFor({ name, keepAwake }: AwakeParts["shell"]): Promise<Awake> {
  // The displays of a page that is served are another computer's.
  if (name === "serve") return Promise.resolve("unknown");
  return verifyAwake(process.platform, process.env, keepAwake ? process.pid : null, ask);
}
