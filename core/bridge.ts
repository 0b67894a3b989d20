/**
 * What Electron's preload puts into a trusted page as `window.app`: two functions that carry the contract and know none of
 * its rows. The page gets values alone, never one of Electron's objects.
 */
export interface Bridge {
  ask(name: string, args: unknown[]): Promise<Reply>;
  /** Told of the event from now on, and what it says now at once; returns the undo. */
  on(event: string, listener: (value: unknown) => void): () => void;
}

export type Reply = { result: unknown } | { refused: string };
