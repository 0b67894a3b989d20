import * as v from "valibot";

/**
 * What kills the screen again and again is set aside: the slide of a deck with which a page died or froze three times
 * within a minute takes its deck off the screen until the deck is another one. Times are on the wall clock, in
 * milliseconds of the epoch, since they outlive processes.
 */
export interface Recovery {
  /** The latest, oldest first. */
  readonly deaths: readonly Death[];
  readonly aside: readonly Death[];
}

/** A page died or froze with a slide on it. */
export interface Death {
  /** File of the deck, and the state of that and of all it needs: with others it is another deck. */
  readonly deck: string;
  readonly files: string;
  readonly key: string;
  /** Counted from 1, as people do. */
  readonly slide: number;
  readonly at: number;
}

/** So many deaths with one slide, in so many milliseconds, are no accident. */
const DEATHS = 3;
const SPAN_MS = 60_000;
/** What is kept is bounded: a screen that dies for weeks fills no disk. */
const MOST_DEATHS = 20;
const MOST_ASIDE = 100;

export const allWell: Recovery = { deaths: [], aside: [] };

/** What is known after one more death. */
export function afterDeath({ deaths, aside }: Recovery, death: Death): Recovery {
  // A clock that was set back makes a death of the future, which tells nothing.
  const recent = deaths.filter(({ at }) => Math.abs(death.at - at) < SPAN_MS);
  const all = [...recent, death].slice(-MOST_DEATHS);
  const same = all.filter((each) => isOf(each, death) && each.key === death.key);
  if (same.length < DEATHS || aside.some((each) => isOf(each, death)))
    return { deaths: all, aside };
  const others = aside.filter(({ deck }) => deck !== death.deck);
  return {
    deaths: all.filter((each) => !isOf(each, death)),
    aside: [...others, death].slice(-MOST_ASIDE),
  };
}

/** Why a deck is set aside, with the state that its files had then; null when it is not. */
export function asideFor({ aside }: Recovery, deck: string): Death | null {
  return aside.find((each) => each.deck === deck) ?? null;
}

const death = v.object({
  deck: v.string(),
  files: v.string(),
  key: v.string(),
  slide: v.number(),
  at: v.number(),
});
const recovery = v.object({ deaths: v.array(death), aside: v.array(death) });

/** What was saved; nothing when it is damaged. */
export function readRecovery(saved: unknown): Recovery {
  const read = v.safeParse(recovery, saved);
  return read.success ? read.output : allWell;
}

function isOf(one: Death, other: Pick<Death, "deck" | "files">): boolean {
  return one.deck === other.deck && one.files === other.files;
}
