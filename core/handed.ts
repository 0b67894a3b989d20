import type { Show } from "./show.ts";
import type { Talk } from "./talk.ts";

/** A show as the next process of the app gets it: what is drawn over the slides has a file of its own. */
export interface Handed extends Omit<Show, "talk"> {
  talk: Omit<Talk, "drawings" | "light"> | null;
}

/** The show without what a next process reads elsewhere. */
export function handOn(show: Show): Handed {
  if (!show.talk) return { ...show, talk: null };
  const { drawings: _, light: __, ...talk } = show.talk;
  return { ...show, talk };
}

/** A show of another process: its clock ran `by` milliseconds ahead of ours. Nothing is taken for the future. */
export function inOurTime(show: Handed, by: number, mono: number): Show {
  const ours = (moment: number) => Math.min(moment - by, mono);
  const { talk } = show;
  const since = talk?.clock.since ?? null;
  const clock = talk && { ...talk.clock, since: since === null ? null : ours(since) };
  const own = talk && clock && { ...talk, clock, drawings: new Map(), light: null };
  return { ...show, since: ours(show.since), talk: own };
}
