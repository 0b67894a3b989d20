import { Temporal } from "temporal-polyfill";
import type { Closed } from "./closing.ts";
import type { Playlist, PlaylistItem } from "./playlist.ts";
import type { Span, When } from "./when.ts";

/**
 * What a playlist plays at a moment, and when that changes next. Pure: the moment and the zone are arguments.
 *
 * A span of hours belongs to the day it starts, and ends on the next one when it goes over midnight. Local times become
 * moments with Temporal's «compatible» rule: a time that a clock change skips is taken that much later (2:30 becomes
 * 3:30), a time that comes twice is the first one. So nothing plays twice in the hour that comes twice.
 */

/** A moment on the wall clock, in milliseconds of the epoch, and the zone of the place (`Europe/Paris`). */
export interface WallTime {
  wall: number;
  zone: string;
}

export interface Scheduled {
  /** What the screen shows outside the hours of the playlist; null while they are open. */
  closed: Closed | null;
  /** The items due, in the order of the playlist; those that would be due, while it is closed. May be empty. */
  items: PlaylistItem[];
  /** False for a clock that is before this program was built: dates and hours can't be followed, and are not. */
  plausible: boolean;
  /** When any of this may change next, in milliseconds of the epoch; null when it never does. */
  until: number | null;
}

interface Stretch {
  start: number;
  end: number;
}

const DAY_MINUTES = 24 * 60;
/** A year and a day: every change of a weekly schedule and of summer time lies within. */
const FAR_DAYS = 366;
/** More boundaries than that without a change are not looked through: the schedule is looked at again anyway. */
const MOST_BOUNDARIES = 500;

/** @param built when this program was built, in milliseconds of the epoch: no honest clock is before. */
export function scheduleAt(playlist: Playlist, now: WallTime, built: number): Scheduled {
  if (now.wall < built)
    return { closed: null, items: alwaysDue(playlist), plausible: false, until: null };
  const at = { wall: now.wall, zone: playlist.zone ?? now.zone };
  const open = playlist.hours === null || playlist.hours.some((when) => holds(when, at));
  const items = playlist.items.filter(({ when }) => when === null || holds(when, at));
  return {
    closed: open ? null : playlist.closed,
    items,
    plausible: true,
    until: nextBoundary(playlist, at),
  };
}

/** What a clock that can't be trusted plays: the items without any condition, else all. */
function alwaysDue({ items }: Playlist): PlaylistItem[] {
  const undated = items.filter(({ when }) => when === null);
  return undated.length > 0 ? undated : items;
}

/** The moments after `now` at which what plays really changes, with what plays from then on; at most `most` of them. */
export function changesAfter(
  playlist: Playlist,
  now: WallTime,
  built: number,
  most: number,
): { at: number; scheduled: Scheduled }[] {
  const changes: { at: number; scheduled: Scheduled }[] = [];
  let before = scheduleAt(playlist, now, built);
  for (let count = 0; count < MOST_BOUNDARIES && changes.length < most; count += 1) {
    if (before.until === null) break;
    const at = before.until;
    const after = scheduleAt(playlist, { ...now, wall: at }, built);
    if (!sameProgramme(before, after)) changes.push({ at, scheduled: after });
    before = after;
  }
  return changes;
}

/** When a closed show opens again, in milliseconds of the epoch; null when it does not within a year. */
export function opensAt(playlist: Playlist, now: WallTime): number | null {
  const at = { wall: now.wall, zone: playlist.zone ?? now.zone };
  const starts = (playlist.hours ?? []).map((when) =>
    firstOf(when, at, ({ start }) => (start > at.wall ? start : null)),
  );
  return least(starts);
}

/** Whether two moments show the same; what would be due behind a closed screen shows nothing. */
export function sameProgramme(one: Scheduled, other: Scheduled): boolean {
  return (
    one.closed === other.closed &&
    one.plausible === other.plausible &&
    (one.closed !== null ||
      (one.items.length === other.items.length &&
        one.items.every((item, index) => item === other.items[index])))
  );
}

function holds(when: When, { wall, zone }: WallTime): boolean {
  const today = dayOf(wall, zone);
  // A span that started yesterday may go over midnight.
  return [today, today.subtract({ days: 1 })].some(
    (day) =>
      belongs(when, day) &&
      stretches(when, day, zone).some(({ start, end }) => start <= wall && wall < end),
  );
}

