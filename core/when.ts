import { Temporal } from "temporal-polyfill";
import * as v from "valibot";
import type { Lang } from "./deck.ts";

/**
 * When something of a playlist plays, as it is written in YAML:
 *
 * ```yaml
 * from: 2027-03-01          # the first day, and the last one, both included
 * until: 2027-03-31
 * days: mon-fri, sun        # or lun-ven, dim; or a list
 * hours: 10:00-12:30        # or 10h-12h30; several in a list; 22:00-02:00 ends on the next day
 * ```
 */
export interface When {
  /** First and last day, as ISO dates, both included; null without a bound. */
  from: string | null;
  until: string | null;
  /** Days of the week, 1 for Monday to 7 for Sunday; null for all. */
  days: number[] | null;
  /** Null for the whole day. */
  hours: Span[] | null;
}

/** Minutes since 0:00 of the day it starts, which it belongs to: an overnight span ends after 1440. Never empty. */
export interface Span {
  start: number;
  end: number;
}

const DAY_MINUTES = 24 * 60;
const WEEK = 7;

/** Three letters tell a day, in English and in French; Monday first. */
const DAYS = ["mon lun", "tue mar", "wed mer", "thu jeu", "fri ven", "sat sam", "sun dim"];

/** What is to be written instead, by the name a refusal has in the schemas below. */
export const expected: Record<string, Record<Lang, string>> = {
  hours: {
    fr: "attend des heures comme 10:00-18:00, ou plusieurs entre crochets",
    en: "takes hours such as 10:00-18:00, or several in brackets",
  },
  days: {
    fr: "attend des jours comme lun-ven ou sam, dim",
    en: "takes days such as mon-fri or sat, sun",
  },
  date: {
    fr: "attend une date qui existe, comme 2027-03-28",
    en: "takes a date that exists, such as 2027-03-28",
  },
  dates: {
    fr: "finit avant de commencer : mettez until après from",
    en: "ends before it starts: put until after from",
  },
  zone: {
    fr: "attend un fuseau comme Europe/Paris",
    en: "takes a time zone such as Europe/Paris",
  },
};

/** A schema whose input is read by a function that gives null for what it can't read. */
function readBy<T>(name: string, read: (input: string) => T | null) {
  return v.pipe(
    v.union([v.string(name), v.number(name)], name),
    v.transform((input) => read(String(input).trim())),
    v.check((value) => value !== null, name),
    v.transform((value) => value as T),
  );
}

const spans = listOf("hours", readSpan);
const days = listOf("days", readDays);
const date = readBy("date", (text) => (isDate(text) ? text : null));

/** One, or several in a list or between commas. */
function listOf<T>(name: string, read: (text: string) => T | null) {
  const several = readBy(name, (text) => {
    const parts = text.split(",").map((part) => read(part.trim()));
    return parts.every((part) => part !== null) ? (parts as T[]) : null;
  });
  const list = v.pipe(
    v.array(several, name),
    v.minLength(1, name),
    v.transform((lists) => lists.flat()),
  );
  // Not a union: its refusal would have no name.
  return v.lazy((input) => (Array.isArray(input) ? list : several));
}

/** The keys of an item that say when it plays. */
export const whenKeys = {
  from: v.optional(date),
  until: v.optional(date),
  days: v.optional(days),
  hours: v.optional(spans),
};

/** Hours of every day, or those of some days: `{ mon-fri: 9:00-18:00, sat: 10:00-17:00 }`; a day not named is closed. */
export const openings = v.lazy((input) =>
  typeof input === "object" && input !== null && !Array.isArray(input) ? byDay : everyDay,
);
const everyDay = v.pipe(
  spans,
  v.transform((hours): When[] => [{ from: null, until: null, days: null, hours }]),
);
const byDay = v.pipe(
  v.record(v.string(), spans),
  v.check((table) => Object.keys(table).length > 0, "hours"),
  v.check((table) => Object.keys(table).every((name) => readDayList(name) !== null), "days"),
  v.transform((table): When[] =>
    Object.entries(table).map(([name, hours]) => ({
      from: null,
      until: null,
      days: readDayList(name),
      hours,
    })),
  ),
);

export const zone = v.pipe(v.string("zone"), v.check(isZone, "zone"));

/** What the keys of an item mean; null when it may always play. */
export function whenOf(keys: WhenKeys): When | null {
  const { from = null, until = null, days: lists = null, hours = null } = keys;
  if (from === null && until === null && lists === null && hours === null) return null;
  return { from, until, days: lists && [...new Set(lists.flat())].sort(), hours };
}

type WhenKeys = { [K in keyof typeof whenKeys]?: v.InferOutput<(typeof whenKeys)[K]> };

/** Whether the dates of an item are in order, as far as it has both. */
export function inOrder(from: string | undefined, until: string | undefined): boolean {
  return from === undefined || until === undefined || from <= until;
}

function readSpan(text: string): Span | null {
  const [first, last, ...rest] = text.split(/\s*[-–]\s*/);
  const start = readTime(first);
  const end = readTime(last);
  if (start === null || end === null || rest.length > 0 || start === DAY_MINUTES) return null;
  return { start, end: end > start ? end : end + DAY_MINUTES };
}

/** `10`, `10:30`, `10h`, `10h30`: minutes since 0:00, 24:00 included. */
function readTime(text: string | undefined): number | null {
  const match = /^(\d{1,2})(?:\s*[:hH]\s*(\d{2})?)?$/.exec(text ?? "");
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2] ?? 0);
  return Number(match[2] ?? 0) < 60 && minutes <= DAY_MINUTES ? minutes : null;
}

function readDayList(text: string): number[] | null {
  const parts = text.split(",").map((part) => readDays(part.trim()));
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

/** A day, or the days from one to another; `sat-mon` goes over Sunday. */
function readDays(text: string): number[] | null {
  const [first, last, ...rest] = text.split(/\s*[-–]\s*/).map(readDay);
  if (first === undefined || first === null || last === null || rest.length > 0) return null;
  const count = last === undefined ? 1 : ((last - first + WEEK) % WEEK) + 1;
  return Array.from({ length: count }, (_, index) => ((first - 1 + index) % WEEK) + 1);
}

function readDay(text: string): number | null {
  if (!/^[a-z]{3,9}\.?$/i.test(text)) return null;
  const short = text.slice(0, 3).toLowerCase();
  return DAYS.findIndex((names) => names.split(" ").includes(short)) + 1 || null;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  return unlessOutOfRange(() => Temporal.PlainDate.from(text, { overflow: "reject" }));
}

function isZone(name: string): boolean {
  return unlessOutOfRange(() => new Intl.DateTimeFormat("en", { timeZone: name }));
}

function unlessOutOfRange(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
