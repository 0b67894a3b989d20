/**
 * How long a browser of ours may take until it speaks, and then until its page is drawn: what those before it did, for the
 * computer is the same. Held by the keeper, across their restarts. Times in milliseconds.
 */
export interface FirstWords {
  /** For a browser that starts now; the next has twice as long, unless this one shows our page. */
  wordMs(): number;
  arrived(): void;
  /** For a page of ours that is there, or is to be drawn again now. */
  pictureMs(): number;
  drawn(): void;
  /** It was not, in its time: the next has twice as long. */
  undrawn(): void;
}

/**
 * The first is read from a disk, maybe a slow one; once one has shown our page the next is there in a tenth of that. After
 * one that did not, the next has twice as long: a slow computer comes up.
 */
const WORD_MS = { cold: 20_000, warm: 5_000, longest: 160_000 };
/**
 * A healthy browser is drawn at once, but for as long as its display shows nothing, as some systems do with one that is
 * asleep. Nothing tells these from a driver that hangs. So there is no longest wait: the restarts that nobody sees become
 * ever rarer, and a driver that comes back is met after as long again at the most.
 */
const PICTURE_MS = 20_000;

export function firstWords(): FirstWords {
  let wordMs = WORD_MS.cold;
  let pictureMs = PICTURE_MS;
  return {
    wordMs() {
      const now = wordMs;
      wordMs = Math.min(2 * wordMs, WORD_MS.longest);
      return now;
    },
    arrived: () => void (wordMs = WORD_MS.warm),
    pictureMs: () => pictureMs,
    drawn: () => void (pictureMs = PICTURE_MS),
    undrawn: () => void (pictureMs *= 2),
  };
}
