import { join } from "node:path";
import type { Mode } from "../core/running.ts";
import type { Memory, Place } from "./bond.ts";
import { bookmarked } from "./bookmark.ts";
import { load, save } from "./storage.ts";
import { say } from "./words.ts";

/** The last place of each show, on disk: what a start after a power cut goes on from. */
export interface Places {
  saved: Record<string, Place>;
  remember(memory: Memory): void;
  /** The talk has ended in good order: there is nothing to take up again. */
  forget(): void;
  /** Writes what has changed. Never fails: a full or read-only disk must not stop the show. */
  write(): Promise<void>;
}

/** @param state the folder of this user's state */
export async function openPlaces(state: string, mode: Mode): Promise<Places> {
  const file = join(state, `places-${mode}.json`);
  const saved = ((await load(file)) ?? {}) as Record<string, Place>;
  let memory: Memory | null = null;
  let written = "";
  let ended = false;
  /** One write after the other: two would share a temporary file. */
  let last = Promise.resolve();

  const write = async () => {
    const { origin = 0, shows = {} } = memory ?? {};
    const places = Object.entries(shows).map(([id, { show, place }]) => [
      id,
      ended ? null : bookmarked(show, place, Date.now() - origin),
    ]);
    const next = JSON.stringify(places);
    if (places.length === 0 || next === written) return;
    try {
      // Another process, for another display, may have written its own meanwhile.
      const others = ((await load(file)) ?? saved) as Record<string, Place>;
      const all = { ...others, ...Object.fromEntries(places) };
      await save(file, Object.fromEntries(Object.entries(all).filter(([, place]) => place)));
      written = next;
    } catch (error) {
      say("place-not-saved", { reason: error instanceof Error ? error.message : String(error) });
    }
  };

  return {
    saved,
    remember: (next) => void (memory = next),
    forget: () => void (ended = true),
    write: () => (last = last.then(write)),
  };
}
