import { effect, signal, type ReadonlySignal } from "@preact/signals";
import { draw, noInk, type DrawCommand, type Ink } from "../core/drawing.ts";
import type { Client } from "../core/contract.ts";
import type { Desk } from "../core/desk.ts";
import { unanswered } from "./unanswered.ts";

/**
 * A view of what is drawn on the speaker's slide. The show holds it; a stroke is drawn here at once, told to the app, and
 * by the app to the audience.
 */
export interface Drawing {
  ink: ReadonlySignal<Ink>;
  draw(command: DrawCommand): void;
}

const REST_MS = 200;

export function openDrawing(client: Client, desk: ReadonlySignal<Desk | null>): Drawing {
  const ink = signal<Ink>(noInk);
  let key = "";
  /** Commands told to the app so far. */
  let told = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const next = desk.value?.key ?? "";
    if (next !== key) ink.value = noInk;
    key = next;
    // At every desk: it also comes first after a connection, when what was told may have been lost.
    if (next !== "") void learn();
  });

  async function learn(): Promise<void> {
    const [asked, before] = [key, told];
    const over = await client.overlay(asked).catch(unanswered);
    if (!over || asked !== key) return;
    if (before === told) {
      ink.value = { ...noInk, strokes: over.strokes };
      return;
    }
    // The answer to what was asked before a stroke has nothing of it: it is asked again until the hand rests.
    clearTimeout(rest);
    rest = setTimeout(() => void learn(), REST_MS);
  }

  return {
    ink,
    draw(command) {
      told += 1;
      client.draw(key, command).catch(unanswered);
      // What was before is known to the app alone.
      if (command.type === "undo") void learn();
      else ink.value = draw(ink.value, command);
    },
  };
}
