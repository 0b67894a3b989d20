import * as v from "valibot";
import { LIMITS, noInk, stroke, type Ink, type Stroke } from "./drawing.ts";

/** What is drawn on a whole deck: strokes by slide key, as they are kept in a file beside the deck. */
export type Drawings = ReadonlyMap<string, Ink>;

/** The drawings with another ink for a slide; without ink the slide is forgotten. Bounded: the first slides leave. */
export function withInk(drawings: Drawings, key: string, ink: Ink): Drawings {
  if ((drawings.get(key) ?? noInk) === ink) return drawings;
  const next = new Map(drawings);
  next.delete(key);
  if (ink.strokes.length > 0 || ink.past.length > 0) next.set(key, ink);
  for (const oldest of next.keys()) if (next.size > LIMITS.slides) next.delete(oldest);
  return next;
}

/** The slides drawn on last, as many as have so many points together; the newest one whatever it has. */
export function latest(drawings: Drawings, points: number): Drawings {
  const kept: [string, Ink][] = [];
  let room = points;
  for (const [key, ink] of [...drawings].toReversed()) {
    room -= ink.strokes.reduce((sum, stroke) => sum + stroke.points.length / 2, 0);
    if (room < 0 && kept.length > 0) break;
    kept.unshift([key, ink]);
  }
  return new Map(kept);
}

/** The text of the file. A diff of two of them reads slide by slide. */
export function writeDrawings(drawings: Drawings): string {
  const slides: Record<string, readonly Stroke[]> = {};
  for (const [key, { strokes }] of drawings) if (strokes.length > 0) slides[key] = strokes;
  const lines = Object.entries(slides).map(
    ([key, strokes]) => `    ${JSON.stringify(key)}: ${JSON.stringify(strokes)}`,
  );
  return `{\n  "version": 1,\n  "slides": {\n${lines.join(",\n")}\n  }\n}\n`;
}

const file = v.object({
  version: v.literal(1),
  slides: v.record(
    v.string(),
    v.pipe(
      v.array(
        v.strictObject({
          ...stroke.entries,
          points: v.pipe(stroke.entries.points, v.minLength(2)),
        }),
      ),
      v.maxLength(LIMITS.strokes),
    ),
  ),
});

/** The drawings of a file's text; null when it is none of ours, or was damaged. */
export function readDrawings(text: string): Drawings | null {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), file), text);
  if (!read.success) return null;
  const slides = Object.entries(read.output.slides).slice(0, LIMITS.slides);
  return new Map(slides.map(([key, strokes]) => [key, { ...noInk, strokes }]));
}
