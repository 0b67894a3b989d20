import type { DeskDisplay } from "../core/desk.ts";
import type { DevTools } from "./devtools.ts";
import { displaysIn, findDisplay, sayDisplay } from "./displays.ts";
import { known } from "./placement.ts";
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

/** How often the displays are looked at: one that is plugged in has its window within two seconds. */
const LOOK_MS = 500;

export function openRoom(options: RoomOptions): Room {
  const tools = new Map<Seat, Pick<DevTools, "send">>();
  let room: Seating = { ...options.room, displays: [], front: null };
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  /** One thing after the other: two orders to a window would meet. */
  let last = Promise.resolve();

  const then = (work: () => Promise<void>) => {
    last = last.then(work).catch((error: unknown) => {
      // A browser that dies in the middle is started again, and its window placed then.
      if (!closed) console.error(error instanceof Error ? error.message : error);
    });
  };
  const look = async () => {
    const [any] = tools.values();
    if (!any) return;
    const now = known(displaysIn(await any.send("Emulation.getScreenInfos")));
    if (now.length === 0 || JSON.stringify(now) === JSON.stringify(room.displays)) return;
    const first = room.displays.length === 0;
    room = afterChange(room, now);
    const { wanted } = room;
    if (first && wanted !== null && !findDisplay(now, wanted))
      options.onElsewhere(wanted, now.map(sayDisplay).join(", "));
    await arrange();
  };
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
  const tick = () => {
    then(look);
    if (!closed) timer = setTimeout(() => void last.then(tick), LOOK_MS);
  };

  tick();
  return {
    add(seat, browser) {
      tools.set(seat, browser);
      then(look);
      then(() => place(seat));
    },
    remove: (seat) => void tools.delete(seat),
    swap() {
      const { kept } = room;
      room = afterSwap(room);
      if (room.kept !== kept) options.keep(room.kept);
      then(arrange);
    },
    identify() {
      const [any] = tools.values();
      if (!any || !seatsOf(room)) return;
      for (const [index, each] of deskDisplaysOf(room).entries()) {
        const display = room.displays[index];
        if (each.holds === null && display)
          then(() => openNumber(any, options.numberAddress(each), (at) => fill(any, at, display)));
      }
    },
    tell,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
