import type { Drawn } from "../core/contract.ts";
import { FRAME_DIED } from "../core/vital.ts";
import { startHeart, type FrameFault, type Heart } from "./heart.ts";
import { readFromStage, type ToScreen, type ToStage } from "./picture.ts";

/** One frame that draws a deck: an origin and a process of its own, reached over a port. */
export interface FrameOptions {
  parent: HTMLElement;
  /** What assistive technology calls it. */
  name: string;
  address: string;
  /** The longest it may take to load its page, in milliseconds: not every browser tells of a process that dies before. */
  patience: number;
  /** It has loaded, or loaded anew: it knows of no picture yet. */
  onReady(frame: Frame): void;
  onMessage(frame: Frame, message: Said): void;
  /** It may have died, or was wrongly thought to. */
  onDoubt(frame: Frame, doubt: boolean): void;
  /** Called once, when it no longer draws; null when it left of its own accord. */
  onEnd(frame: Frame, kind: FrameFault | null): void;
}

/** What the page above hears; the rest is between a frame and its heart. */
export type Said = Exclude<ToScreen, { type: "pong" | "away" }>;

export interface Frame {
  /** What it drew last. */
  drawn: Drawn | null;
  /** When it was made, in milliseconds of `performance.now`. */
  since: number;
  /** Its page has not come in time. */
  late: boolean;
  tell(message: ToStage): void;
  /** Over the other frames, and alone in being read, touched and focused; or under them and inert. */
  raise(up: boolean): void;
  /** Seen over the other frames while it goes on standing by, or no more. */
  cover(over: boolean): void;
  remove(): void;
}

export function openFrame(options: FrameOptions): Frame {
  const { parent, address, name } = options;
  const element = document.createElement("iframe");
  let port: MessagePort | null = null;
  let heart: Heart | null = null;
  let loading: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    release();
    const messages = new MessageChannel();
    const beats = new MessageChannel();
    port = messages.port1;
    port.addEventListener("message", ({ data }) => hear(data));
    // A process that dies closes its ports. Told of it, we are there before the browser paints its grey page.
    port.addEventListener("close", () => end("frame-gone"));
    port.start();
    heart = startHeart({
      pulse: beats.port1,
      ping: () => frame.tell({ type: "ping" }),
      onDoubt: (doubt) => options.onDoubt(frame, doubt),
      onStop: end,
    });
    element.contentWindow?.postMessage("stage", new URL(address).origin, [
      messages.port2,
      beats.port2,
    ]);
    options.onReady(frame);
  }

  function hear(data: unknown): void {
    heart?.answered();
    const message = readFromStage(data);
    if (!message || message.type === "pong") return;
    // A page that is left closes its port like one that dies, but it says so before.
    if (message.type === "away") return end(null);
    if (message.type === "drawn") frame.drawn = { place: message.place, step: message.step };
    options.onMessage(frame, message);
  }

  /** It has no port yet that could close. */
  function mourn(event: Event): void {
    if (event instanceof CustomEvent && (event.detail === "" || event.detail === element.src))
      end("frame-not-loaded");
  }

  function end(kind: FrameFault | null): void {
    release();
    options.onEnd(frame, kind);
  }

  /** It is not listened to until it loads again. */
  function release(): void {
    clearTimeout(loading);
    removeEventListener(FRAME_DIED, mourn);
    heart?.stop();
    port?.close();
    [port, heart] = [null, null];
    frame.drawn = null;
  }

  const frame: Frame = {
    drawn: null,
    since: performance.now(),
    late: false,
    tell: (message) => port?.postMessage(message),
    cover: (over) => void element.toggleAttribute("data-cover", over),
    raise(up) {
      frame.cover(false);
      element.toggleAttribute("data-standby", !up);
      element.inert = !up;
      if (up) element.removeAttribute("aria-hidden");
      else element.setAttribute("aria-hidden", "true");
    },
    remove() {
      release();
      element.remove();
    },
  };

  // Scripts of its own origin and nothing else: no pop-up, no form, no way to move the page above it.
  element.setAttribute("sandbox", "allow-scripts allow-same-origin");
  element.allow = "autoplay";
  // A name for assistive technology that, unlike a title, never shows as a tooltip.
  element.setAttribute("aria-label", name);
  element.addEventListener("load", connect);
  element.src = address;
  frame.raise(false);
  parent.append(element);
  addEventListener(FRAME_DIED, mourn);
  loading = setTimeout(() => {
    frame.late = true;
    end("frame-not-loaded");
  }, options.patience);
  return frame;
}
