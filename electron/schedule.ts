import type { ClosedView } from "../core/closing.ts";
import { sameProgramme, type WallTime } from "../core/schedule.ts";
import type { Show } from "../core/show.ts";
import type { Player } from "./player.ts";
import type { Programme, Repertoire } from "./repertoire.ts";

/**
 * Follows the clock through a repertoire. It sleeps until the next moment that something changes, never more than 30 s:
 * a clock that is set right, or a new zone, is noticed by then.
 */
export interface Schedule {
  /** What is due, as it was last told. */
  current(): Programme;
  /** Follows another repertoire from now on. @returns what of it is due */
  follow(repertoire: Repertoire): Programme;
  /** Asks the same repertoire again: what it can play has changed. @returns what of it is due */
  again(): Programme;
  close(): void;
}

const LONGEST_SLEEP_MS = 30_000;

/** @param onChange told what is due when it is no longer what was due before */
export function followSchedule(
  first: Repertoire,
  clock: () => WallTime,
  onChange: (now: Programme, before: Programme) => void,
): Schedule {
  let repertoire = first;
  let looked = clock();
  let current = repertoire.at(looked);
  let timer: NodeJS.Timeout | undefined;

  const sleep = () => {
    clearTimeout(timer);
    const until = current.scheduled?.until;
    const wait = until == null ? LONGEST_SLEEP_MS : Math.max(until - clock().wall, 1);
    timer = setTimeout(look, Math.min(wait, LONGEST_SLEEP_MS));
    // Waiting alone keeps no process alive.
    timer.unref();
  };
  const at = (now: WallTime) => repertoire.at((looked = now));
  const look = () => {
    const now = clock();
    if (!holdsStill(current, looked, now)) {
      const before = current;
      current = at(now);
      if (!same(before, current)) onChange(current, before);
    }
    sleep();
  };
  const again = () => {
    current = at(clock());
    sleep();
    return current;
  };
  sleep();
  return {
    current: () => current,
    follow(next) {
      repertoire = next;
      return again();
    },
    again,
    close: () => clearTimeout(timer),
  };
}

/** Opens or closes a show as the programme says; a slide on stage is not cut off at closing time. */
export function keepHours(
  player: Pick<Player, "command">,
  id: string,
  { scheduled }: Programme,
  at: "once" | "end",
): void {
  const closed = scheduled?.closed ?? null;
  player.command(id, closed ? { type: "close", with: closed, at } : { type: "open" });
}

/** What the window of a show shows instead of it while it is closed. */
export function closedView(
  show: Show,
  programme: Programme | null,
  now: WallTime,
): ClosedView | null {
  if (!show.closed) return null;
  const { zone, opens } = programme ?? { zone: now.zone, opens: null };
  return { with: show.closed, zone, opens };
}

/** Whether the clock has only gone on, in the same zone, and not as far as the next change. */
function holdsStill({ scheduled }: Programme, before: WallTime, now: WallTime): boolean {
  if (!scheduled) return true;
  const { plausible, until } = scheduled;
  const onward = now.zone === before.zone && now.wall >= before.wall;
  return plausible && onward && (until === null || now.wall < until);
}

function same({ scheduled: one }: Programme, { scheduled: other }: Programme): boolean {
  return one === other || (one !== null && other !== null && sameProgramme(one, other));
}
