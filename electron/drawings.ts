import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DeskInput } from "../core/desk.ts";
import { latest, readDrawings, writeDrawings, type Drawings } from "../core/drawings.ts";
import { hash } from "../core/hash.ts";
import { besideOf } from "./beside.ts";
import { isSystemError, load, save } from "./storage.ts";

/**
 * What is drawn over the slides, on the disk; the show alone holds it. A deck's own drawings lie beside it, written when
 * its speaker asks; what is drawn since is kept in the state folder, so that it outlives the app, until it is saved or the
 * talk has ended in good order.
 */
export interface DeckDrawings {
  /** Those of the deck that plays, as they were left; its two languages share them. */
  recall(input: DeskInput): Promise<Drawings>;
  /** The show's have changed. */
  keep(input: DeskInput): void;
  /** They lie beside the deck now. */
  saved(input: DeskInput): Promise<void>;
  /** The talk has ended in good order: what was not saved goes. */
  forget(): Promise<void>;
}

/** How long a hand may draw before it is written, in milliseconds. */
const REST_MS = 300;
/** Points kept of what is not saved: the slides drawn on last. About a megabyte. */
const MOST_POINTS = 100_000;
/** Drawn longer ago than this, it was another talk's. */
const LONGEST_MS = 12 * 3_600_000;

interface Entry {
  /** As the show has them; null until they were recalled: what was left is not overwritten before it is read. */
  drawings: Drawings | null;
  /** The file beside the deck, and the one in the state folder. */
  beside: string;
  unsaved: string;
  timer: NodeJS.Timeout | undefined;
  /** One write after the other: two would share a temporary file. */
  last: Promise<void>;
}

/**
 * @param folder where what is not saved is kept
 * @param onFailure told once when it can't be: the drawing goes on
 */
export function openDrawings(folder: string, onFailure: (reason: string) => void): DeckDrawings {
  const decks = new Map<string, Entry>();
  let failed = false;

  const entry = (input: DeskInput): Entry => {
    const beside = besideOf(input, "drawings.json");
    const known = decks.get(beside);
    if (known) return known;
    const unsaved = join(folder, `${hash(beside)}.json`);
    const made = { drawings: null, beside, unsaved, timer: undefined, last: Promise.resolve() };
    decks.set(beside, made);
    return made;
  };
  const queue = (held: Entry, work: () => Promise<void>) => {
    held.last = held.last.then(work).catch((error: unknown) => {
      if (!failed) onFailure(error instanceof Error ? error.message : String(error));
      failed = true;
    });
    return held.last;
  };
  const write = (held: Entry) => {
    held.timer = undefined;
    const text = writeDrawings(latest(held.drawings ?? new Map(), MOST_POINTS));
    return queue(held, () => save(held.unsaved, { at: Date.now(), beside: held.beside, text }));
  };
  const drop = (held: Entry) => {
    clearTimeout(held.timer);
    held.timer = undefined;
    return queue(held, () => rm(held.unsaved, { force: true }));
  };

  return {
    async recall(input) {
      const held = entry(input);
      const { unsaved, beside } = held;
      const left = (await leftAt(unsaved, beside)) ?? (await readAt(beside)) ?? new Map();
      held.drawings = left;
      return left;
    },
    keep(input) {
      const held = entry(input);
      const { talk } = input.show;
      if (held.drawings === null || !talk || talk.drawings === held.drawings) return;
      held.drawings = talk.drawings;
      held.timer ??= setTimeout(() => void write(held), REST_MS);
    },
    saved: (input) => drop(entry(input)),
    async forget() {
      await Promise.all([...decks.values()].map(drop));
    },
  };
}

/** What an app that died had not saved. */
async function leftAt(file: string, beside: string): Promise<Drawings | null> {
  const left = (await load(file)) as { at?: unknown; beside?: unknown; text?: unknown } | null;
  if (typeof left?.at !== "number" || typeof left.text !== "string") return null;
  if (left.beside !== beside) return null;
  return Math.abs(Date.now() - left.at) < LONGEST_MS ? readDrawings(left.text) : null;
}

/** Null when none was ever kept, or it can't be read: the slide is clean. */
async function readAt(file: string): Promise<Drawings | null> {
  try {
    return readDrawings(await readFile(file, "utf8"));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return null;
  }
}
