import { readFromStage, type Picture, type ToScreen, type ToStage } from "./picture.ts";

/**
 * The frames that draw the deck: one on stage, one standing by underneath. Each has an origin and so a process of its
 * own: when the one on stage dies or freezes, the other takes over with the same picture and a new one is made.
 */
export interface FramesOptions {
  parent: HTMLElement;
  /** Address of the stage page for the n-th frame. */
  addressOf(n: number): string;
  onMessage(message: Exclude<ToScreen, { type: "pong" }>): void;
  onFault(kind: "frame-gone" | "frame-frozen"): void;
}

export interface Frames {
  show(picture: Picture): void;
}

interface Frame {
  element: HTMLIFrameElement;
  port: MessagePort | null;
  /** When it last answered, in milliseconds of `performance.now`. */
  answered: number;
}

const PING_MS = 500;
/** Long enough for a heavy picture to decode, short enough that a visitor hardly notices. */
const FROZEN_MS = 3_000;

export function openFrames(options: FramesOptions): Frames {
  let count = 0;
  let picture: Picture | null = null;
  let onStage = make();
  let standby = make();
  standby.element.dataset["standby"] = "";

  function make(): Frame {
    count += 1;
    const element = document.createElement("iframe");
    const address = options.addressOf(count);
    const frame: Frame = { element, port: null, answered: performance.now() };
    // Scripts of its own origin and nothing else: no pop-up, no form, no way to move the page above it.
    element.setAttribute("sandbox", "allow-scripts allow-same-origin");
    element.allow = "autoplay";
    element.title = "MTInov Stage";
    element.addEventListener("load", () => connect(frame, new URL(address).origin));
    element.src = address;
    options.parent.append(element);
    return frame;
  }

  function connect(frame: Frame, origin: string): void {
    const { port1, port2 } = new MessageChannel();
    frame.port?.close();
    frame.port = port1;
    frame.answered = performance.now();
    port1.addEventListener("message", ({ data }) => hear(frame, data));
    // The other end closes when the frame's process dies: no waiting for a heartbeat.
    port1.addEventListener("close", () => replace(frame, "frame-gone"));
    port1.start();
    frame.element.contentWindow?.postMessage("stage", origin, [port2]);
    if (frame === onStage) draw();
  }

  function hear(frame: Frame, data: unknown): void {
    frame.answered = performance.now();
    const message = readFromStage(data);
    if (message && message.type !== "pong" && frame === onStage) options.onMessage(message);
  }

  function replace(frame: Frame, kind: "frame-gone" | "frame-frozen"): void {
    if (frame !== onStage && frame !== standby) return;
    frame.port?.close();
    frame.element.remove();
    if (frame === onStage) {
      options.onFault(kind);
      onStage = standby;
      delete onStage.element.dataset["standby"];
      draw();
    }
    standby = make();
    standby.element.dataset["standby"] = "";
  }

  function draw(): void {
    if (picture) tell(onStage, { type: "show", picture });
  }

  function tell(frame: Frame, message: ToStage): void {
    frame.port?.postMessage(message);
  }

  function ping(): void {
    const now = performance.now();
    for (const frame of [onStage, standby]) {
      if (frame.port && now - frame.answered > FROZEN_MS) replace(frame, "frame-frozen");
      else tell(frame, { type: "ping" });
    }
  }

  setInterval(ping, PING_MS);
  return {
    show(next) {
      picture = next;
      draw();
    },
  };
}
