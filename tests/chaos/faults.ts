import type { Stand, StandProcess } from "../e2e/stand.ts";
import { WATCHDOG_MS, type System } from "./system.ts";
import { difference, type VirtualDisplay } from "../e2e/virtual-display.ts";

/** One way to break the app, and what is promised of it. */
export interface Fault {
  name: string;
  /** The display is right again within this time. */
  promiseMs: number;
  /** No slide may be in sight for this long: a desktop, a grey page. */
  blankMs: number;
  /** It may go on from the place on disk, which is a minute old at most. */
  fromDisk?: boolean;
  /** Kinds of fault of which one is `lastFault` in `/health` afterwards; none for what `silent` gives the reason of. */
  told: readonly string[];
  /** Another kind that is noticed and mended in the same way: `--brief` leaves this one out. */
  twin?: string;
  /** Why it leaves no fault behind. */
  silent?: string;
  /** Breaks it. @returns what is asked afterwards, and tidied up */
  inject(scene: Scene): Promise<Broken | void>;
}

export interface Scene {
  /** Another one once its keeper was started again. */
  stand: Stand;
  /** Starts the app again on the same display and state, as the system does whose service it is. */
  restart(): Promise<void>;
  /** Stands for systemd, which kills a service that does not say that it lives. */
  system: System;
  display: VirtualDisplay;
  /** The folder of the app's state, and the deck that plays. */
  state: string;
  deck: string;
  /** From 0 to 1, from the seed. */
  random(): number;
}

export interface Broken {
  /** When it broke, on this process's clock; when the injection began unless it says so. */
  at?: number;
  /** What is still wrong once the display is right, as sentences; none when all is well. */
  check?(): Promise<string[]>;
  undo?(): Promise<void>;
}

const FRAME = { blankMs: 160, told: ["frame-gone", "frame-frozen"] };
const PAGE = { promiseMs: 6_000, blankMs: 6_000 };
const GPU = { promiseMs: 3_000, blankMs: 3_000 };
/** From the page's process until its frames have drawn. */
const LOADING_MS = 900;
const BROWSER = { promiseMs: 3_000, blankMs: 2_000 };

/** All of it is started anew. */
const SERVICE = { promiseMs: 3_000, blankMs: 3_000 };

export const processFaults: readonly Fault[] = [
  {
    name: "frame killed",
    promiseMs: 1_000,
    ...FRAME,
    inject: async (scene) => signal(await frameOnStage(scene), "SIGKILL"),
  },
  {
    name: "frame frozen",
    twin: "frame loops",
    promiseMs: 1_000,
    ...FRAME,
    inject: async (scene) => signal(await frameOnStage(scene), "SIGSTOP"),
  },
  {
    name: "page killed",
    ...PAGE,
    told: ["page-gone"],
    inject: async ({ stand }) => signal(page(stand), "SIGKILL"),
  },
  {
    name: "page frozen",
    twin: "page loops",
    ...PAGE,
    told: ["page-frozen"],
    inject: async ({ stand }) => signal(page(stand), "SIGSTOP"),
  },
  {
    name: "GPU killed",
    ...GPU,
    // The third of them in five minutes.
    told: ["gpu-gone", "gpu-lost"],
    inject: async ({ stand }) => signal(only(stand, "gpu"), "SIGKILL"),
  },
  {
    name: "GPU frozen",
    ...PAGE,
    told: ["gpu-frozen", "gpu-lost", "page-frozen"],
    inject: async ({ stand }) => signal(only(stand, "gpu"), "SIGSTOP"),
  },
  {
    name: "browser killed",
    ...BROWSER,
    told: ["browser-gone"],
    inject: async ({ stand }) => signal(only(stand, "browser"), "SIGKILL"),
  },
  {
    name: "renderers killed while loading",
    promiseMs: 6_000,
    blankMs: 6_000,
    // Those that were about to die with the browser may have gone by themselves.
    told: ["page-gone", "frame-gone", "frame-not-loaded", "browser-gone"],
    async inject({ stand, random }) {
      const old = new Set(renderers(stand).map(({ pid }) => pid));
      process.kill(only(stand, "browser").pid, "SIGKILL");
      const young = () => renderers(stand).filter(({ pid }) => !old.has(pid));
      while (young().length === 0) await pause(20);
      await pause(random() * LOADING_MS);
      const at = performance.now();
      for (const { pid } of young()) if (isAlive(pid)) process.kill(pid, "SIGKILL");
      return { at };
    },
  },
  {
    name: "browser frozen",
    ...BROWSER,
    told: ["browser-frozen"],
    inject: async ({ stand }) => signal(only(stand, "browser"), "SIGSTOP"),
  },
  {
    name: "app killed",
    promiseMs: 0,
    blankMs: 0,
    told: ["app-gone"],
    inject: async ({ stand }) => signal(only(stand, "app"), "SIGKILL"),
  },
  {
    name: "app frozen",
    twin: "app frozen, frame killed",
    promiseMs: 4_000,
    blankMs: 0,
    told: ["app-frozen"],
    inject: async ({ stand }) => signal(only(stand, "app"), "SIGSTOP"),
  },
  {
    name: "keeper killed",
    twin: "keeper frozen",
    fromDisk: true,
    ...SERVICE,
    told: ["keeper-gone"],
    async inject(scene) {
      const { keeper } = scene.stand;
      const ended = new Promise((resolve) => keeper.once("exit", resolve));
      keeper.kill("SIGKILL");
      await ended;
      void scene.restart();
    },
  },
  {
    name: "keeper frozen",
    fromDisk: true,
    // Nothing is seen of it until the system ends it.
    ...SERVICE,
    promiseMs: WATCHDOG_MS + 3_500,
    told: ["keeper-gone"],
    async inject(scene) {
      const { keeper } = scene.stand;
      const at = performance.now();
      keeper.kill("SIGSTOP");
      await scene.system.missed();
      await scene.system.end(scene.stand);
      void scene.restart();
      return { at };
    },
  },
];

