import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { csvOf, readJournal, totalsOf, type JournalLine } from "../core/journal.ts";
import { account } from "../electron/account.ts";
import { journalIn, openJournal, type Journal, type OnScreen } from "../electron/journal.ts";
import { smallDisk, mayMount } from "./small-disk.ts";
import { removeFolder } from "./remove-folder.mjs";

const START = Date.parse("2027-03-27T10:00Z");
let folder = "";
let now = START;
let mono = 0;
let failures: string[] = [];
let journal: Journal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mtinov-journal-"));
  now = START;
  mono = 0;
  failures = [];
  journal = open(folder);
});
afterEach(async () => {
  await journal.close();
  removeFolder(folder);
});

function open(where: string, mostBytes?: number, name = "main"): Journal {
  return openJournal({
    folder: where,
    name,
    mono: () => mono,
    wall: () => now,
    onFailure: (reason) => failures.push(reason),
    ...(mostBytes && { mostBytes }),
  });
}
const pass = (seconds: number) => {
  now += seconds * 1000;
  mono += seconds * 1000;
};
const slide = (number: number, deck = "/d/a.fr.md"): OnScreen => ({
  kind: "slide",
  deck,
  lang: "fr",
  slide: number,
  key: `key-${number}`,
});
/** Twenty seconds of each slide, seen. */
const play = (numbers: number[]) => {
  for (const each of numbers) {
    journal.shows("main", slide(each));
    journal.seen("main");
    pass(20);
  }
};
const showings = (lines: JournalLine[]) =>
  lines.flatMap((each) => (each.kind === "slide" ? [each] : []));

describe("the journal", () => {
  it("has a fault on the disk within seconds, since another may follow", async () => {
    play([1]);
    journal.fault("main", "page-gone");
    await vi.waitFor(
      async () => expect(await journalIn(folder)).toMatchObject([{ fault: "page-gone" }, {}]),
      5_000,
    );
  });

  it("says what was on screen, from when to when, and what broke", async () => {
    play([1, 2]);
    journal.fault("main", "browser-gone");
    journal.shows("main", { kind: "closed", deck: "clock", lang: "fr", slide: 0, key: "" });
    pass(3600);
    await journal.close();
    const lines = await journalIn(folder);
    expect(lines).toMatchObject([
      { kind: "slide", slide: 1, from: "2027-03-27T10:00:00.000Z", seconds: 20, seen: true },
      { kind: "fault", fault: "browser-gone", at: "2027-03-27T10:00:40.000Z" },
      { kind: "slide", slide: 2, to: "2027-03-27T10:00:40.000Z", seconds: 20, goesOn: false },
      { kind: "closed", deck: "clock", seconds: 3600, seen: false },
    ]);
  });

  it("writes nothing at a transition, and at a write all up to that moment", async () => {
    play([1, 2, 3]);
    expect(readdirSync(folder)).toEqual([]);
    journal.shows("main", slide(4));
    pass(50);
    await journal.write();
    const written = showings(await journalIn(folder));
    expect(written.map(({ slide: number, seconds }) => [number, seconds])).toEqual([
      [1, 20],
      [2, 20],
      [3, 20],
      [4, 50],
    ]);
    pass(10);
    await journal.close();
    const lines = await journalIn(folder);
    expect(lines.at(-1)).toMatchObject({ slide: 4, seconds: 10, goesOn: true });
    expect(totalsOf(lines).find((each) => each.slide === 4)).toMatchObject({
      times: 1,
      seconds: 60,
    });
  });

  it("measures seconds on the steady clock when the one on the wall jumps", async () => {
    journal.shows("main", slide(1));
    pass(20);
    now -= 3_600_000;
    await journal.close();
    expect(await journalIn(folder)).toMatchObject([{ seconds: 20 }]);
  });

  it("goes on after a line that a power cut left half-written", async () => {
    play([1]);
    await journal.close();
    const [file = ""] = readdirSync(folder);
    writeFileSync(join(folder, file), `${readFileSync(join(folder, file), "utf8")}{"kind":"sli`);
    journal = open(folder);
    play([2]);
    await journal.close();
    expect(showings(await journalIn(folder)).map((each) => each.slide)).toEqual([1, 2]);
  });

  it("of a display with a blank in its name is another than that of its namesake, and is read like it", async () => {
    play([1]);
    const displays = ["Salle A", "Salle_A"].map((name) => open(folder, undefined, name));
    for (const each of displays) {
      each.shows("main", slide(2));
      await each.close();
    }
    await journal.close();
    expect(readdirSync(folder)).toHaveLength(3);
    expect(showings(await journalIn(folder))).toHaveLength(3);
  });

  it("lets the oldest days go, never the one being written", async () => {
    await journal.close();
    journal = open(folder, 1_000);
    for (let day = 0; day < 5; day += 1) {
      play([1, 2]);
      await journal.write();
      pass(86_400);
    }
    const days = readdirSync(folder);
    expect(days.at(-1)).toMatch(/^2027-03-31\.main/);
    expect(days.length).toBeLessThan(4);
  });

  it.skipIf(!mayMount)(
    "waits while the disk is full (only root may fill one), and loses and repeats nothing",
    async () => {
      const disk = smallDisk();
      try {
        const own = open(disk.path);
        own.shows("main", slide(1));
        disk.fill();
        pass(20);
        for (const number of [2, 3, 4]) {
          own.shows("main", slide(number));
          pass(20);
          await own.write();
        }
        expect(own.state().failure).toBe("ENOSPC");
        expect(failures).toEqual(["ENOSPC"]);
        disk.empty();
        await own.close();
        expect(own.state()).toEqual({ waiting: 0, failure: null });
        const total = totalsOf(await journalIn(disk.path)).at(-1);
        expect(total).toMatchObject({ times: 4, seconds: 80 });
        disk.readOnly();
        const refused = open(disk.path);
        refused.fault("main", "page-gone");
        await refused.write();
        expect(refused.state()).toEqual({ waiting: 1, failure: "EROFS" });
      } finally {
        disk.remove();
      }
    },
  );

  it("killed outright keeps everything that was written", async () => {
    await journal.close();
    const script = fileURLToPath(new URL("kills-child.ts", import.meta.url));
    // It kills itself after a write and three more slides.
    expect(() => execFileSync(process.execPath, [script, "journal", folder])).toThrow(
      /SIGKILL|Command failed/,
    );
    expect(showings(await journalIn(folder)).map((each) => each.slide)).toEqual([1, 2, 3]);
  });
});

