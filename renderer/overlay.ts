import type { Client } from "../core/contract.ts";
import { draw, noInk, type Ink } from "../core/drawing.ts";
import { sheetFor } from "../core/look.ts";
import type { Region } from "../core/region.ts";
import type { View } from "../core/view.ts";
import { openInkLayer } from "./ink-layer.ts";

/**
 * What a speaker lays over the slide that the audience sees: ink, the light of the pointer, and a closer look. `ground`
 * holds the frames; all of it is in the slide's coordinates, so that it lies on the same word everywhere.
 */
export function openOverlay(
  client: Client,
  ground: HTMLElement,
  unanswered: (error: unknown) => void,
): (view: View) => void {
  const layer = openInkLayer(ground);
  let key = "";
  let ink: Ink = noInk;
  let wanted: Region | null = null;

  const show = (next: Ink) => layer.strokes((ink = next).strokes);
  const size = () => {
    const { width, height } = sheetFor({ width: innerWidth, height: innerHeight });
    layer.size(width, height);
    zoomTo(ground, wanted);
  };
  addEventListener("resize", size);
  size();
  client.on("draw", ({ key: on, command }) => {
    if (on !== key) return;
    // What was before is known to the app alone.
    if (command.type === "undo") learn();
    else show(draw(ink, command));
  });
  client.on("point", layer.laser);

  function learn(): void {
    const asked = key;
    client.overlay(asked).then(({ strokes, light }) => {
      if (asked !== key) return;
      show({ ...noInk, strokes });
      layer.laser(light);
    }, unanswered);
  }

  return (view) => {
    zoomTo(ground, (wanted = view.zoom));
    const next = view.slides[view.current]?.key ?? "";
    if (next !== key) {
      show(noInk);
      layer.laser(null);
    }
    key = next;
    // At every view: it also comes first after a connection, when strokes may have been missed.
    learn();
  };
}

/** The slide lies in the window as large as fits, in the middle: the part wanted takes its whole place. */
function zoomTo(ground: HTMLElement, region: Region | null): void {
  if (!region) return void ground.style.removeProperty("transform");
  const { width, height } = sheetFor({ width: innerWidth, height: innerHeight });
  const scale = Math.min(innerWidth / width, innerHeight / height);
  const [left, top] = [(innerWidth - width * scale) / 2, (innerHeight - height * scale) / 2];
  const times = width / region.width;
  ground.style.transformOrigin = "0 0";
  ground.style.transform = `translate(${left - (left + region.x * scale) * times}px, ${top - (top + region.y * scale) * times}px) scale(${times})`;
}
