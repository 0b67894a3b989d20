import type { DeskDisplay } from "../core/desk.ts";
import type { DevTools } from "./devtools.ts";
import { displaysIn } from "./displays.ts";
import { known, type KnownDisplay } from "./placement.ts";
import { placeTalk, swapped, type SeatsKept } from "./talk-placement.ts";
import { fill, frontOf, openNumber, show, windowIn, type Aim } from "./window-bounds.ts";

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

export type Seat = "audience" | "speaker";

export interface RoomOptions {
  /** Name or number of the audience's display; null for the external one. */
  wanted: string | null;
  /** Leaves the windows where the system puts them. */
  windowed: boolean;
  kept: SeatsKept;
  keep(kept: SeatsKept): void;
  onSeats(displays: DeskDisplay[]): void;
  /** Address of the page that shows the number of a display. */
  numberAddress(display: DeskDisplay): string;
}

/** How often the displays are looked at: one that is plugged in has its window within two seconds. */
const LOOK_MS = 500;

export function openRoom(options: RoomOptions): Room {
  const tools = new Map<Seat, Pick<DevTools, "send">>();
  let kept = options.kept;
  let displays: KnownDisplay[] = [];
  /** Which window lies in front where there is one display; null leaves both as they are. */
  let front: Seat | null = null;
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
    if (now.length === 0 || JSON.stringify(now) === JSON.stringify(displays)) return;
    // The audience's display has gone: the console has the one that is left.
    if (now.length === 1 && displays.length > 1) front = "speaker";
    displays = now;
    await arrange();
  };
  const plan = () => (options.windowed ? null : placeTalk(displays, options.wanted, kept));
  const aimOf = (seat: Seat): Aim => {
    const seats = plan();
    if (seats) return { display: seats[seat], as: seat === "audience" ? "full" : "large" };
    const [only] = displays;
    if (options.windowed || !only) return null;
    // The audience's browser begins in full screen, where it may not stay.
    if (front === null) return seat === "audience" ? { display: only, as: "window" } : null;
    if (front !== seat) return "away";
    return { display: only, as: seat === "audience" ? "full" : "large" };
  };
  const place = async (seat: Seat) => {
    const to = tools.get(seat);
    const aim = aimOf(seat);
    if (to && aim) await show(to, await windowIn(to), aim);
  };
  const arrange = async () => {
    // The window that leaves a display makes room for the one that comes.
    await Promise.all([place("audience"), place("speaker")]);
    const ahead = tools.get(plan() ? "speaker" : (front ?? "speaker"));
    if (ahead) await frontOf(ahead);
    tell();
  };
  const deskDisplays = (): DeskDisplay[] => {
    const seats = plan();
    return displays.map((display, index) => ({
      number: index + 1,
      label: display.label,
      width: display.width,
      height: display.height,
      holds:
        display === seats?.audience ? "audience" : display === seats?.speaker ? "speaker" : null,
    }));
  };
  const tell = () => options.onSeats(deskDisplays());
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
      if (plan()) {
        kept = swapped(displays, options.wanted, kept);
        options.keep(kept);
      } else front = front === "audience" ? "speaker" : "audience";
      then(arrange);
    },
    identify() {
      const [any] = tools.values();
      if (!any || !plan()) return;
      for (const [index, each] of deskDisplays().entries()) {
        const display = displays[index];
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
