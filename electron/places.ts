import { join } from "node:path";
import type { Mode } from "../core/running.ts";
import type { Memory, Place } from "./bond.ts";
import { load, save } from "./storage.ts";
import { say } from "./words.ts";

/** The last place of each show, on disk: what a start after a power cut goes on from. */
export interface Places {
  saved: Record<string, Place>;
  remember(memory: Memory): void;
  /** Writes what has changed. Never fails: a full or read-only disk must not stop the show. */
  write(): Promise<void>;
}

/** @param state the folder of this user's state */
export async function openPlaces(state: string, mode: Mode): Promise<Places> {
  const file = join(state, `places-${mode}.json`);
  const saved = ((await load(file)) ?? {}) as Record<string, Place>;
  let memory: Memory | null = null;
  let written = "";
  return {
    saved,
    remember: (next) => void (memory = next),
    async write() {
      const places = Object.entries(memory?.shows ?? {}).map(([id, { place }]) => [id, place]);
      const next = JSON.stringify(places);
      if (places.length === 0 || next === written) return;
      try {
        await save(file, { ...saved, ...Object.fromEntries(places) });
        written = next;
      } catch (error) {
        say("place-not-saved", { reason: error instanceof Error ? error.message : String(error) });
      }
    },
  };
}