describe("the account of the journal", () => {
  const zone = { wall: START, zone: "Europe/Paris" };
  const ask = (change: object) =>
    account({ folder, csv: false, from: null, to: null, ...change }, zone, "en");

  it("counts times and seconds of each slide, each deck and all", async () => {
    play([1, 2, 1]);
    journal.shows("main", slide(1, "/d/b.fr.md"));
    pass(100);
    await journal.close();
    expect(
      (await ask({})).text
        .split("\n")
        .map((each) => each.trim().split(/\s+/).slice(0, 4).join(" ")),
    ).toEqual([
      "2 0:00:40 /d/a.fr.md 1",
      "1 0:00:20 /d/a.fr.md 2",
      "3 0:01:00 /d/a.fr.md",
      "1 0:01:40 /d/b.fr.md 1",
      "1 0:01:40 /d/b.fr.md",
      "4 0:02:40 in all",
      "",
    ]);
  });

  it("gives all as CSV, of the days that are asked", async () => {
    play([1]);
    pass(86_400);
    play([2]);
    await journal.close();
    const { text } = await ask({ csv: true, from: "2027-03-28", to: "2027-03-28" });
    const rows = text.trim().split("\r\n");
    expect(rows[0]).toBe("kind,show,deck,lang,slide,key,from,to,times,seconds,seen");
    expect(rows.filter((row) => row.startsWith("slide,"))).toHaveLength(2);
    expect(rows.at(-1)).toBe("total,,,,,,,,2,86440,");
  });

  it.each([
    [{ from: "yesterday" }, /--from takes a date/],
    [{ to: "2027-02-30" }, /--to takes a date/],
  ])("refuses %j in a sentence", async (bounds, words) => {
    const { code, text } = await ask(bounds);
    expect(code).toBe(2);
    expect(text).toMatch(words);
  });

  it("says that there is nothing", async () => {
    expect(await ask({})).toEqual({ code: 0, text: "The journal holds nothing of that period.\n" });
  });

  it("never hands a formula to a spreadsheet, and keeps commas and quotes in their cell", () => {
    const line: JournalLine = {
      kind: "slide",
      show: "main",
      from: "a",
      to: "b",
      seconds: 1,
      deck: '=HYPERLINK("x")',
      lang: "fr",
      slide: 1,
      key: "a,b",
      seen: true,
      goesOn: false,
    };
    const [, row] = csvOf([line]).split("\r\n");
    expect(row).toBe(`slide,main,"'=HYPERLINK(""x"")",fr,1,"a,b",a,b,1,1,true`);
  });

  it("reads nothing from lines that are none of its own", () => {
    expect(readJournal('null\n[]\n{"kind":"slide"}\n{"kind":"fault","show":1}\n\u0000')).toEqual(
      [],
    );
  });
});
