import { join } from "node:path";
import type { Caller, Events, Handlers, Role } from "../core/contract.ts";
import type { DeskInput } from "../core/desk.ts";
import type { Command } from "../core/show.ts";
import { overlayOn, overlaySeen, type Stroking } from "../core/talk.ts";
import { keepBeside } from "./beside.ts";
import { openDrawings } from "./drawings.ts";
import { load, save } from "./storage.ts";
import { say } from "./words.ts";

/** What a speaker does besides moving: draws, points, looks closer, drives media, keeps things. */
export interface Lectern extends Pick<
  Handlers,
  "overlay" | "draw" | "point" | "media" | "drive" | "keep" | "taste" | "keepTaste"
> {
  /** Puts on the show what was drawn on its deck before. */
  recall(show: string): Promise<void>;
  /** The talk has ended in good order: what was not kept goes. */
  forget(): Promise<void>;
}

export interface LecternOptions {
  inputOf(show: string): DeskInput;
  perform(show: string, command: Command): void;
  /** Tells every other window of the caller's show, or those of one role. */
  tellOthers<E extends keyof Events>(caller: Caller, event: E, value: Events[E], role?: Role): void;
  /** Folder of this user's state. */
  state: string;
}

export function openLectern({ inputOf, perform, tellOthers, state }: LecternOptions): Lectern {
  const drawings = openDrawings(join(state, "drawings"), (reason) =>
    say("drawings-not-kept", { reason }),
  );
  const tasteFile = join(state, "console.json");
  let recalled: Promise<void> | null = null;
  const stroke = (caller: Caller, command: Stroking) => {
    perform(caller.show, command);
    // A frozen audience hears of it once it follows again.
    const role = inputOf(caller.show).show.talk?.frozen ? "speaker" : undefined;
    if (command.type === "point") return tellOthers(caller, "point", command.at, role);
    tellOthers(caller, "draw", { key: command.key, command: command.command }, role);
    drawings.keep(inputOf(caller.show));
  };
  return {
    async overlay({ show, role }, key) {
      // A window that outlived the last process of the app keeps its strokes until they are read again.
      await recalled;
      const { talk } = inputOf(show).show;
      if (!talk) return { zoom: null, strokes: [], light: null };
      return role === "audience" ? overlaySeen(talk, key) : overlayOn(talk, key);
    },
    draw: (caller, key, command) => stroke(caller, { type: "draw", key, command }),
    point: (caller, at) => stroke(caller, { type: "point", at }),
    media: (caller, { all }) => tellOthers(caller, "media", all),
    drive: (caller, command) => tellOthers(caller, "drive", command),
    async keep({ show }, what) {
      const input = inputOf(show);
      const kept = await keepBeside(what, input);
      if (what === "drawings" && "file" in kept) await drawings.saved(input);
      return kept;
    },
    taste: () => load(tasteFile),
    recall: (show) =>
      (recalled = drawings
        .recall(inputOf(show))
        .then((left) => perform(show, { type: "recall", drawings: left }))),
    forget: () => drawings.forget(),
    keepTaste: (_caller, taste) => save(tasteFile, taste),
  };
}
