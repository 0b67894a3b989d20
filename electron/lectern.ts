import { join } from "node:path";
import type { Caller, Events, Handlers } from "../core/contract.ts";
import type { DeskInput } from "../core/desk.ts";
import { keepBeside } from "./beside.ts";
import { openDrawings } from "./drawings.ts";
import { load, save } from "./storage.ts";
import { say } from "./words.ts";

/** What a speaker does besides moving: draws, points, looks closer, drives media, keeps things. */
export interface Lectern extends Pick<
  Handlers,
  "ink" | "draw" | "point" | "media" | "drive" | "keep" | "taste" | "keepTaste"
> {
  /** The talk has ended in good order: what was not kept goes. */
  forget(): Promise<void>;
}

export interface LecternOptions {
  inputOf(show: string): DeskInput;
  /** Tells every other window of the caller's show. */
  tellOthers<E extends keyof Events>(caller: Caller, event: E, value: Events[E]): void;
  /** Folder of this user's state. */
  state: string;
}

export function openLectern({ inputOf, tellOthers, state }: LecternOptions): Lectern {
  const drawings = openDrawings(join(state, "drawings"), (reason) =>
    say("drawings-not-kept", { reason }),
  );
  const tasteFile = join(state, "console.json");
  return {
    async ink({ show }, key) {
      const all = await drawings.of(inputOf(show));
      return all.get(key)?.strokes ?? [];
    },
    async draw(caller, key, command) {
      tellOthers(caller, "draw", { key, command });
      await drawings.draw(inputOf(caller.show), key, command);
    },
    point: (caller, at) => tellOthers(caller, "point", at),
    media: (caller, { all }) => tellOthers(caller, "media", all),
    drive: (caller, command) => tellOthers(caller, "drive", command),
    async keep({ show }, what) {
      const input = inputOf(show);
      const kept = await keepBeside(what, input, await drawings.of(input));
      if (what === "drawings" && "file" in kept) await drawings.saved(input);
      return kept;
    },
    taste: () => load(tasteFile),
    forget: () => drawings.forget(),
    keepTaste: (_caller, taste) => save(tasteFile, taste),
  };
}
