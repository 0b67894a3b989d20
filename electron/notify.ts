import { spawn } from "node:child_process";
import { isSystemError } from "./storage.ts";

/**
 * Tells systemd that the service has started and that it lives (sd_notify(3)). Node has no datagram sockets of the file
 * system: systemd's own small program speaks for us. Without systemd nothing is told.
 */
export interface Notifier {
  ready(): void;
  stop(): void;
}

/** @param env `NOTIFY_SOCKET` and `WATCHDOG_USEC`, as systemd sets them for a service of type notify */
export function openNotifier(env: NodeJS.ProcessEnv): Notifier {
  if (!env["NOTIFY_SOCKET"]) return { ready: () => undefined, stop: () => undefined };
  const within = Number(env["WATCHDOG_USEC"] ?? 0) / 1000;
  let timer: NodeJS.Timeout | undefined;
  const untold = ({ message }: Error) => console.error(`systemd-notify: ${message}`);
  const tell = (word: string) => {
    try {
      const told = spawn("systemd-notify", [word], { stdio: "ignore", env });
      told.once("error", untold);
    } catch (error) {
      // Not even the memory for it.
      if (!isSystemError(error)) throw error;
      untold(error);
    }
  };
  return {
    ready() {
      if (timer) return;
      tell("READY=1");
      // The word needs a program to be started, which takes its time on a busy computer: two that come late are no death.
      if (within > 0) timer = setInterval(() => tell("WATCHDOG=1"), within / 4);
      timer?.unref();
    },
    stop: () => clearInterval(timer),
  };
}
