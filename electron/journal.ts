import { mkdir, open, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { JournalLine, Showing } from "../core/journal.ts";
import { readJournal } from "../core/journal.ts";
import { fileNameOf, isSystemError } from "./storage.ts";

/**
 * Proof of play on disk: lines are kept in memory and added to the day's file once a minute and after a fault, so that no
 * transition writes and a power cut loses a minute at most. The oldest days go when all take more than 50 MB.
 */
export interface Journal {
  /** From now on a show has this on its screen; null for nothing. */
  shows(show: string, what: OnScreen | null): void;
  /** The window of a show confirmed that it shows it. */
  seen(show: string): void;
  fault(show: string, fault: string): void;
  /** Writes what is known so far. Never fails: a full or read-only disk must not stop the show. */
  write(): Promise<void>;
  state(): JournalState;
  /** Ends what is on screen and writes it. */
  close(): Promise<void>;
}

export type OnScreen = Pick<Showing, "kind" | "deck" | "lang" | "slide" | "key">;

export interface JournalState {
  /** Lines that wait for the disk. */
  waiting: number;
  /** The system's word for why the last write failed; null when it did not. */
  failure: string | null;
}

interface Open {
  what: OnScreen;
  from: number;
  mono: number;
  seen: boolean;
  goesOn: boolean;
}

export interface JournalOptions {
  folder: string;
  /** Of the display: two of them are two processes, each with files of its own. */
  name: string;
  /** For all files of the folder; 50 MB when it is left out. */
  mostBytes?: number;
  mono(): number;
  wall(): number;
  /** Told once for each kind of failure. */
  onFailure(reason: string): void;
}

const WRITE_EVERY_MS = 60_000;
/** A fault is written sooner, since another may follow; faults in a row are not each written for themselves. */
const FAULT_MS = 1_000;
/** About a month of a booth. */
const MOST_BYTES = 50 * 1024 * 1024;
/** What is kept while the disk is full: about a day. */
const MOST_WAITING = 10_000;

export function openJournal(options: JournalOptions): Journal {
  const { folder, mono, wall, mostBytes = MOST_BYTES } = options;
  const name = fileNameOf(options.name);
  const screens = new Map<string, Open>();
  let waiting: string[] = [];
  let failure: string | null = null;
  let last: Promise<void> = Promise.resolve();
  const timer = setInterval(() => void write(), WRITE_EVERY_MS);
  timer.unref();
  let soon: NodeJS.Timeout | undefined;

  const add = (line: JournalLine) => {
    waiting.push(JSON.stringify(line));
    if (waiting.length > MOST_WAITING) waiting = waiting.slice(-MOST_WAITING);
  };
  const end = (show: string) => {
    const open = screens.get(show);
    if (open) add(lineOf(show, open, mono(), wall()));
    screens.delete(show);
  };
  /** What stays on for long is written in pieces, or a power cut would take all of it. */
  const cut = () => {
    for (const [show, open] of screens) {
      add(lineOf(show, open, mono(), wall()));
      screens.set(show, { ...open, from: wall(), mono: mono(), goesOn: true });
    }
  };
  const flush = async () => {
    const lines = waiting;
    waiting = [];
    try {
      await append(folder, `${iso(wall()).slice(0, 10)}.${name}.jsonl`, lines);
      if (lines.length > 0) await rotate(folder, mostBytes);
      failure = null;
    } catch (error) {
      const reason = isSystemError(error) ? (error.code ?? error.message) : String(error);
      waiting = [...lines, ...waiting].slice(-MOST_WAITING);
      if (reason !== failure) options.onFailure(reason);
      failure = reason;
    }
  };
  const write = () => {
    cut();
    return (last = last.then(flush));
  };

  return {
    shows(show, what) {
      const open = screens.get(show);
      if (open && what && JSON.stringify(open.what) === JSON.stringify(what)) return;
      end(show);
      if (what) screens.set(show, { what, from: wall(), mono: mono(), seen: false, goesOn: false });
    },
    seen(show) {
      const open = screens.get(show);
      if (open) open.seen = true;
    },
    fault(show, fault) {
      add({ kind: "fault", show, at: iso(wall()), fault });
      soon ??= setTimeout(() => {
        soon = undefined;
        void write();
      }, FAULT_MS).unref();
    },
    write,
    state: () => ({ waiting: waiting.length, failure }),
    close() {
      clearInterval(timer);
      clearTimeout(soon);
      for (const [show, open] of screens) add(lineOf(show, open, mono(), wall()));
      screens.clear();
      return (last = last.then(flush));
    },
  };
}

function lineOf(show: string, open: Open, mono: number, wall: number): Showing {
  const seconds = Math.round(mono - open.mono) / 1000;
  const { what, seen, goesOn } = open;
  return { ...what, show, from: iso(open.from), to: iso(wall), seconds, seen, goesOn };
}

/** Adds lines to a file and sees that they are on the disk. A line that a power cut left half-written is closed first. */
async function append(folder: string, name: string, lines: string[]): Promise<void> {
  if (lines.length === 0) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(join(folder, name), "a+", 0o600);
  try {
    const { size } = await file.stat();
    const tail = size > 0 ? await file.read(Buffer.alloc(1), 0, 1, size - 1) : null;
    const torn = tail !== null && tail.buffer[0] !== NEWLINE;
    try {
      await file.appendFile(`${torn ? "\n" : ""}${lines.join("\n")}\n`);
    } catch (error) {
      // On a full disk a part of it may have been written, which would be there twice after the next try.
      await file.truncate(size);
      throw error;
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

const NEWLINE = 10;

/** Takes the oldest days away until the rest fits; the day being written stays. */
async function rotate(folder: string, most: number): Promise<void> {
  const days = (await daysIn(folder)).toReversed();
  let bytes = 0;
  for (const [index, day] of days.entries()) {
    bytes += (await stat(join(folder, day))).size;
    if (bytes > most && index > 0) await rm(join(folder, day), { force: true });
  }
}

/** Everything the journal of a folder holds, oldest first; nothing when there is none. */
export async function journalIn(folder: string): Promise<JournalLine[]> {
  const lines: JournalLine[] = [];
  for (const day of await daysIn(folder))
    for (const line of readJournal(await readFile(join(folder, day), "utf8"))) lines.push(line);
  return lines;
}

async function daysIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder))
      .filter((name) => /^\d{4}-\d\d-\d\d\.[\w.-]+\.jsonl$/.test(name))
      .sort();
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}

function iso(moment: number): string {
  return new Date(moment).toISOString();
}

/** Where the journal of this user's shows is. */
export function journalFolder(state: string): string {
  return join(state, "journal");
}
