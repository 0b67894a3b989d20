import type { Drive } from "../core/playback.ts";
import { startHeart, type FrameFault, type Heart } from "./heart.ts";
import { readFromStage, type Picture, type ToScreen, type ToStage } from "./picture.ts";

/**
 * The frames that draw the deck: one on stage, one standing by underneath. Each has an origin and so a process of its
 * own: when the one on stage dies or freezes, the other takes over with the same picture and a new one is made.
 */
export interface FramesOptions {
  parent: HTMLElement;
  /** What assistive technology calls it. */
  name?: string;
  /** Whether a second frame waits underneath, so that nobody sees the first one die; true unless told otherwise. */
  standby?: boolean;
  /** Address of the stage page for the n-th frame. */
  addressOf(n: number): string;
  onMessage(message: Exclude<ToScreen, { type: "pong" }>): void;
  onFault(kind: FrameFault): void;
}

export interface Frames {
  show(picture: Picture): void;
  /** Takes the frames away until the next picture: what they play stops. */
  rest(): void;
  /** To the frame on stage. */
  drive(command: Drive): void;
  close(): void;
}

interface Frame {
  element: HTMLIFrameElement;
  port: MessagePort | null;
  heart: Heart | null;
}

export function openFrames(options: FramesOptions): Frames {
  const home = options.parent.parentElement;
  let count = 0;
  let picture: Picture | null = null;
  let onStage = make();
  let standby = options.standby === false ? null : makeStandby();

  function make(): Frame {
    count += 1;
    const element = document.createElement("iframe");
    const address = options.addressOf(count);
    const frame: Frame = { element, port: null, heart: null };
    // Scripts of its own origin and nothing else: no pop-up, no form, no way to move the page above it.
    element.setAttribute("sandbox", "allow-scripts allow-same-origin");
    element.allow = "autoplay";
    // A name for assistive technology that, unlike a title, never shows as a tooltip.
    element.setAttribute("aria-label", options.name ?? "MTInov Stage");
    element.addEventListener("load", () => connect(frame, new URL(address).origin));
    element.src = address;
    options.parent.append(element);
    return frame;
  }

  function makeStandby(): Frame {
    const frame = make();
    frame.element.dataset["standby"] = "";
    return frame;
  }

  function connect(frame: Frame, origin: string): void {
    const messages = new MessageChannel();
    const beats = new MessageChannel();
    release(frame);
    frame.port = messages.port1;
    frame.port.addEventListener("message", ({ data }) => hear(frame, data));
    frame.port.start();
    frame.heart = startHeart({
      pulse: beats.port1,
      ping: () => tell(frame, { type: "ping" }),
      onStop: (kind) => replace(frame, kind),
    });
    frame.element.contentWindow?.postMessage("stage", origin, [messages.port2, beats.port2]);
    if (frame === onStage) draw();
  }

  function hear(frame: Frame, data: unknown): void {
    frame.heart?.answered();
    const message = readFromStage(data);
    if (message && message.type !== "pong" && frame === onStage) options.onMessage(message);
  }

  function replace(frame: Frame, kind: FrameFault): void {
    release(frame);
    frame.element.remove();
    if (frame === onStage) {
      options.onFault(kind);
      onStage = standby ?? make();
      delete onStage.element.dataset["standby"];
      draw();
    }
    if (standby) standby = makeStandby();
  }

  function release(frame: Frame): void {
    frame.heart?.stop();
    frame.port?.close();
  }

  function draw(): void {
    if (picture) tell(onStage, { type: "show", picture });
  }

  function tell(frame: Frame, message: ToStage): void {
    frame.port?.postMessage(message);
  }

  return {
    show(next) {
      picture = next;
      // Put back, frames load anew and are connected then.
      if (!options.parent.isConnected) return home?.prepend(options.parent);
      draw();
    },
    rest() {
      for (const each of [onStage, standby]) if (each) release(each);
      options.parent.remove();
    },
    drive: (command) => tell(onStage, { type: "drive", command }),
    close() {
      for (const frame of [onStage, standby]) {
        if (!frame) continue;
        release(frame);
        frame.element.remove();
      }
    },
  };
}
