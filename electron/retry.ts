/** Tries again, ever later and for ever, what failed in passing: nobody is there to save the file of a booth again. */
export interface Retry {
  /** It has failed: it is tried again. */
  failed(file: string): void;
  /** It need not be tried any more. */
  well(file: string): void;
  close(): void;
}

/** A deck that is too slow each time takes ten seconds of the computer's: no more than that in half an hour. */
const LONGEST_MS = 30 * 60_000;

/** @param firstMs wait before the first new try; each is twice the one before */
export function retryLater(again: (file: string) => void, firstMs: number): Retry {
  const waiting = new Map<string, { waitMs: number; timer: NodeJS.Timeout }>();
  const well = (file: string) => {
    clearTimeout(waiting.get(file)?.timer);
    waiting.delete(file);
  };
  return {
    failed(file) {
      const before = waiting.get(file)?.waitMs;
      const waitMs = before ? Math.min(before * 2, LONGEST_MS) : firstMs;
      well(file);
      waiting.set(file, { waitMs, timer: setTimeout(again, waitMs, file).unref() });
    },
    well,
    close() {
      for (const file of waiting.keys()) well(file);
    },
  };
}
