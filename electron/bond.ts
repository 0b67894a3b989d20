import type { Lang } from "../core/deck.ts";
import type { Handed } from "../core/handed.ts";
import type { Caller, Role } from "../core/contract.ts";
import type { DeskDisplay } from "../core/desk.ts";
import type { Order } from "./order.ts";

/**
 * What the app process and its keeper say to each other, and what the keeper holds in memory so that a new app
 * process goes on where the last one died: same port, same tokens, same slide.
 */
export interface Memory {
  /** Port of the loopback server; 0 until it is chosen. */
  port: number;
  /** When the clock of the shows began, in milliseconds of the epoch: a slide's time goes on in the next process. */
  origin: number;
  /** Secret of this run: asset addresses derive from it. */
  secret: string;
  tokens: Record<string, Pass>;
  shows: Record<string, Remembered>;
  /** Whether the displays' power saving was on before any app process touched it; left out while nobody knows. */
  powerSaving?: boolean;
}

/** What a token lets its bearer be. */
export type Pass = Caller;

export interface Remembered {
  show: Handed;
  place: Place;
  history: History;
}

/** A place that survives a restart and an edit of the deck. */
export interface Place {
  deck: string;
  lang: Lang;
  key: string;
  slide: number;
  step: number;
  /** The time of a talk when this was written, and when that was, in milliseconds of the epoch. */
  talk?: { ran: number; spent: Record<string, number>; at: number };
}

/** What happened to a window since the keeper started. */
export interface History {
  restarts: number;
  lastFault: { kind: string; at: string } | null;
  /** The last outages, oldest first: milliseconds from the fault to the next slide really shown. */
  outagesMs: number[];
}

/** A window the Chromium shell wants from the keeper, which owns the browsers. */
export interface BrowserOrder {
  window: string;
  url: string;
  origin: string;
  kind: "kiosk" | "window";
  role: Role;
}

/** How an app process ends before it should, or its keeper: that was killed, or the power went. */
export type AppFault = "app-gone" | "app-frozen" | "keeper-gone";

export type ToApp =
  | {
      type: "start";
      order: Order;
      memory: Memory | null;
      saved: Record<string, Place>;
      /** How the former process ended, or the former keeper; null when that was in good order. */
      fault: AppFault | null;
    }
  | { type: "gone"; window: string; kind: string }
  | { type: "displays"; displays: DeskDisplay[] }
  /** A picture that was asked for: a PNG in base64, or null. */
  | { type: "picture"; window: string; png: string | null }
  | { type: "stop" };

export type ToKeeper =
  | { type: "ready"; address: string }
  /** Twice a second: I live. */
  | { type: "beat" }
  /** The page of a window is no longer connected. */
  | { type: "parted"; window: string }
  /** A picture of a window is wanted. */
  | { type: "look"; window: string }
  /** A window is well by all signs, and yet nothing is seen on it. */
  | { type: "mend"; window: string; kind: string }
  /** Whether the displays show anything now. */
  | { type: "dark"; dark: boolean }
  | { type: "remember"; memory: Memory }
  | { type: "open"; browser: BrowserOrder }
  | { type: "arrange"; wish: "swap" | "identify" }
  | { type: "end" }
  | { type: "failed"; reason: string; port: number };