/** Two at once. */
export const doubleFaults: readonly Fault[] = [
  {
    name: "app and browser killed",
    ...BROWSER,
    // The app is away as its browser dies: its next process is told.
    told: ["browser-gone"],
    async inject({ stand }) {
      signal(only(stand, "app"), "SIGKILL");
      return signal(only(stand, "browser"), "SIGKILL");
    },
  },
  {
    name: "app frozen, frame killed",
    promiseMs: 4_000,
    blankMs: 160,
    told: ["app-frozen", "frame-gone", "frame-frozen"],
    async inject(scene) {
      const frame = await frameOnStage(scene);
      const undone = signal(only(scene.stand, "app"), "SIGSTOP");
      signal(frame, "SIGKILL");
      return undone;
    },
  },
];

function page(stand: Stand): StandProcess {
  const [first] = renderers(stand);
  if (!first) throw new Error("no renderer is the page");
  return first;
}

/** The renderers by age: the trusted page is the first, the frames follow. */
function renderers(stand: Stand): StandProcess[] {
  const age = ({ command }: StandProcess) =>
    Number(/--renderer-client-id=(\d+)/.exec(command)?.[1]);
  return stand
    .processes()
    .filter(({ kind }) => kind === "renderer")
    .toSorted((a, b) => age(a) - age(b));
}

/** The frame on stage is the one with which the picture stands still: a quarter of a second is no fault yet. */
async function frameOnStage(scene: Scene): Promise<StandProcess> {
  for (let turn = 0; turn < 3; turn += 1)
    for (const frame of renderers(scene.stand).slice(1))
      // Twice: a busy machine lets a picture stand still once.
      if ((await draws(frame, scene)) && (await draws(frame, scene))) return frame;
  throw new Error("no renderer draws what is on the display");
}

async function draws({ pid }: StandProcess, { display }: Scene): Promise<boolean> {
  process.kill(pid, "SIGSTOP");
  const still = await standsStill(display);
  process.kill(pid, "SIGCONT");
  while (still && (await standsStill(display)));
  return still;
}

async function standsStill(display: VirtualDisplay): Promise<boolean> {
  // What was on its way when it was stopped.
  await pause(60);
  const first = display.frame();
  for (let count = 0; count < 3; count += 1) {
    await pause(60);
    if (difference(first, display.frame()) > 0) return false;
  }
  return true;
}

export function only(stand: Stand, kind: StandProcess["kind"]): StandProcess {
  const found = stand.processes().find((each) => each.kind === kind);
  if (!found) throw new Error(`no process is the ${kind}`);
  return found;
}

/** The browser ends what does not end by itself after two seconds. */
const LEFT_MS = 5_000;

/** A process that was stopped must not be left behind. */
function signal({ pid }: StandProcess, name: "SIGKILL" | "SIGSTOP"): Broken {
  const at = performance.now();
  process.kill(pid, name);
  if (name === "SIGKILL") return { at };
  return {
    at,
    async check() {
      for (let waited = 0; waited < LEFT_MS && isAlive(pid); waited += 100) await pause(100);
      return isAlive(pid) ? [`process ${pid}, which was stopped, is left behind`] : [];
    },
    undo: async () => void (isAlive(pid) && process.kill(pid, "SIGKILL")),
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
