import type { Diagram } from "../core/diagram.ts";
import type { Draw } from "./draw-diagrams.ts";
import { dropUnused, keepDrawn } from "./diagrams.ts";

/** Has the diagrams of the decks drawn while their slides show the source: no show waits for them. */
export interface ArtistOptions {
  /** Null when nothing on this computer can draw. */
  draw: Draw | null;
  /** Where diagrams are kept. */
  folder: string;
  /** Diagrams not drawn yet, by the deck they are of. */
  undrawn(): ReadonlyMap<string, readonly Diagram[]>;
  /** Told when a deck's are drawn. */
  onDrawn(file: string): void;
  /** Told why they could not be. */
  onFailed(reason: string): void;
}

/**
 * Drops what has long been unused, once.
 *
 * @returns looks whether there is something to draw; one look at a time.
 */
export function startArtist(options: ArtistOptions): () => Promise<void> {
  const { draw, folder, undrawn, onDrawn, onFailed } = options;
  /** Tried once: a diagram that makes the page fail is not tried for ever. */
  const tried = new Set<string>();
  let last = dropUnused(folder, Date.now()).catch(failed);

  async function look(): Promise<void> {
    const decks = [...undrawn()];
    const wanted = decks.flatMap(([, diagrams]) => diagrams.filter(({ name }) => !tried.has(name)));
    if (!draw || wanted.length === 0) return;
    for (const { name } of wanted) tried.add(name);
    try {
      const drawn = await draw(wanted);
      await keepDrawn(folder, drawn);
      for (const [file, diagrams] of decks)
        if (diagrams.some(({ name }) => drawn.has(name))) onDrawn(file);
    } catch (error) {
      failed(error);
    }
  }

  function failed(error: unknown): void {
    onFailed(error instanceof Error ? error.message : String(error));
  }

  return () => (last = last.then(look));
}
