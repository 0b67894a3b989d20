import type { Client } from "../core/contract.ts";
import { press, type KeyCommand, type Pressed } from "../core/keys.ts";

/** What a key does in the audience's window during a talk: the same as in the console, where panels open. */
export interface TalkKeys {
  /** @returns whether the key meant something */
  hear(pressed: Pressed): boolean;
}

/** @param onFailed told when the app did not take what was asked */
export function openTalkKeys(client: Client, onFailed: (error: unknown) => void): TalkKeys {
  let digits = "";
  return {
    hear(pressed) {
      const typed = press(digits, pressed);
      digits = typed.digits;
      if (typed.command === null) return typed.digits !== "";
      askTalk(client, typed.command).catch(onFailed);
      return true;
    },
  };
}

/** What a key asks of the talk, from either window. */
export function askTalk(client: Client, command: KeyCommand | { goto: number }): Promise<void> {
  if (typeof command === "object") return client.move({ type: "go", slide: command.goto - 1 });
  switch (command) {
    case "next":
    case "previous":
    case "first":
    case "last":
    case "language":
    case "resume":
      return client.move({ type: command });
    case "black":
    case "white":
    case "open":
      return client.move({ type: "curtain", curtain: command });
    case "freeze":
      return client.move({ type: "curtain", curtain: "frozen" });
    case "clock":
      return client.move({ type: "clock", clock: "toggle" });
    case "swap":
      return client.displays("swap");
    // The console's own: what is open in it, its strokes, the size of its notes.
    default:
      return client.console(command);
  }
}
