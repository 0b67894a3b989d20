import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPlaylist, type Playlist } from "../core/playlist.ts";
import { changesAfter, opensAt, sameProgramme, scheduleAt } from "../core/schedule.ts";

const PARIS = "Europe/Paris";
const BUILT = Date.UTC(2026, 10, 1);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function read(source: string): Playlist {
  const playlist = readPlaylist(source);
  if (!("items" in playlist)) throw new Error(playlist.message.en);
  return playlist;
}

const paris = (utc: string) => ({ wall: Date.parse(`${utc}Z`), zone: PARIS });
const at = (playlist: Playlist, utc: string) => scheduleAt(playlist, paris(utc), BUILT);
const names = (playlist: Playlist, utc: string) => at(playlist, utc).items.map(({ deck }) => deck);
const changes = (playlist: Playlist, utc: string, most: number) =>
  changesAfter(playlist, paris(utc), BUILT, most).map(({ at: moment, scheduled }) => [
    new Date(moment).toISOString().slice(0, 16),
    scheduled.closed ?? scheduled.items.map(({ deck }) => deck).join(" "),
  ]);

describe("opening hours", () => {
  it("close the show outside them, with what the playlist says", () => {
    const playlist = read("hours: 10:00-18h30\nclosed: clock\nzone: Europe/Paris\ndecks: [a]");
    expect(at(playlist, "2027-01-12T08:59:59.999").closed).toBe("clock");
    expect(at(playlist, "2027-01-12T09:00").closed).toBeNull();
    expect(at(playlist, "2027-01-12T17:29:59.999").closed).toBeNull();
    expect(at(playlist, "2027-01-12T17:30").closed).toBe("clock");
    expect(opensAt(playlist, paris("2027-01-12T17:30"))).toBe(Date.parse("2027-01-13T09:00Z"));
  });

  it("may differ by day, in either language, and a day not named is closed", () => {
    const playlist = read("hours: { lun-ven: 9h-12h, sat: [10-12, 14-16] }\ndecks: [a]");
    expect(changes(playlist, "2027-01-15T12:00", 6)).toEqual([
      ["2027-01-16T09:00", "a"],
      ["2027-01-16T11:00", "black"],
      ["2027-01-16T13:00", "a"],
      ["2027-01-16T15:00", "black"],
      ["2027-01-18T08:00", "a"],
      ["2027-01-18T11:00", "black"],
    ]);
  });

  it("of a night belong to the day they start", () => {
    const playlist = read("hours: { fri: 22:00-02:00 }\ndecks: [a]");
    // Friday is the 15th of January 2027.
    expect(changes(playlist, "2027-01-14T12:00", 3)).toEqual([
      ["2027-01-15T21:00", "a"],
      ["2027-01-16T01:00", "black"],
      ["2027-01-22T21:00", "a"],
    ]);
  });

  it("that follow each other without a gap are no change", () => {
    const playlist = read("hours: [10:00-12:00, 12:00-24:00, 0:00-10:00]\ndecks: [a]");
    expect(changes(playlist, "2027-01-14T12:00", 1)).toEqual([]);
  });
});

describe("an item", () => {
  it("plays from its first day to its last, both included, on its days and at its hours", () => {
    const playlist = read(`decks:
  - always
  - { deck: march, from: 2027-03-01, until: 2027-03-31 }
  - { deck: lunch, days: "mon-wed, ven", hours: 12:00-14:00 }`);
    expect(names(playlist, "2027-02-28T22:59")).toEqual(["always"]);
    expect(names(playlist, "2027-02-28T23:00")).toEqual(["always", "march"]);
    expect(names(playlist, "2027-03-31T21:59")).toEqual(["always", "march"]);
    expect(names(playlist, "2027-03-31T22:00")).toEqual(["always"]);
    // Monday, Thursday, Friday.
    expect(names(playlist, "2027-03-01T12:00")).toEqual(["always", "march", "lunch"]);
    expect(names(playlist, "2027-03-04T12:00")).toEqual(["always", "march"]);
    expect(names(playlist, "2027-03-05T12:00")).toEqual(["always", "march", "lunch"]);
  });

  it("whose night begins on its last day plays it to its end", () => {
    const playlist = read(
      "decks:\n  - always\n  - { deck: night, until: 2027-03-31, hours: 22:00-02:00 }",
    );
    expect(names(playlist, "2027-03-31T23:59")).toEqual(["always", "night"]);
    expect(names(playlist, "2027-04-01T00:00")).toEqual(["always"]);
  });

  it("that is due next year is announced to the minute", () => {
    const playlist = read("decks:\n  - always\n  - { deck: later, from: 2028-02-29 }");
    expect(changes(playlist, "2027-01-14T12:00", 2)).toEqual([
      ["2028-02-28T23:00", "always later"],
    ]);
  });
});

