import { fork } from "node:child_process";
import { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
import type * as Electron from "electron";
import { note, subsetOf } from "./electron-fake-record.ts";

/** Electron's processes of its own, played by plain Node's: a script finds its `parentPort`, and V8 the flags it was given. */

/** Electron keeps what is said until somebody listens. */
const PORT = `
  import { EventEmitter } from "node:events";
  process.parentPort = Object.assign(new EventEmitter(), { postMessage: (message) => process.send(message) });
  process.parentPort.on("newListener", (name) => {
    if (name === "message") process.on("message", (data) => process.parentPort.emit("message", { data }));
  });
`;

/** Those that were started. */
export const forked: ReturnType<typeof start>[] = [];

export const utilityProcess = subsetOf<typeof Electron.utilityProcess>()({
  fork(path: string, args?: string[], options?: Electron.ForkOptions) {
    note("utilityProcess.fork", path, args, options);
    // From the sources nothing is built: Node runs them as they are.
    const built = existsSync(path) ? path : path.replace(/\.js$/, ".ts");
    const started = start(built, args ?? [], options?.execArgv ?? []);
    forked.push(started);
    return started as unknown as Electron.UtilityProcess;
  },
});

function start(path: string, args: string[], switches: string[]) {
  const flags = switches.flatMap((each) => /^--js-flags=(.+)$/.exec(each)?.[1]?.split(" ") ?? []);
  const child = fork(path, args, {
    execArgv: [...flags, "--import", `data:text/javascript,${encodeURIComponent(PORT)}`],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let spawned = false;
  const fake = Object.assign(
    new EventEmitter(),
    subsetOf<Electron.UtilityProcess>()({
      pid: child.pid,
      stderr: child.stderr,
      postMessage: (message: unknown) => void (child.connected && child.send(message as object)),
      kill: () => spawned && child.kill(),
    }),
  );
  child.once("spawn", () => {
    spawned = true;
    fake.emit("spawn");
  });
  child.on("message", (message) => fake.emit("message", message));
  child.once("close", (code) => fake.emit("exit", code ?? 1));
  return fake;
}
