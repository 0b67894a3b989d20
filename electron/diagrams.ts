import { readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import type { Diagram, DrawnDiagram } from "../core/diagram.ts";
import { isSystemError, load, save } from "./storage.ts";

/** Diagrams drawn once are kept on the disk by the name of their source: a kiosk draws them before its first show only. */
const drawing = v.union([
  v.strictObject({ svg: v.string() }),
  v.strictObject({ fault: v.string(), line: v.number() }),
]);

const DAY_MS = 86_400_000;
/** How long a drawing is kept that no deck asks for, in days, and how much all of them may take, in bytes. */
const UNUSED_DAYS = 90;
const ROOM = 50_000_000;

/** Those of the diagrams that have been drawn, which is noted as a use of them. A damaged file is as good as none. */
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
    if (!read.success) continue;
    drawn.set(name, read.output);
    await noteUse(fileOf(folder, name));
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

/**
 * Drops the drawings that no deck has asked for in three months, and the longest unused ones beyond 50 MB: a deck that
 * needs one again has it drawn again.
 *
 * @param now milliseconds since 1970.
 * @throws the system's error when the disk refuses.
 */
export async function dropUnused(folder: string, now: number): Promise<void> {
  const kept = await usesIn(folder);
  let size = 0;
  for (const { file, used, bytes } of kept.toSorted((a, b) => b.used - a.used)) {
    size += bytes;
    if (size > ROOM || used < now - UNUSED_DAYS * DAY_MS) await rm(file, { force: true });
  }
}

/** When each drawing was last asked for, give or take a day: what the file's own time says. */
async function usesIn(folder: string): Promise<{ file: string; used: number; bytes: number }[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    // Nothing was ever drawn.
    if (isSystemError(error) && error.code === "ENOENT") return [];
    throw error;
  });
  const drawings = names.filter((name) => /^[\w-]+\.json$/.test(name));
  return Promise.all(
    drawings.map(async (name) => {
      const file = join(folder, name);
      const { mtimeMs, size } = await stat(file);
      return { file, used: mtimeMs, bytes: size };
    }),
  );
}

/** Once a day at most: a deck that is compiled at every save writes nothing for it. */
async function noteUse(file: string): Promise<void> {
  try {
    const now = Date.now();
    if ((await stat(file)).mtimeMs < now - DAY_MS) await utimes(file, now / 1_000, now / 1_000);
  } catch (error) {
    // A disk that takes nothing still gives the drawing, and one that was dropped meanwhile is drawn again.
    if (!isSystemError(error)) throw error;
  }
}

/** Where the diagrams of this user are kept. */
export function diagramFolder(state: string): string {
  return join(state, "diagrams");
}

function fileOf(folder: string, name: string): string {
  return join(folder, `${name}.json`);
}