describe("where the clock changes", () => {
  // Paris goes from 2:00 to 3:00 on 2027-03-28 (1:00 UTC), and from 3:00 back to 2:00 on 2027-10-31 (1:00 UTC).
  it.each([
    [
      "a time that does not exist is taken an hour later",
      "2:30-4:00",
      "2027-03-28",
      "01:30",
      "02:00",
    ],
    ["a night is an hour shorter in spring", "1:00-4:00", "2027-03-28", "00:00", "02:00"],
    ["a night is an hour longer in autumn", "1:00-4:00", "2027-10-31", "2027-10-30T23:00", "03:00"],
    ["the hour that comes twice plays once", "2:15-2:45", "2027-10-31", "00:15", "00:45"],
    ["what ends in it ends the first time", "1:00-2:30", "2027-10-31", "2027-10-30T23:00", "00:30"],
  ])("%s", (_, hours, day, start, end) => {
    const playlist = read(`hours: "${hours}"\ndecks: [a]`);
    const before = new Date(Date.parse(`${day}T00:00Z`) - 3 * 60 * MINUTE)
      .toISOString()
      .slice(0, 16);
    const moment = (text: string) => (text.includes("T") ? text : `${day}T${text}`);
    expect(changes(playlist, before, 2)).toEqual([
      [moment(start), "a"],
      [moment(end), "black"],
    ]);
  });

  it("another zone is followed at once, unless the playlist names its own", () => {
    const anywhere = read("hours: 10:00-18:00\ndecks: [a]");
    const here = read("hours: 10:00-18:00\nzone: Europe/Paris\ndecks: [a]");
    const wall = Date.parse("2027-01-12T09:30Z");
    const closed = (playlist: Playlist, zone: string) =>
      scheduleAt(playlist, { wall, zone }, BUILT).closed;
    expect([closed(anywhere, PARIS), closed(anywhere, "America/New_York")]).toEqual([
      null,
      "black",
    ]);
    expect([closed(here, PARIS), closed(here, "America/New_York")]).toEqual([null, null]);
  });
});

describe("a clock that can't be trusted", () => {
  const playlist = read("hours: 10:00-11:00\ndecks:\n  - a\n  - { deck: b, from: 2027-03-01 }");
  it("keeps no hours and plays what has no date", () => {
    const scheduled = scheduleAt(playlist, { wall: 0, zone: PARIS }, BUILT);
    expect(scheduled).toMatchObject({ closed: null, plausible: false, items: [{ deck: "a" }] });
  });

  it("plays all when everything has a date", () => {
    const dated = read("decks:\n  - { deck: b, from: 2027-03-01 }");
    expect(scheduleAt(dated, { wall: 0, zone: PARIS }, BUILT).items).toHaveLength(1);
  });
});

