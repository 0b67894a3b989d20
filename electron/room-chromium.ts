import type { DeskDisplay } from "../core/desk.ts";
import type { DevTools } from "./devtools.ts";
import { watchDisplays } from "./display-watch.ts";
import { findDisplay, sayDisplay } from "./displays.ts";
import {
  afterChange,
  afterSwap,
  aimOf,
  deskDisplaysOf,
  seatsOf,
  type Seat,
  type Seating,
  type SeatsKept,
} from "./talk-placement.ts";
import { fill, frontOf, openNumber, show, windowIn } from "./window-bounds.ts";

/**
 * The displays of a talk's room in the Chromium shell: looks after them, and puts the audience's window and the console
 * where they belong. It speaks to the two browsers in the DevTools protocol.
 */
export interface Room {
  /** A browser was started: its window is to be put in its place. */
  add(seat: Seat, tools: Pick<DevTools, "send">): void;
  remove(seat: Seat): void;
  swap(): void;
  /** Each display that shows neither window says its number, from 1. */
  identify(): void;
  /** Tells once more what is where. */
  tell(): void;
  close(): void;
}

export interface RoomOptions {
  room: Omit<Seating, "displays" | "front">;
  keep(kept: SeatsKept): void;
  onSeats(displays: DeskDisplay[]): void;
  /** Told once when the display that is asked for is not there, with those that are. */
  onElsewhere(wanted: string, displays: string): void;
  /** Address of the page that shows the number of a display. */
  numberAddress(display: DeskDisplay): string;
}

export function openRoom(options: RoomOptions): Room {
  const tools = new Map<Seat, Pick<DevTools, "send">>();
  let room: Seating = { ...options.room, displays: [], front: null };

  const { look, inTurn, close } = watchDisplays({
    browser: reachable,
    async onLook(displays, changed) {
      if (!changed) return;
      const first = room.displays.length === 0;
      room = afterChange(room, displays);
      const { wanted } = room;
      if (first && wanted !== null && !findDisplay(displays, wanted))
        options.onElsewhere(wanted, displays.map(sayDisplay).join(", "));
      await arrange();
    },
  });
  function reachable(): Pick<DevTools, "send"> | undefined {
    return tools.values().next().value;
  }
  const place = async (seat: Seat) => {
    const to = tools.get(seat);
    const aim = aimOf(room, seat);
    if (to && aim) await show(to, await windowIn(to), aim);
  };
  const arrange = async () => {
    await Promise.all([place("audience"), place("speaker")]);
    const ahead = tools.get(seatsOf(room) ? "speaker" : (room.front ?? "speaker"));
    if (ahead) await frontOf(ahead);
    tell();
  };
  const tell = () => options.onSeats(deskDisplaysOf(room));
  return {
    add(seat, browser) {
      tools.set(seat, browser);
      look();
      inTurn(() => place(seat));
    },
    remove: (seat) => void tools.delete(seat),
    swap() {
      const { kept } = room;
      room = afterSwap(room);
      if (room.kept !== kept) options.keep(room.kept);
      inTurn(arrange);
    },
    identify() {
      const asked = reachable();
      if (!asked) return;
      for (const [index, each] of deskDisplaysOf(room).entries()) {
        const display = room.displays[index];
        if (each.holds === null && display)
          inTurn(() =>
            openNumber(asked, options.numberAddress(each), (at) => fill(asked, at, display)),
          );
      }
    },
    tell,
    close,
  };
}
