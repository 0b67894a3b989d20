import type { PageFault } from "../core/contract.ts";

/** How a frame fails. */
export type FrameFault = Exclude<PageFault, "page-error">;

/**
 * Tells whether a frame lives. Two threads are asked: the pulse, which does nothing else and so answers while its process
 * runs, and the drawing thread, which may be busy with a heavy picture but not for long.
 */
export interface HeartOptions {
  /** The pulse's end of a port. */
  pulse: MessagePort;
  /** Asks the drawing thread; its answer comes back through `answered`. */
  ping(): void;
  /** An answer stays away, or has come after all. */
  onDoubt(doubt: boolean): void;
  /** Called once, when it no longer lives. */
  onStop(kind: FrameFault): void;
}

export interface Heart {
  answered(): void;
  stop(): void;
}

/**
 * Our shells tell a page that a port has closed, as the port of a dead process does: what is silent there is frozen. In
 * somebody's own browser silence is the only sign of death: it is doubted at once, and has to be believed sooner.
 */
export const TOLD = "onclose" in MessagePort.prototype;
const BEAT_MS = TOLD ? 150 : 100;
const beats = (ms: number) => Math.ceil(ms / BEAT_MS);
/**
 * Without an answer of the pulse until it is doubted: where nothing tells of a death, a dead frame is grey for as long.
 * A doubt costs little: another frame that shows the same is seen in the meantime.
 */
const DOUBT_BEATS = beats(TOLD ? 600 : 200);
/** Without an answer of the drawing thread until it is doubted: most pictures are drawn by then. */
const BUSY_BEATS = beats(600);
/** Without an answer of the pulse. On a busy machine 0.6 s of silence were seen in good health, never two. */
const SILENT_BEATS = beats(TOLD ? 2_100 : 750);
/** Without an answer of the drawing thread: long enough for the heaviest picture, short for a visitor. */
const FROZEN_BEATS = beats(3_000);
/** A new frame has yet to load its scripts. */
const GRACE_BEATS = beats(10_000);

export function startHeart({ pulse, ping, onDoubt, onStop }: HeartOptions): Heart {
  let unheard = -GRACE_BEATS;
  let unanswered = -GRACE_BEATS;
  let doubted = false;
  let last = performance.now();
  const timer = setInterval(beat, BEAT_MS);
  pulse.addEventListener("message", () => {
    unheard = 0;
    weigh();
  });
  pulse.start();

  function beat(): void {
    const late = performance.now() - last > 3 * BEAT_MS;
    last = performance.now();
    // This page itself was held up: what it did not hear in the meantime says nothing.
    if (late) return;
    unheard += 1;
    unanswered += 1;
    weigh();
    if (unheard > SILENT_BEATS) return end(TOLD ? "frame-frozen" : "frame-gone");
    if (unanswered > FROZEN_BEATS) return end("frame-frozen");
    pulse.postMessage("beat");
    ping();
  }

  function weigh(): void {
    const doubt = unheard >= DOUBT_BEATS || unanswered >= BUSY_BEATS;
    if (doubt === doubted) return;
    doubted = doubt;
    onDoubt(doubt);
  }

  function end(kind: FrameFault): void {
    stop();
    onStop(kind);
  }

  function stop(): void {
    clearInterval(timer);
    pulse.close();
  }

  return {
    answered() {
      unanswered = 0;
      weigh();
    },
    stop,
  };
}
