import type { DeskDisplay } from "../core/desk.ts";
import type { KeptWindow } from "./kept-window.ts";
import type { KnownDisplay } from "./placement.ts";
import {
  afterChange,
  afterSwap,
  aimOf,
  deskDisplaysOf,
  type Seat,
  type Seating,
  type SeatsKept,
} from "./talk-placement.ts";

/** The displays of a talk's room in Electron: puts the audience's window and the console where they belong. */
export interface TalkRoom {
  add(seat: Seat, window: Pick<KeptWindow, "seat" | "toFront">): void;
  /** The displays as they are now. */
  change(displays: KnownDisplay[]): void;
  swap(): void;
  /** The displays that show neither window, and their numbers. */
  others(): { display: KnownDisplay; number: number; label: string }[];
  onSeats(listener: (displays: DeskDisplay[]) => void): void;
}

export function openTalkRoom(
  first: Omit<Seating, "front">,
  keep: (kept: SeatsKept) => void,
): TalkRoom {
  const windows = new Map<Seat, Pick<KeptWindow, "seat" | "toFront">>();
  const listeners = new Set<(displays: DeskDisplay[]) => void>();
  let room: Seating = { ...first, front: null };

  const tell = () => {
    for (const listener of listeners) listener(deskDisplaysOf(room));
  };
  const arrange = () => {
    for (const [seat, window] of windows) window.seat(aimOf(room, seat));
    windows.get(room.front ?? "speaker")?.toFront();
    tell();
  };

  return {
    add(seat, window) {
      windows.set(seat, window);
      const aim = aimOf(room, seat);
      // An ordinary window was made where it belongs.
      if (aim !== null && aim !== "away" && aim.as !== "window") window.seat(aim);
      tell();
    },
    change(displays) {
      room = afterChange(room, displays);
      arrange();
    },
    swap() {
      const { kept } = room;
      room = afterSwap(room);
      if (room.kept !== kept) keep(room.kept);
      arrange();
    },
    others: () =>
      deskDisplaysOf(room).flatMap(({ number, label, holds }, index) => {
        const display = room.displays[index];
        return display && holds === null ? [{ display, number, label }] : [];
      }),
    onSeats: (listener) => void listeners.add(listener),
  };
}
