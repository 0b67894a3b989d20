import type { ShellName } from "./order.ts";

/** The port to the machine: what the app asks of Electron, of a browser, or of nobody at all. */
export interface Shell {
  readonly name: ShellName;
  /** Opens a window; it is opened again by the shell when it dies, and `onGone` is told. */
  open(window: WindowOrder): void;
  /** Subscribes to deaths of windows; returns the undo. */
  onGone(listener: (gone: { window: string; kind: string }) => void): () => void;
}

export interface WindowOrder {
  /** Id of the show it shows. */
  window: string;
  /** Address of the page, token included. */
  url: string;
  kind: "kiosk" | "window";
}
