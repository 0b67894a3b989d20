import { effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { draw, noInk, type DrawCommand, type Ink } from "../core/drawing.ts";
import type { Client } from "../core/contract.ts";
import type { Desk } from "../core/desk.ts";
import type { Region } from "../core/region.ts";
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

/** The part of the slide that the room sees closer; all of it again as soon as the slide changes. */
export function openZoom(
  client: Client,
  desk: ReadonlySignal<Desk | null>,
): { zoom: Signal<Region | null>; zoomTo(region: Region | null): void } {
  const zoom = signal<Region | null>(null);
  let key = "";
  const zoomTo = (region: Region | null) => {
    zoom.value = region;
    client.zoom(region).catch(unanswered);
  };
  effect(() => {
    const next = desk.value?.key ?? "";
    if (next === key) return;
    key = next;
    if (zoom.peek()) zoomTo(null);
  });
  return { zoom, zoomTo };
}
