import { handOn, inOurTime } from "../core/handed.ts";
import { cueAt, locate, slideAt, type Running } from "../core/running.ts";
import { begin, type Show } from "../core/show.ts";
import type { History, Place, Remembered } from "./bond.ts";
import { offerOf } from "./bookmark.ts";
import { clock } from "./clock.ts";
import type { Order } from "./order.ts";

/** The place of a show, in terms that survive a restart and an edit. */
function placeIn(running: Running, show: Show): Place {
  const cue = cueAt(running, show);
  const { key, index } = slideAt(running, show);
  return { deck: cue.deck, lang: cue.lang, key, slide: index, step: show.step };
}

/** What the next process of the app needs to go on with a show. */
export function remembered(running: Running, show: Show, history: History): Remembered {
  return { show: handOn(show), place: placeIn(running, show), history };
}

/** What there is to go on from. */
export interface Left {
  /** What the app process had on that died before this one. */
  former: Remembered | undefined;
  /** How far this process's clock is ahead of that one's, in milliseconds. */
  ahead: number;
  /** Where the show was when it was last on. */
  saved: Place | undefined;
}

/** What a former process had on; else, for a kiosk, where it was; a talk only offers that. */
export function firstShow(running: Running, order: Order, left: Left): Show | undefined {
  const { former, ahead, saved } = left;
  const now = clock();
  if (former) {
    const show = inOurTime(former.show, ahead, now.mono);
    return resume(running, order, former.place, show);
  }
  if (order.mode === "kiosk") return resume(running, order, saved, undefined);
  const offer = offerOf(saved, now.wall);
  return begin(order.mode, now, offer && locate(running, offer) && offer);
}

/** The show to go on from: the very one a former process had when it still fits, else the same slide, else none. */
function resume(
  running: Running,
  order: Order,
  place: Place | undefined,
  former: Show | undefined,
): Show | undefined {
  const spot = place && locate(running, place);
  if (!place || !spot) return undefined;
  // Keeping the turn keeps the names of places: windows that lived on need not draw anything again.
  const turn = former ? former.turn - (former.turn % running.loops.length) + spot.turn : spot.turn;
  const step = Math.min(place.step, slideAt(running, { ...spot, turn }).steps);
  return { ...(former ?? begin(order.mode, clock())), ...spot, turn, step, visit: null };
}
