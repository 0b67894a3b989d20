import * as v from "valibot";
import { ALIVE, FRAME_DIED } from "../core/vital.ts";
import type { DevTools } from "./devtools.ts";
import type { FirstWords } from "./first-words.ts";
import { attachTo, pageIn } from "./page.ts";
import { LOOK_MS, watchSilence } from "./silence.ts";

/**
 * Takes the pulse of a browser and of its page, in the DevTools protocol: the browser's own thread, the page's thread,
 * and whether anything is drawn. None of them says by itself that it stands still; of a renderer's death the browser tells.
 */
export interface Pulse {
  /** The page may have died: it is asked at once. */
  doubt(): Promise<void>;
  /** A picture of the page, as the bytes of a PNG in base64; null when none can be taken. */
  picture(): Promise<string | null>;
  stop(): void;
}

export interface PulseOptions {
  tools: Pick<DevTools, "send" | "on">;
  mono(): number;
  /** Whether pictures are to be expected now: not from a window that is out of sight, nor from a display asleep. */
  draws(): boolean;
  /** The graphics process has died, and another is there. */
  onGpuGone(): void;
  /** How long it may take to speak and to be drawn: told what came of it. Our page has 20 s at least. */
  words: FirstWords;
  /** Called once. */
  onStop(kind: PulseFault): void;
}

/** `page-lost`: whatever the browser shows, it has not become our page. */
export type PulseFault =
  | "browser-frozen"
  | "page-frozen"
  | "page-gone"
  | "page-lost"
  | "gpu-frozen";

/** How long each may be silent: long enough for a busy computer, short enough for what is promised. */
const SILENCE_MS = { browser: 1_200, page: 3_000, picture: 2_000 };
/** However soon the browser spoke, on a slow computer its first page takes as long as this. */
const PAGE_MS = 20_000;
/** Our page takes the place of the one that leads to it within this time; longer the next time, for a computer may be slow. */
const LEAD_MS = 3_000;
/** How often it is asked which process is the graphics one: nobody tells of its death. */
const GPU_MS = 2_000;
/** A page that has died does not answer; one that lives does within this time, or is frozen. */
const DOUBT_MS = 500;
/** A picture that was asked for may be lost with its page: after this time another one is. */
const SHOT_MS = 60_000;

