import { join } from "node:path";
import { load, save } from "./storage.ts";
import type { SeatsKept } from "./talk-placement.ts";
import { say } from "./words.ts";

/** Who had which display in earlier talks, on the disk. */
export interface Seats {
  kept: SeatsKept;
  /** Writes them anew. On a full disk that is said, and the choice holds for this talk. */
  keep(kept: SeatsKept): void;
}

/** @param state folder of this user's state */
export async function openSeats(state: string): Promise<Seats> {
  const file = join(state, "seats.json");
  const cannotKeep = (error: unknown) =>
    say("place-not-saved", { reason: error instanceof Error ? error.message : String(error) });
  return {
    kept: ((await load(file)) ?? {}) as SeatsKept,
    keep: (kept) => void save(file, kept).catch(cannotKeep),
  };
}
