import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Program } from "../core/deck.ts";
import { readPlaylist, run } from "../core/playlist.ts";
import { scheduleAt } from "../core/schedule.ts";
import type { Now } from "../core/show.ts";
import { startPlayer, type Player } from "../electron/player.ts";
import type { Programme, Repertoire } from "../electron/repertoire.ts";
import { followSchedule, keepHours, type Schedule } from "../electron/schedule.ts";

/** A fortnight of a booth, in seconds: the player and the schedule on a clock that the test moves. */
const PARIS = "Europe/Paris";
const HOUR = 3_600_000;
const SLIDE_MS = 20_000;
let zone = PARIS;
let player: Player;
let schedule: Schedule;
/** Moments at which the show closed and opened, on the wall. */
let seen: [string, string][] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2027-03-20T06:00Z") });
  zone = PARIS;
  seen = [];
});
afterEach(() => {
  schedule.close();
  player.stop();
  vi.useRealTimers();
});

const clock = (): Now => ({ mono: performance.now(), wall: Date.now(), zone });
const program = (deck: string): Program => {
  const slides = [0, 1, 2].map((index) => {
    const content = `${deck}${index}`;
    const named = { index, key: `${index}`, hash: content, content, title: "" };
    return { ...named, steps: 0, seconds: SLIDE_MS / 1000, only: null };
  });
  return { deck, revision: "1", lang: "fr", title: "", minutes: null, slides };
};

function open(source: string): void {
  const playlist = readPlaylist(source);
  if (!("items" in playlist)) throw new Error(playlist.message.en);
  const repertoire: Repertoire = {
    problems: [],
    decks: [],
    playlist,
    at(now): Programme {
      const scheduled = scheduleAt(playlist, now, Date.UTC(2026, 0, 1));
      const running = run({ ...playlist, items: scheduled.items }, "kiosk", ({ deck }) =>
        program(deck),
      );
      return {
        scheduled,
        running: running ?? { loops: [[program("fallback")]] },
        opens: null,
        zone,
      };
    },
  };
  player = startPlayer(clock);
  schedule = followSchedule(repertoire, clock, (next) => {
    player.replace("main", next.running, "loop");
    keepHours(player, "main", next, "end");
  });
  player.start("main", "kiosk", schedule.current().running);
  keepHours(player, "main", schedule.current(), "once");
  let before = player.show("main").closed;
  player.onChange(() => {
    const { closed } = player.show("main");
    if (closed !== before) seen.push([new Date().toISOString().slice(0, 19), closed ?? "open"]);
    before = closed;
  });
}

const decksOnStage = () =>
  player.running("main").loops.flatMap((loop) => loop.map(({ deck }) => deck));

it("opens to the second and closes at the end of a slide, every day of a fortnight with a change of the clock", () => {
  open("hours: 10:00-18:00\nclosed: clock\ndecks: [a]");
  let turns = 0;
  player.onChange(() => (turns += 1));
  vi.advanceTimersByTime(14 * 24 * HOUR);
  expect(seen).toHaveLength(28);
  for (const [moment, what] of seen) {
    // Paris is an hour ahead of UTC up to the 28th of March, then two.
    const hour = Date.parse(`${moment}Z`) + (moment < "2027-03-28" ? 1 : 2) * HOUR;
    const late = (hour % (24 * HOUR)) - (what === "open" ? 10 : 18) * HOUR;
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThanOrEqual(what === "open" ? 1_000 : SLIDE_MS);
  }
  // 14 days of 8 hours, a slide each 20 s, none lost.
  expect(turns).toBeGreaterThanOrEqual((14 * 8 * HOUR) / SLIDE_MS);
});

it("changes items at the end of a loop", () => {
  open("decks:\n  - a\n  - { deck: noon, hours: 12:00-12:30 }");
  vi.setSystemTime(Date.parse("2027-03-20T10:59:30Z"));
  vi.advanceTimersByTime(30_000);
  expect(decksOnStage()).toEqual(["a"]);
  vi.advanceTimersByTime(30_000 + 3 * SLIDE_MS);
  expect(decksOnStage()).toEqual(["a", "noon"]);
  vi.advanceTimersByTime(HOUR);
  expect(decksOnStage()).toEqual(["a"]);
});

it.each([
  ["jumps into the hours", () => vi.setSystemTime(Date.parse("2027-03-20T12:00Z"))],
  ["turns out to be of another zone", () => (zone = "Asia/Tokyo")],
  ["falls back to 1970", () => vi.setSystemTime(0)],
])("a clock that %s is followed within 30 s, and the screen is never empty", (_, change) => {
  open("hours: 10:00-18:00\ndecks: [a]");
  expect(player.show("main").closed).toBe("black");
  change();
  vi.advanceTimersByTime(30_000);
  expect(player.show("main").closed).toBeNull();
  expect(decksOnStage()).toEqual(["a"]);
});

it("an hour for which nothing is planned shows the calm slide", () => {
  open("decks:\n  - { deck: later, from: 2027-05-01 }");
  expect(decksOnStage()).toEqual(["fallback"]);
});

it("a visitor's touch opens nothing and moves nothing outside the hours", () => {
  open("hours: 10:00-18:00\ndecks: [a]");
  const before = player.show("main");
  for (const type of ["next", "previous", "first", "last"] as const)
    player.command("main", { type });
  expect(player.show("main")).toBe(before);
});