export function takePulse(options: PulseOptions): Pulse {
  const { tools, mono, draws, onGpuGone, words, onStop } = options;
  const wordMs = words.wordMs();
  let stopped = false;
  let session: string | null = null;
  /** The page of that session; until there is one, every page is it. */
  let target: string | null = null;
  const targets = new Map<string, Target>();
  let came = false;
  let first = true;
  /** A picture is waited for. */
  let awaited = false;
  /** When the picture was asked for that somebody waits for. */
  let shotAt = -Infinity;
  /** Since when another page than ours is there, and how long it may be. */
  let leadingSince: number | null = null;
  let leadMs = LEAD_MS;
  /** The graphics process, by its number. */
  let gpu: number | null = null;
  let askedAt = 0;
  /** Questions that are under way: a second one would wait behind the first. */
  const asking = new Set<string>();
  const browser = watchSilence(mono, () => end("browser-frozen"), SILENCE_MS.browser);
  const page = watchSilence(mono, () => end(came ? "page-frozen" : "page-lost"), SILENCE_MS.page);
  // A page that stands still asks for no picture either: then it is not the GPU.
  const picture = watchSilence(mono, () => void undrawn(), SILENCE_MS.picture);
  const watches = [browser, page, picture];
  const timer = setInterval(beat, LOOK_MS);
  browser.expect("it", wordMs);
  for (const told of ["Target.targetCreated", "Target.targetInfoChanged"])
    tools.on(told, (params) => {
      if (v.is(described, params)) targets.set(params.targetInfo.targetId, params.targetInfo);
    });
  tools.on("Target.targetCrashed", (params) => {
    if (v.is(crashed, params)) mourn(params.targetId);
  });
  void ask(
    "targets",
    () => tools.send("Target.setDiscoverTargets", { discover: true }),
    () => undefined,
  );

  function beat(): void {
    // What does not answer is told by its own watch, the more general one first.
    for (const each of watches) if (!stopped) each.look();
    if (stopped) return;
    void ask("browser", find, () => browser.heard("it"));
    if (session === null) return;
    if (mono() - askedAt > GPU_MS) {
      askedAt = mono();
      void ask("gpu", () => tools.send("SystemInfo.getProcessInfo"), lookAtGpu);
    }
    void ask(
      "page",
      () => evaluate(WHERE),
      (answer) => {
        if (v.is(ours, answer)) arrived();
        else if (!v.is(loading, answer)) nudge();
      },
    );
    if (!draws()) {
      picture.forget("it");
      awaited = false;
      return;
    }
    if (came && !awaited) {
      awaited = true;
      picture.expect("it", words.pictureMs());
    }
    void ask("picture", () => evaluate(NEXT_PICTURE), drawn);
  }

  function drawn(): void {
    // Of a question from before the display went dark.
    if (!draws()) return;
    words.drawn();
    awaited = true;
    picture.expect("it");
    picture.heard("it");
  }

  function arrived(): void {
    if (first) words.arrived();
    first = false;
    came = true;
    leadingSince = null;
    leadMs = LEAD_MS;
    page.heard("it");
  }

  /**
   * Another page than ours stays: the process that was to show ours has died before it did, and nobody tells; or the app
   * process was away, and the browser says so on a page of its own. It is asked for anew.
   */
  function nudge(): void {
    // Ours was there, and was left.
    if (came) page.expect("it");
    came = false;
    leadingSince ??= mono();
    if (mono() - leadingSince < leadMs) return;
    leadingSince = mono();
    leadMs *= 2;
    void ask(
      "lead",
      () => tools.send("Page.reload", {}, session ?? undefined),
      () => undefined,
    );
  }

  function lookAtGpu(answer: unknown): void {
    const found = v.is(processes, answer)
      ? answer.processInfo.find(({ type }) => type === "GPU")
      : undefined;
    if (!found) return;
    if (gpu !== null && found.id !== gpu) onGpuGone();
    gpu = found.id;
  }

  async function ask(
    what: string,
    question: () => Promise<unknown>,
    heard: (answer: unknown) => void,
  ) {
    if (asking.has(what)) return;
    asking.add(what);
    try {
      const answer = await question();
      if (!stopped) heard(answer);
    } catch {
      // Refused while a page changes, or by a browser that has just died: its silence tells.
    } finally {
      asking.delete(what);
    }
  }

  /** Asks the browser's own thread; at first also for its page. */
  async function find(): Promise<void> {
    if (session !== null) return void (await tools.send("Browser.getVersion"));
    const found = await pageIn(tools);
    if (!found) return;
    session = await attachTo(tools, found);
    target = found;
    page.expect("it", Math.max(wordMs, PAGE_MS));
  }

  /** A renderer has died. A frame that had loaded tells its page itself; before that, nobody else can. */
  function mourn(id: string): void {
    const { type, url } = targets.get(id) ?? { type: "other", url: "" };
    if (type === "page" && (target ?? id) === id) end("page-gone");
    if (type === "iframe" && session !== null && !stopped)
      void ask(
        id,
        () =>
          evaluate(
            `dispatchEvent(new CustomEvent("${FRAME_DIED}", { detail: ${JSON.stringify(url)} }))`,
          ),
        () => undefined,
      );
  }

  function evaluate(expression: string): Promise<unknown> {
    const asked = { expression, awaitPromise: true };
    return tools.send("Runtime.evaluate", asked, session ?? undefined);
  }

  async function undrawn(): Promise<void> {
    if (!(await answers()) || stopped) return;
    words.undrawn();
    end("gpu-frozen");
  }

  /** Whether the page answers soon. */
  function answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), DOUBT_MS);
      const answer = (lives: boolean) => {
        clearTimeout(timer);
        resolve(lives);
      };
      evaluate("1").then(
        () => answer(true),
        () => answer(false),
      );
    });
  }

  function end(kind: PulseFault): void {
    if (stopped) return;
    stop();
    onStop(kind);
  }

  function stop(): void {
    stopped = true;
    clearInterval(timer);
  }

  return {
    async doubt() {
      if (session !== null && !stopped && !(await answers())) end("page-gone");
    },
    async picture() {
      // One at a time: a display that gives none would leave a heap of questions, and answer them all at once later.
      if (session === null || stopped || mono() - shotAt < SHOT_MS) return null;
      shotAt = mono();
      try {
        const shot = await tools.send("Page.captureScreenshot", { format: "png" }, session);
        return (shot as { data: string }).data;
      } catch {
        // The page changes, or the browser has just died: the pulse tells.
        return null;
      } finally {
        shotAt = -Infinity;
      }
    },
    stop,
  };
}

const targetInfo = v.object({ targetId: v.string(), type: v.string(), url: v.string() });
type Target = v.InferOutput<typeof targetInfo>;
const described = v.object({ targetInfo });
const crashed = v.object({ targetId: v.string() });
const processes = v.object({
  processInfo: v.array(v.object({ type: v.string(), id: v.number() })),
});
const ours = v.object({ result: v.object({ value: v.literal("ours") }) });
/** Still on its way: to ask for it anew would begin it anew. */
const loading = v.object({ result: v.object({ value: v.literal("loading") }) });
/** An error page of the browser's answers too, and so does a page of which no script came. */
const WHERE = `${JSON.stringify(ALIVE)} in document.documentElement.dataset ? "ours" : location.protocol === "http:" && document.readyState !== "complete" ? "loading" : "other"`;
/** Resolves when the page is drawn the next time. */
const NEXT_PICTURE = "new Promise((resolve) => requestAnimationFrame(() => resolve(1)))";
