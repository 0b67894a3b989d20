import { join } from "node:path";
import * as v from "valibot";
import type { Diagram, DrawnDiagram } from "../core/diagram.ts";
import { load, save } from "./storage.ts";

/** Diagrams drawn once are kept on the disk by the name of their source: a kiosk draws them before its first show only. */
const drawing = v.union([
  v.strictObject({ svg: v.string() }),
  v.strictObject({ fault: v.string(), line: v.number() }),
]);

/** Those of the diagrams that have been drawn. A damaged file is as good as none. */
export async function drawnOf(
  folder: string,
  diagrams: readonly Diagram[],
): Promise<Map<string, DrawnDiagram>> {
  const found = await Promise.all(
    diagrams.map(async ({ name }) => [name, await load(fileOf(folder, name))] as const),
  );
  const drawn = new Map<string, DrawnDiagram>();
  for (const [name, value] of found) {
    const read = v.safeParse(drawing, value);
    if (read.success) drawn.set(name, read.output);
  }
  return drawn;
}

/** @throws the system's error when the disk refuses. */
export async function keepDrawn(
  folder: string,
  drawn: ReadonlyMap<string, DrawnDiagram>,
): Promise<void> {
  for (const [name, value] of drawn) await save(fileOf(folder, name), value);
}

/** Where the diagrams of this user are kept. */
export function diagramFolder(state: string): string {
  return join(state, "diagrams");
}

function fileOf(folder: string, name: string): string {
  return join(folder, `${name}.json`);
}
