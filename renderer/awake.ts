import type { Client } from "../core/contract.ts";

/**
 * Keeps the display on as long as this page is seen, where its browser does that, and tells the app whether it does. In
 * Electron the app does it by itself.
 */
export function keepAwake(
  client: Pick<Client, "awake" | "on">,
  onUnanswered: (error: unknown) => void,
): void {
  if (window.app) return;
  let lock: WakeLockSentinel | null = null;
  const hold = async () => {
    // Nobody looks at a page that is out of sight; a browser takes the display from it then.
    if (document.visibilityState !== "visible") return;
    if (!lock || lock.released) lock = await navigator.wakeLock.request("screen").catch(refused);
    await client.awake(lock !== null);
  };
  const anew = async () => {
    await lock?.release();
    await hold();
  };
  client.on("awake", (again) => (again ? anew() : hold()).catch(onUnanswered));
  document.addEventListener("visibilitychange", () => hold().catch(onUnanswered));
}

/** On an empty battery, for one: what the app makes of it is said there. */
function refused(error: unknown): null {
  console.warn(error instanceof Error ? error.message : error);
  return null;
}
