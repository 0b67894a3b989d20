import { cueAt, locate, slideAt, type Running } from "../core/running.ts";
import { begin, type Show } from "../core/show.ts";
import type { Place } from "./bond.ts";
import { clock } from "./clock.ts";
import type { Order } from "./order.ts";

/** The place of a show, in terms that survive a restart and an edit. */
export function placeIn(running: Running, show: Show): Place {
  const cue = cueAt(running, show);
  const { key, index } = slideAt(running, show);
  return { deck: cue.deck, lang: cue.lang, key, slide: index, step: show.step };
}

/** The show to go on from: the very one a former process had when it still fits, else the same slide, else none. */
export function resume(
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