function nextBoundary(playlist: Playlist, at: WallTime): number | null {
  const whens = [...(playlist.hours ?? []), ...playlist.items.flatMap(({ when }) => when ?? [])];
  return least(
    whens.map((when) =>
      firstOf(when, at, ({ start, end }) => (start > at.wall ? start : end > at.wall ? end : null)),
    ),
  );
}

/** The first moment that `pick` finds in the stretches from yesterday on. */
function firstOf(
  when: When,
  { wall, zone }: WallTime,
  pick: (stretch: Stretch) => number | null,
): number | null {
  if (when.days === null && when.hours === null) return pick(wholeOf(when, zone));
  const yesterday = dayOf(wall, zone).subtract({ days: 1 });
  const first =
    when.from === null ? yesterday : later(yesterday, Temporal.PlainDate.from(when.from));
  for (let offset = 0; offset < FAR_DAYS; offset += 1) {
    const day = first.add({ days: offset });
    if (when.until !== null && day.toString() > when.until) return null;
    if (!belongs(when, day)) continue;
    const found = least(stretches(when, day, zone).map(pick));
    // Tomorrow's may begin before the end of a span of today that goes over midnight.
    if (found !== null)
      return least([found, ...beginnings(when, day.add({ days: 1 }), zone, wall)]);
  }
  return null;
}

/** From the first day to the last one without a break. */
function wholeOf({ from, until }: When, zone: string): Stretch {
  const moment = (date: string, minutes: number) =>
    momentOf(Temporal.PlainDate.from(date), minutes, zone);
  return {
    start: from === null ? -Infinity : moment(from, 0),
    end: until === null ? Infinity : moment(until, DAY_MINUTES),
  };
}

function beginnings(when: When, day: Temporal.PlainDate, zone: string, wall: number): number[] {
  if (!belongs(when, day)) return [];
  return stretches(when, day, zone).flatMap(({ start }) => (start > wall ? start : []));
}

function belongs({ from, until, days }: When, day: Temporal.PlainDate): boolean {
  const text = day.toString();
  return (
    (from === null || from <= text) &&
    (until === null || text <= until) &&
    (days === null || days.includes(day.dayOfWeek))
  );
}

const WHOLE_DAY: Span[] = [{ start: 0, end: DAY_MINUTES }];

/** The spans of a day as moments; one that a clock change leaves without a minute is left out. */
function stretches({ hours }: When, day: Temporal.PlainDate, zone: string): Stretch[] {
  return (hours ?? WHOLE_DAY)
    .map(({ start, end }) => ({
      start: momentOf(day, start, zone),
      end: momentOf(day, end, zone),
    }))
    .filter(({ start, end }) => start < end);
}

function momentOf(day: Temporal.PlainDate, minutes: number, zone: string): number {
  return day.toPlainDateTime().add({ minutes }).toZonedDateTime(zone, LOCAL).epochMilliseconds;
}

const LOCAL = { disambiguation: "compatible" } as const;

/** A local time as a person writes it, and what a change of the clock makes of it. */
export interface LocalMoment {
  wall: number;
  /** It does not exist on that day, and was taken that much later; or comes twice, and is the first one. */
  odd: "skipped" | "twice" | null;
}

/** Reads `2027-03-28T02:30`, `2027-03-28 02:30` or `2027-03-28` in a zone; null when it is no date. */
export function readMoment(text: string, zone: string): LocalMoment | null {
  if (!/^\d{4}-\d{2}-\d{2}([T ]\d{1,2}:\d{2}(:\d{2})?)?$/.test(text)) return null;
  const padded = text.replace(/[T ](\d):/, "T0$1:");
  try {
    const local = Temporal.PlainDateTime.from(padded, { overflow: "reject" });
    const moment = local.toZonedDateTime(zone, LOCAL);
    const last = local.toZonedDateTime(zone, { disambiguation: "later" });
    const skipped = !moment.toPlainDateTime().equals(local);
    const odd = skipped ? "skipped" : last.equals(moment) ? null : "twice";
    return { wall: moment.epochMilliseconds, odd };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function dayOf(wall: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(wall))
    .toZonedDateTimeISO(zone)
    .toPlainDate();
}

function later(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) < 0 ? other : one;
}

function least(moments: (number | null)[]): number | null {
  const first = Math.min(...moments.map((moment) => moment ?? Infinity));
  return first < Infinity ? first : null;
}
