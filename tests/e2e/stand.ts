import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, chownSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ordinaryUser, runnableBy } from "../ordinary-user.mjs";
import { removeFolder } from "../remove-folder.mjs";

/** The whole application, started as a person would, watched from outside. As root, an ordinary user runs it. */
export interface Stand {
  /** Of the first window, and of all those announced so far. */
  address: string;
  addresses(): string[];
  /** The folder its state lives in; kept across starts when given again. */
  state: string;
  keeper: ChildProcess;
  messages(): string;
  health(): Promise<Health>;
  /** Resolves with the first health for which `test` holds. */
  until(test: (health: Health) => boolean, withinMs: number): Promise<Health>;
  processes(): StandProcess[];
  /** SIGKILLs everything at once: a power cut. */
  killAll(): Promise<void>;
  stop(): Promise<void>;
}

export interface Health {
  version: string;
  shell: string;
  pid: number;
  uptimeSeconds: number;
  awake: "held" | "not-held" | "unknown";
  journal: { waiting: number; failure: string | null };
  disk: { freeBytes: number | null };
  screens: HealthScreen[];
  problems: { file: string; line: number; severity: string; code: string }[];
}

export interface HealthScreen {
  display: string;
  show: string;
  mode: string;
  deck: string;
  revision: string;
  slide: number;
  key: string;
  step: number;
  lang: string;
  loop: number;
  closed: "black" | "clock" | null;
  drawn: boolean;
  heartbeatAgeMs: number | null;
  restarts: number;
  lastFault: { kind: string; at: string } | null;
  outagesMs: number[];
}

/** The first screen of a health report. @throws {Error} when it has none. */
export function screen(health: Health): HealthScreen {
  const [first] = health.screens;
  if (!first) throw new Error("no screen in /health");
  return first;
}

/** Where its show is: equal texts are the same slide and step. */
export function place(health: Health): string {
  const { deck, lang, slide, step } = screen(health);
  return `${deck} ${lang} ${slide}.${step}`;
}

/** Whether its stage has drawn that place. */
export function drawn(health: Health): boolean {
  return health.screens[0]?.drawn === true;
}

export interface StandProcess {
  pid: number;
  parent: number;
  command: string;
  kind: "app" | "compiler" | "browser" | "gpu" | "renderer" | "other";
}

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const browser = process.env["MTINOV_BROWSER"] ?? "/usr/bin/chromium";

/** Set by `npm run test:electron`: the specs that start the app run on Electron's own runtime. */
const onElectron = process.env["MTINOV_TEST_SHELL"] === "electron";

export interface StandOptions {
  display?: string;
  state?: string;
  env?: Record<string, string>;
}

/** Starts `mtinov-stage` with these arguments and resolves when it has printed its address. */
export async function startStand(args: string[], options: StandOptions = {}): Promise<Stand> {
  const user = ordinaryUser();
  const state = options.state ?? folderFor(user);
  const home = user ? runnableBy(user, root) : root;
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  // The ordinary user may not see the Node that runs the tests.
  const node = user ? join(home, "node_modules/node/bin/node") : process.execPath;
  const keeper = spawn(node, [join(home, "out/main/cli.js"), ...args, ...shellOf(args)], {
    ...(user && { uid: user.uid, gid: user.gid }),
    cwd: home,
    env: {
      ...env,
      ...(user && { HOME: user.home, USER: "mtinov-test" }),
      LC_ALL: "en_GB.UTF-8",
      MTINOV_BROWSER: browser,
      XDG_STATE_HOME: state,
      ...(options.display && { DISPLAY: options.display }),
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let messages = "";
  let said = "";
  const lines = () => said.split("\n").filter((line) => line !== "");
  keeper.stderr.on("data", (data) => (messages += String(data)));
  const address = await new Promise<string>((resolve, reject) => {
    keeper.stdout.on("data", (data) => {
      said += String(data);
      resolve(lines()[0] ?? "");
    });
    keeper.once("error", reject);
    keeper.once("exit", (code) =>
      reject(new Error(`ended with ${code} before any address: ${messages}`)),
    );
  });
  const base = new URL(address).origin;
  const processes = () => family(keeper.pid ?? 0);

  const health = async () => (await (await fetch(`${base}/health`)).json()) as Health;
  return {
    address,
    addresses: lines,
    state,
    keeper,
    messages: () => messages,
    health,
    async until(test, withinMs) {
      const deadline = performance.now() + withinMs;
      let last: unknown = null;
      while (performance.now() < deadline) {
        const now = await health().catch((error: unknown) => void (last = error));
        if (now) {
          if (test(now)) return now;
          last = now;
        }
        await nextTurn(20);
      }
      throw new Error(`Not within ${withinMs} ms; last: ${JSON.stringify(last)}`);
    },
    processes,
    async killAll() {
      const ended = new Promise((resolve) => keeper.once("exit", resolve));
      for (const { pid } of [...processes(), { pid: keeper.pid ?? 0 }]) killHard(pid);
      await ended;
    },
    async stop() {
      if (keeper.exitCode === null && keeper.signalCode === null) {
        const ended = new Promise((resolve) => keeper.once("exit", resolve));
        keeper.kill("SIGTERM");
        await ended;
      }
      if (!options.state) removeFolder(state);
    },
  };
}

/** Chromium unless told otherwise: a machine that has Electron's runtime runs the same tests as one that has not. */
function shellOf(args: string[]): string[] {
  if (args.includes("--shell") || args[0] === "serve") return [];
  return ["--shell", onElectron ? "electron" : "chromium"];
}

/** A state folder that the user of the app can write to. */
export function folderFor(user = ordinaryUser()): string {
  const folder = mkdtempSync(join(tmpdir(), "mtinov-state-"));
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

export function killHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It may have died with another in between.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Between two looks at something outside this process, which has no event to await. */
export function nextTurn(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The processes of a stand that has not announced itself yet, told by the folder of its state. */
export function starting(state: string): StandProcess[] {
  return running().filter(({ pid }) => textOf(`/proc/${pid}/environ`).includes(state));
}

function running(): StandProcess[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processOf(Number(name)));
}

/** Every process descended from one, read from /proc. */
function family(ancestor: number): StandProcess[] {
  const all = running();
  const ours = new Set([ancestor]);
  for (let grown = true; grown;) {
    const before = ours.size;
    for (const each of all) if (ours.has(each.parent)) ours.add(each.pid);
    grown = ours.size > before;
  }
  return all.filter(({ pid }) => ours.has(pid) && pid !== ancestor);
}

function processOf(pid: number): StandProcess[] {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    return [{ pid, parent, command, kind: kindOf(command) }];
  } catch (error) {
    // It ended while we were reading.
    if (error instanceof Error && "code" in error) return [];
    throw error;
  }
}

/** Empty when it has ended. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) return "";
    throw error;
  }
}

function kindOf(command: string): StandProcess["kind"] {
  if (/kept\.js|main\.js/.test(command) && !/--type=/.test(command)) return "app";
  if (/compiler\.js/.test(command)) return "compiler";
  if (/--type=renderer/.test(command)) return "renderer";
  if (/--type=gpu-process/.test(command)) return "gpu";
  if (/--user-data-dir=/.test(command) && !/--type=|crashpad/.test(command)) return "browser";
  return "other";
}
