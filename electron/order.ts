import type { Lang, Scheme } from "../core/deck.ts";
import type { Mode } from "../core/running.ts";

/** What the command line asked for, checked: the one thing every shell starts from. */
export interface Order {
  mode: Mode;
  shell: ShellName;
  /** Playlist file, or decks; both absolute. Nothing of either: the stand playlist of the decks folder. */
  playlist: string | null;
  decks: string[];
  /** Overrides the languages of the playlist. */
  langs: Lang[] | null;
  /** Overrides the scheme of the playlist; decks that choose their own keep it. */
  scheme: Scheme | null;
  /** Name or number (from 1) of the display; null for the system's choice. */
  display: string | null;
  /** An ordinary window rather than the whole display. */
  windowed: boolean;
  /** 0 lets the system choose. */
  port: number;
  /** Where decks named without a path are looked for. */
  folder: string;
}

export type ShellName = "electron" | "chromium" | "serve";

/** In the desktop's pixels. */
export interface Bounds {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Whether nobody is there to see to it: a booth that has its display to itself. */
export function isUnattended({ mode, windowed, shell }: Order): boolean {
  return mode === "kiosk" && !windowed && shell !== "serve";
}

/** One show a display; the show, its window and its place on disk are named after it. */
export function windowOf(order: Pick<Order, "display">): string {
  return order.display ?? "main";
}
