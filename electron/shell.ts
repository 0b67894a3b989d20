import type { Role } from "../core/contract.ts";
import type { DeskDisplay } from "../core/desk.ts";
import type { Link, LinkOptions } from "./link.ts";
import type { ShellName } from "./order.ts";
import type { Seen } from "./sight.ts";

/** A picture of a window that takes longer is not waited for. */
export const PICTURE_MS = 5_000;
/** How long a display without a window says its number. */
export const NUMBER_MS = 3_000;

/** The port to the machine: what the app asks of Electron, of a browser, or of nobody at all. */
export interface Shell {
  readonly name: ShellName;
  /** Opens a window; it is opened again by the shell when it dies, and `onGone` is told. */
  open(window: WindowOrder): void;
  /** Subscribes to deaths of windows; returns the undo. */
  onGone(listener: (gone: { window: string; kind: string }) => void): () => void;
  /** A way of its own to its pages; a shell without one reaches them over loopback HTTP. */
  link?(options: LinkOptions): Link;
  /** Has the audience's and the speaker's windows change displays, or each display without a window say its number. */
  arrange?(wish: "swap" | "identify"): void;
  /** Tells the displays of a talk and what they show, at each change of either. */
  onSeats?(listener: (displays: DeskDisplay[]) => void): void;
  /** Keeps the displays on, where that is not left to the windows' browser; `anew` lets go of them first. */
  keepAwake?(anew: boolean): void;
  /** The person has had enough: ends the app and everything it opened. */
  end(): void;
  /** A window has just been heard; one that falls silent is frozen, and the shell mends it. */
  heard?(window: string): void;
  /** The page of a window is no longer connected: it may have died. */
  parted?(window: string): void;
  /** A picture of what a window shows; null when none can be taken. */
  look?(window: string): Promise<Seen | null>;
  /** Replaces a window that is well by all other signs, and shows nothing. */
  mend?(window: string, kind: string): void;
  /** Whether the hours have closed the show, so that nothing need be drawn. */
  dark?(dark: boolean): void;
}

export interface WindowOrder {
  /** Id of the show it shows. */
  window: string;
  /** Address of the page, token included. */
  url: string;
  kind: "kiosk" | "window";
  role: Role;
}
