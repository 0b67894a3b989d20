import { effect, signal, type ReadonlySignal } from "@preact/signals";
import { draw, noInk, type DrawCommand, type Ink } from "../core/drawing.ts";
import type { Client } from "../core/contract.ts";
import type { Desk } from "../core/desk.ts";
import { unanswered } from "./unanswered.ts";

/** The drawing on the speaker's slide: drawn here at once, and told to the app, which tells the audience. */
export interface Drawing {
  ink: ReadonlySignal<Ink>;
  draw(command: DrawCommand): void;
}

export function openDrawing(client: Client, desk: ReadonlySignal<Desk | null>): Drawing {
  const ink = signal<Ink>(noInk);
  let key = "";
  effect(() => {
    const next = desk.value?.key ?? "";
    if (next === key) return;
    key = next;
    ink.value = noInk;
    void learn(next);
  });

  async function learn(wanted: string, again = false): Promise<void> {
    const strokes = await client.ink(wanted).catch(unanswered);
    if (strokes && wanted === key && (again || ink.peek() === noInk))
      ink.value = { ...noInk, strokes };
  }

  return {
    ink,
    draw(command) {
      const told = client.draw(key, command);
      // What was before is known to the app alone.
      if (command.type === "undo") return void told.then(() => learn(key, true)).catch(unanswered);
      ink.value = draw(ink.value, command);
      told.catch(unanswered);
    },
  };
}
