import type { DeskDisplay } from "../core/desk.ts";
import { findDisplay } from "./displays.ts";
import type { KnownDisplay } from "./placement.ts";

/** Who has which display in a talk, by fingerprint. */
export interface Seats {
  audience: string;
  speaker: string;
}

/** The seats a speaker chose, by the displays there were: another room is another choice. */
export type SeatsKept = Record<string, Seats>;

/**
 * Where the two windows of a talk go when there are two displays at least: the audience's fills the external one, the
 * console is on the other; a computer that does not say which is built in has its main one there.
 *
 * @param wanted name or number of the audience's display, if it was asked for
 * @returns null when there is one display, or none: the windows share it
 */
export function placeTalk(
  displays: KnownDisplay[],
  wanted: string | null,
  kept: SeatsKept,
): { audience: KnownDisplay; speaker: KnownDisplay } | null {
  const chosen = kept[roomOf(displays)];
  const named = wanted === null ? null : findDisplay(displays, wanted);
  const audience =
    displays.find(({ fingerprint }) => fingerprint === chosen?.audience) ??
    displays.find((each) => each === named) ??
    displays.toSorted((a, b) => owned(a) - owned(b))[0];
  const others = displays.filter((each) => each !== audience);
  const speaker =
    others.find(({ fingerprint }) => fingerprint === chosen?.speaker) ??
    others.toSorted((a, b) => owned(b) - owned(a))[0];
  return audience && speaker ? { audience, speaker } : null;
}

/** The choice once the two have changed places. */
export function swapped(
  displays: KnownDisplay[],
  wanted: string | null,
  kept: SeatsKept,
): SeatsKept {
  const now = placeTalk(displays, wanted, kept);
  if (!now) return kept;
  const seats = { audience: now.speaker.fingerprint, speaker: now.audience.fingerprint };
  return { ...kept, [roomOf(displays)]: seats };
}

/** The name of a set of displays, wherever they stand. */
function roomOf(displays: KnownDisplay[]): string {
  return displays
    .map(({ fingerprint }) => fingerprint)
    .toSorted()
    .join(" | ");
}

/** How much a display is the speaker's own. */
function owned({ internal, primary }: KnownDisplay): number {
  return (internal ? 2 : 0) + (primary ? 1 : 0);
}

export type Seat = "audience" | "speaker";

/** Where a window is to be: on a display, as which kind of window; or out of the way. Null leaves it. */
export type Aim = { display: KnownDisplay; as: "full" | "large" | "window" } | "away" | null;

/** The room of a talk, whoever moves its windows. */
export interface Seating {
  /** Left to right, top to bottom. */
  displays: KnownDisplay[];
  /** Name or number of the audience's display; null for the external one. */
  wanted: string | null;
  /** The windows are left where the system puts them. */
  windowed: boolean;
  kept: SeatsKept;
  /** The window in front where there is one display; null leaves two ordinary windows. */
  front: Seat | null;
}

/** Which window is where, when each has a display. */
export function seatsOf({ displays, wanted, windowed, kept }: Seating) {
  return windowed ? null : placeTalk(displays, wanted, kept);
}

export function aimOf(room: Seating, seat: Seat): Aim {
  const seats = seatsOf(room);
  if (seats) return { display: seats[seat], as: seat === "audience" ? "full" : "large" };
  const [only] = room.displays;
  if (room.windowed || !only) return null;
  // The audience's window may fill a display that is no more its own.
  if (room.front === null) return seat === "audience" ? { display: only, as: "window" } : null;
  if (room.front !== seat) return "away";
  return { display: only, as: seat === "audience" ? "full" : "large" };
}

/** The room once the two windows have changed places, or, with one display, the other one is in front. */
export function afterSwap(room: Seating): Seating {
  if (seatsOf(room)) return { ...room, kept: swapped(room.displays, room.wanted, room.kept) };
  return { ...room, front: room.front === "audience" ? "speaker" : "audience" };
}

/** The room once its displays have changed: when the audience's has gone, the console has the one that is left. */
export function afterChange(room: Seating, displays: KnownDisplay[]): Seating {
  const left = displays.length === 1 && room.displays.length > 1;
  return { ...room, displays, front: left ? "speaker" : room.front };
}

/**
 * The displays as the console names them. On the only one there is, the window in front says its number; where each of
 * several windows lies by itself, nobody knows.
 */
export function deskDisplaysOf(room: Seating): DeskDisplay[] {
  const seats = seatsOf(room);
  const front = room.windowed ? "speaker" : (room.front ?? "speaker");
  const only = room.displays.length === 1 ? front : null;
  return room.displays.map((display, index) => ({
    number: index + 1,
    label: display.label,
    width: display.width,
    height: display.height,
    holds: display === seats?.audience ? "audience" : display === seats?.speaker ? "speaker" : only,
  }));
}
