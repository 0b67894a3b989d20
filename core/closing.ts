/** Outside the hours of its playlist a show is closed: nothing plays and nothing moves. */
export type Closed = "black" | "clock";

export interface Closing {
  /** What the screen shows instead of the show; null while it is on. */
  closed: Closed | null;
  /** What it will show once the slide on stage is over. */
  closing: Closed | null;
}

/** What a screen shows while the show is closed. */
export interface ClosedView {
  with: Closed;
  /** Zone of the clock (`Europe/Paris`). */
  zone: string;
  /** When the show opens again, in milliseconds of the epoch; null when that is not known. */
  opens: number | null;
}

export type HoursCommand =
  /** Outside the hours: at once, or when the slide on stage is over. */
  | { type: "close"; with: Closed; at: "once" | "end" }
  /** The hours begin. */
  | { type: "open" };

export const OPEN: Closing = { closed: null, closing: null };

/** @returns the very same when nothing changes */
export function performHours(at: Closing, command: HoursCommand): Closing {
  const { closed, closing } = at;
  const next: Closing =
    command.type === "open"
      ? OPEN
      : command.at === "end" && !closed
        ? { closed, closing: command.with }
        : { closed: command.with, closing: null };
  return next.closed === closed && next.closing === closing ? at : next;
}
