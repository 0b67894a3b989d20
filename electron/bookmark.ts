import { elapsed, isAtZero } from "../core/talk-clock.ts";
import type { Handed } from "../core/handed.ts";
import { spentUntil, type Bookmark } from "../core/talk.ts";
import type { Place } from "./bond.ts";

/** A talk left longer ago than this is another talk. */
const LONGEST_MS = 12 * 3_600_000;

/**
 * The place of a show as it is written to the disk: a talk's with its time. As long as the offer to take up the last
 * talk stands and this one has not begun, the last one's stays.
 *
 * @param mono milliseconds on the clock of the process that plays the show
 */
export function bookmarked({ talk }: Handed, place: Place, mono: number): Place {
  if (!talk) return place;
  const at = Date.now();
  if (talk.offer && isAtZero(talk.clock)) {
    const { ran, spent, deck, lang, key, slide, step } = talk.offer;
    return { deck, lang, key, slide, step, talk: { ran, spent, at } };
  }
  const spent = spentUntil(talk, place.key, mono);
  return { ...place, talk: { ran: Math.round(elapsed(talk.clock, mono)), spent, at } };
}

/** What a new talk offers: where the last one was left, when it had begun and that is not too long ago. */
export function offerOf(place: Place | undefined, wall: number): Bookmark | null {
  if (!place?.talk) return null;
  const { talk, ...where } = place;
  const begun = talk.ran > 0 || where.slide > 0 || where.step > 0;
  const recent = Math.abs(wall - talk.at) < LONGEST_MS;
  return begun && recent ? { ...where, ran: talk.ran, spent: talk.spent } : null;
}
