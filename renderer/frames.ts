import type { Drive } from "../core/playback.ts";
import { openFrame, type Frame, type Said } from "./frame.ts";
import type { FrameFault } from "./heart.ts";
import type { Picture } from "./picture.ts";
import { keepPlayback } from "./played.ts";

/**
 * The frames that draw the deck: one on stage, one standing by underneath with the same slide drawn, still and silent.
 * When the one on stage dies or freezes, the other is raised in the same task and a new one is made; long before a freeze
 * is certain the other is seen already. Now and then they change places unseen, for a process that runs for weeks grows.
 */
export interface FramesOptions {
  parent: HTMLElement;
  /** What assistive technology calls it. */
  name?: string;
  /** Whether a second frame waits underneath, so that nobody sees the first one die; true unless told otherwise. */
  standby?: boolean;
  /** Address of the stage page for the n-th frame. */
  addressOf(n: number): string;
  onMessage(message: Said): void;
  onFault(kind: FrameFault): void;
}

export interface Frames {
  show(picture: Picture): void;
  /**
   * Replaces the frame on stage, when it is older than this many milliseconds, by the one that stands by: as soon as the
   * picture rests.
   */
  renew(olderThan: number): void;
  /** Ends the frames, and what they play; the next picture, if there is one, has new ones. */
  rest(): void;
  /** To the frame on stage. */
  drive(command: Drive): void;
}

/** A frame that lives this long was no stillborn one, in milliseconds. */
const SETTLED_MS = 2_500;
/** Waits before a new frame when several died young: the first is made at once. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;
/** How long a page may take to come: longer for each that did not, for a computer may be slow. */
const LOAD_MS = 5_000;
const LONGEST_LOAD_MS = 80_000;
/** How long after a picture is drawn nothing of a change moves any more, in milliseconds. */
const CALM_MS = 1_500;

export function openFrames(options: FramesOptions): Frames {
  const { parent } = options;
  const playback = keepPlayback();
  let count = 0;
  let picture: Picture | null = null;
  let onStage: Frame | null = null;
  let standby: Frame | null = null;
  /** The frame on stage may be dead or frozen; and the other is seen in its place. */
  let doubted = false;
  let covering = false;
  /** Frames that died young since one lived. */
  let stillborn = 0;
  /** Frames whose page did not come in time since one did. */
  let unloaded = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  /** A renewal: asked for, then waiting for calm, then the other frame is brought to where the films are. */
  let renewal: "none" | "asked" | "under-way" = "none";
  let calm: ReturnType<typeof setTimeout> | undefined;
  fill();

  function make(): Frame {
    count += 1;
    return openFrame({
      parent,
      name: options.name ?? "MTInov Stage",
      address: options.addressOf(count),
      patience: Math.min(LOAD_MS * 2 ** unloaded, LONGEST_LOAD_MS),
      onReady(frame) {
        unloaded = 0;
        if (frame === onStage) goOn(frame);
        else mirror();
      },
      onMessage: hear,
      onDoubt(frame, doubt) {
        if (frame !== onStage) return;
        doubted = doubt;
        cover();
      },
      onEnd: replace,
    });
  }

  /** Makes what is missing. The second frame is made once the first has drawn: a show that starts does not wait. */
  function fill(): void {
    clearTimeout(retry);
    retry = undefined;
    onStage ??= raised(make());
    if (options.standby !== false && inStep(onStage)) standby ??= make();
  }

  function hear(frame: Frame, message: Said): void {
    if (frame === standby) {
      if (message.type === "drawn") settle();
      return;
    }
    if (frame !== onStage) return;
    if (message.type === "media") playback.note(message);
    if (message.type === "drawn") cover();
    options.onMessage(message);
    if (message.type === "drawn" && retry === undefined) fill();
  }

  /**
   * While the one on stage is doubted the other is seen in its place and plays, as soon as it shows the same: a doubt that
   * was wrong is hardly seen. It goes on until the one on stage has caught up.
   */
  function cover(): void {
    if (doubted && !covering && standby && inStep(standby)) {
      covering = true;
      standby.cover(true);
      goOn(standby);
    }
    if (!doubted && covering && inStep(onStage)) uncover();
  }

  function uncover(): void {
    covering = false;
    standby?.cover(false);
    mirror();
  }

  /** The frame that stands by draws at the same time: a death in the middle of a change shows no slide twice. */
  function mirror(): void {
    if (picture) standby?.tell({ type: "show", picture, standby: !covering });
  }

  function replace(frame: Frame, kind: FrameFault | null): void {
    if (frame.late) unloaded += 1;
    stillborn = performance.now() - frame.since < SETTLED_MS ? stillborn + 1 : 0;
    if (frame === onStage) {
      [onStage, doubted] = [null, false];
      if (standby) enter(standby);
      if (kind) options.onFault(kind);
    } else {
      quit();
      [standby, covering] = [null, false];
    }
    frame.remove();
    if (stillborn < 2) return fill();
    // A slide may kill whoever draws it: others are tried, but not without a pause.
    const wait = Math.min(FIRST_WAIT_MS * 2 ** (stillborn - 2), LONGEST_WAIT_MS);
    retry ??= setTimeout(fill, wait);
  }

  /** The frame that stood by is on stage from now on. */
  function enter(next: Frame): void {
    quit();
    renewal = "none";
    [doubted, covering] = [false, false];
    onStage = raised(next);
    standby = null;
    goOn(next);
  }

  /** A frame that is new on stage goes on with the films of the last. */
  function goOn(frame: Frame): void {
    if (picture) frame.tell({ type: "show", picture, playback: playback.at(picture) });
  }

  function inStep(frame: Frame | null): boolean {
    const drawn = frame?.drawn;
    if (!drawn || !picture) return false;
    return drawn.place === picture.slides[picture.current]?.place && drawn.step === picture.step;
  }

  /** The frame that stands by has drawn. */
  function settle(): void {
    if (!standby || !inStep(standby)) return;
    cover();
    if (renewal === "under-way") return change(standby);
    clearTimeout(calm);
    if (renewal === "asked") calm = setTimeout(prepare, CALM_MS);
  }

  /** Its films are brought to where those on stage are, underneath: nothing jumps when it is raised. */
  function prepare(): void {
    if (!standby || !picture || !inStep(standby) || !inStep(onStage)) return;
    renewal = "under-way";
    standby.tell({ type: "show", picture, standby: true, playback: playback.at(picture) });
  }

  function change(next: Frame): void {
    const old = onStage;
    enter(next);
    old?.remove();
    fill();
  }

  /** A renewal that was about to happen waits for the next picture at rest. */
  function quit(): void {
    clearTimeout(calm);
    if (renewal === "under-way") renewal = "asked";
  }

  return {
    show(next) {
      const moved = next.slides[next.current]?.place !== picture?.slides[picture.current]?.place;
      picture = next;
      quit();
      // Another slide may be one that kills nobody.
      if (!onStage && (moved || retry === undefined)) fill();
      onStage?.tell({ type: "show", picture });
      mirror();
    },
    renew(olderThan) {
      if (!onStage || performance.now() - onStage.since < olderThan) return;
      renewal = "asked";
      settle();
    },
    rest() {
      quit();
      clearTimeout(retry);
      retry = undefined;
      for (const each of [onStage, standby]) each?.remove();
      // Frames that only left the page would load anew when put back, and nobody would notice one that died of it.
      [onStage, standby] = [null, null];
      [doubted, covering, renewal] = [false, false, "none"];
    },
    drive: (command) => onStage?.tell({ type: "drive", command }),
  };
}

function raised(frame: Frame): Frame {
  frame.raise(true);
  return frame;
}
