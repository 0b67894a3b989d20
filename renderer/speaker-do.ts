import type { KeyCommand } from "../core/keys.ts";
import type { keepsakes } from "../core/contract.ts";
import { notesSize, type Taste } from "../core/taste.ts";
import type { Console } from "./speaker-state.ts";
import { unanswered } from "./unanswered.ts";
import { askTalk } from "./talk-keys.ts";

/** What the console does for a key or a button: the same for both. */
export function perform(on: Console, command: KeyCommand | { goto: number }): void {
  const { open, taste } = on;
  const notes = taste.value.notes;
  switch (command) {
    case "goto":
      return void (open.value = "jump");
    case "search":
    case "overview":
    case "help":
      return void (open.value = command);
    case "close":
      return closeOne(on);
    case "larger":
      return like(on, { notes: notesSize(notes, 1) });
    case "smaller":
      return like(on, { notes: notesSize(notes, -1) });
    case "usual":
      return like(on, { notes: notesSize(notes, 0) });
    case "undo":
      return on.drawing.draw({ type: "undo" });
    default:
      return void askTalk(on.client, command).catch(unanswered);
  }
}

/** To a slide, counted from 0. */
export function go(on: Console, slide: number): void {
  on.open.value = null;
  perform(on, { goto: slide + 1 });
}

/** Closes what lies on top: a panel, the closer look, the tool in the hand. Never the talk: a clicker sends Escape too. */
function closeOne({ open, tool, notice, zoom, zoomTo }: Console): void {
  if (open.value !== null) open.value = null;
  else if (zoom.value !== null) zoomTo(null);
  else if (tool.value !== null) tool.value = null;
  else notice.value = "";
}

/** Changes how the console looks. */
export function like({ taste }: Console, change: Partial<Taste>): void {
  taste.value = { ...taste.value, ...change };
}

/** Writes something beside the deck, and says where it is. */
export async function keep(on: Console, what: (typeof keepsakes)[number]): Promise<void> {
  const kept = await on.client.keep(what).catch(unanswered);
  if (!kept) return;
  on.notice.value =
    "file" in kept ? `${on.say("saved")} ${kept.file}` : kept.problem[on.lang.value];
}