describe("at any minute of four years", () => {
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: PARIS,
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const WEEK = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  /** The same answer from the face of a clock alone: what a person at the booth would say. */
  const faceOf = (wall: number) => {
    const part = Object.fromEntries(
      clock.formatToParts(wall).map(({ type, value }) => [type, value]),
    );
    return {
      date: `${part["year"]}-${part["month"]}-${part["day"]}`,
      day: WEEK.indexOf(part["weekday"] ?? "") + 1,
      minutes: Number(part["hour"]) * 60 + Number(part["minute"]),
    };
  };
  const hoursArb = fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }));
  const itemArb = fc.record({
    days: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })),
    hours: fc.option(hoursArb),
    from: fc.option(fc.integer({ min: 0, max: 1400 })),
    length: fc.option(fc.integer({ min: 0, max: 400 })),
  });
  const FIRST = Date.UTC(2027, 0, 1);
  const dateOf = (days: number) => new Date(FIRST + days * DAY).toISOString().slice(0, 10);
  const time = (minutes: number) =>
    `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  const wallArb = fc
    .integer({ min: 0, max: 4 * 365 * 24 * 60 })
    .map((minutes) => FIRST + minutes * MINUTE);
  type Item = typeof itemArb extends fc.Arbitrary<infer T> ? T : never;
  const yamlOf = ({ days, hours, from, length }: Item) =>
    [
      "deck: x",
      days && `days: [${days.map((day) => WEEK[day - 1]?.toLowerCase()).join(", ")}]`,
      hours && `hours: "${time(hours[0])}-${time(hours[1])}"`,
      from !== null && `from: ${dateOf(from)}`,
      from !== null && length !== null && `until: ${dateOf(from + length)}`,
    ]
      .filter(Boolean)
      .join(", ");
  const expectedAt = ({ days, hours, from, length }: Item, wall: number) => {
    const on = (moment: number, wanted: (minutes: number) => boolean) => {
      const { date, day, minutes } = faceOf(moment);
      return (
        (!days || days.includes(day)) &&
        (from === null || date >= dateOf(from)) &&
        (from === null || length === null || date <= dateOf(from + length)) &&
        wanted(minutes)
      );
    };
    if (!hours) return on(wall, () => true);
    const [start, end] = hours;
    const now = faceOf(wall).minutes;
    if (end > start) return on(wall, (minutes) => start <= minutes && minutes < end);
    const noonYesterday = wall - (now - 12 * 60) * MINUTE - DAY;
    return on(wall, (minutes) => start <= minutes) || (now < end && on(noonYesterday, () => true));
  };
  /** Within three hours of a change of the clock, faces lie: those nights have their own tests above. */
  const calm = (wall: number) =>
    faceOf(wall - 180 * MINUTE).minutes === (faceOf(wall).minutes - 180 + 1440) % 1440 &&
    faceOf(wall + 180 * MINUTE).minutes === (faceOf(wall).minutes + 180) % 1440;

  it("an item plays when the face of a clock says so", () => {
    fc.assert(
      fc.property(itemArb, fc.array(wallArb, { minLength: 30, maxLength: 30 }), (item, walls) => {
        const playlist = read(`decks:\n  - always\n  - { ${yamlOf(item)} }`);
        for (const wall of walls.filter(calm)) {
          const due = scheduleAt(playlist, { wall, zone: PARIS }, BUILT).items.length > 1;
          expect(due).toBe(expectedAt(item, wall));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("nothing changes before the moment that is announced, through every change of the clock", () => {
    fc.assert(
      fc.property(
        fc.array(itemArb, { minLength: 1, maxLength: 4 }),
        hoursArb,
        wallArb,
        (items, hours, wall) => {
          const playlist = read(
            `hours: "${time(hours[0])}-${time(hours[1])}"\ndecks:\n${items.map((each) => `  - { ${yamlOf(each)} }`).join("\n")}`,
          );
          const now = scheduleAt(playlist, { wall, zone: PARIS }, BUILT);
          expect(now.until).toBeGreaterThan(wall);
          const until = Math.min(now.until ?? 0, wall + 3 * DAY);
          for (let share = 0; share < 1; share += 0.05) {
            const then = scheduleAt(
              playlist,
              { wall: wall + (until - 1 - wall) * share, zone: PARIS },
              BUILT,
            );
            expect(sameProgramme(now, then)).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ["spring", Date.UTC(2027, 2, 26), [12 * 60, 11 * 60, 12 * 60]],
    ["autumn", Date.UTC(2027, 9, 29), [12 * 60, 13 * 60, 12 * 60]],
  ])("a night in %s opens and closes once a day", (_, from, lengths) => {
    const playlist = read("hours: 20:00-8:00\ndecks: [a]");
    const found: number[] = [];
    let opened: number | null = null;
    let before: string | null = null;
    for (let wall = from; wall < from + 4 * DAY; wall += 5 * MINUTE) {
      const { closed } = scheduleAt(playlist, { wall, zone: PARIS }, BUILT);
      if (before !== null && closed === null && before !== "open") opened = wall;
      if (before === "open" && closed !== null && opened !== null)
        found.push((wall - opened) / MINUTE);
      before = closed ?? "open";
    }
    expect(found).toEqual(lengths);
  });
});

describe("a playlist with times", () => {
  it.each([
    ["hours: 25:00-26:00\ndecks: [a]", 1, /"hours" takes hours such as/],
    ["hours: 10-12-14\ndecks: [a]", 1, /hours/],
    ["hours: {}\ndecks: [a]", 1, /hours/],
    ["hours: { someday: 10-12 }\ndecks: [a]", 1, /takes days such as/],
    ["zone: Paris\ndecks: [a]", 1, /takes a time zone such as/],
    ["closed: party\ndecks: [a]", 1, /"closed"/],
    ["decks:\n  - deck: a\n    from: 2027-02-29", 3, /takes a date that exists/],
    ["decks:\n  - deck: a\n    days: [mon, noday]", 3, /takes days such as/],
    [
      "decks:\n  - a\n  - deck: a\n    from: 2027-03-02\n    until: 2027-03-01",
      3,
      /ends before it starts/,
    ],
  ])("is refused whole when it says %j, naming line %i", (source, line, words) => {
    const fault = readPlaylist(source);
    if ("items" in fault) throw new Error("it was read");
    expect(fault.line).toBe(line);
    expect(fault.message.en).toMatch(words);
    expect(fault.message.fr).not.toBe("");
  });
});
