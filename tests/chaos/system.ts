import { spawn } from "node:child_process";
import { mkdtempSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { killHard, type Stand } from "../e2e/stand.ts";
import { removeFolder } from "../remove-folder.mjs";

/**
 * Stands for systemd as `sd_notify(3)` and `systemd.service(5)` describe it: a socket on which a service says that it
 * lives, and an end for one that does not.
 */
export interface System {
  /** What systemd sets for a service of type notify with a watchdog. */
  env: Record<string, string>;
  /** Words that have come, with their moments on this process's clock. */
  words: readonly { word: string; at: number }[];
  /** Resolves when nothing has come for as long as the service may be silent. */
  missed(): Promise<void>;
  /** Ends a service as systemd does: the main process first, then all that is left of its group. */
  end(stand: Stand): Promise<void>;
  close(): void;
}

/** How long a service may be silent here; the unit that the app writes says twenty seconds. */
export const WATCHDOG_MS = 3_000;
/** Node has no datagram sockets of the file system; Perl is on every Debian. Each datagram is printed as lines. */
const LISTEN = `use IO::Socket::UNIX; use Socket; $| = 1;
my $socket = IO::Socket::UNIX->new(Type => SOCK_DGRAM, Local => $ARGV[0]) or die $!;
chmod 0777, $ARGV[0]; print "listening\\n";
while (defined $socket->recv(my $word, 4096)) { print "$word\\n" }`;

/** @throws when there is no Perl to listen with */
export async function openSystem(watchdogMs: number = WATCHDOG_MS): Promise<System> {
  const folder = mkdtempSync(join(tmpdir(), "mtinov-system-"));
  chmodSync(folder, 0o755);
  const socket = join(folder, "notify");
  const listener = spawn("perl", ["-e", LISTEN, socket], { stdio: ["ignore", "pipe", "inherit"] });
  const words: { word: string; at: number }[] = [];
  const waiting = new Set<() => void>();
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject);
    listener.once("exit", (code) => reject(new Error(`perl ended with ${code}`)));
    listener.stdout.on("data", (data) => {
      for (const word of String(data).split("\n")) {
        if (word === "" || word === "listening") continue;
        words.push({ word, at: performance.now() });
        for (const heard of waiting) heard();
      }
      resolve();
    });
  });
  return {
    env: { NOTIFY_SOCKET: socket, WATCHDOG_USEC: String(watchdogMs * 1_000) },
    words,
    missed: () =>
      new Promise((resolve) => {
        const over = () => {
          waiting.delete(heard);
          resolve();
        };
        let timer = setTimeout(over, watchdogMs);
        const heard = () => {
          clearTimeout(timer);
          timer = setTimeout(over, watchdogMs);
        };
        waiting.add(heard);
      }),
    async end({ keeper, processes }) {
      const group = processes();
      const ended = new Promise((resolve) => keeper.once("exit", resolve));
      keeper.kill("SIGABRT");
      // systemd continues what it ends, or one that is stopped would never hear of it.
      keeper.kill("SIGCONT");
      await ended;
      for (const { pid } of group) killHard(pid);
    },
    close() {
      listener.kill();
      removeFolder(folder);
    },
  };
}
