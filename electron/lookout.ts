import { cueAt, slideAt } from "../core/running.ts";
import { shiftStep } from "../core/shift.ts";
import { due } from "../core/show.ts";
import { afterSight, calmAfter, lookEvery, unwatched, type SightFault } from "../core/watchdog.ts";
import { isUnattended, windowOf, type Order } from "./order.ts";
import type { Player } from "./player.ts";
import type { Shell } from "./shell.ts";
import type { Seen } from "./sight.ts";

/** Looks at the display itself from time to time, where the shell can, and says when nothing is to be seen on it. */
export interface Lookout {
  close(): void;
}

export interface LookoutOptions {
  player: Player;
  show: string;
  /** A picture of the window; null when none could be taken. */
  look(): Promise<Seen | null>;
  onFault(kind: SightFault): void;
  /** No picture has come for a minute: nobody knows what is on the display. Told once, until one comes. */
  onUnseen(): void;
}

const UNSEEN_MS = 60_000;

/**
 * Watches a window by pictures of it, where its shell can take some and mend it.
 *
 * @param note told the kind of what no new window would mend
 */
export function watchDisplay(
  order: Order,
  shell: Shell,
  player: Player,
  note: (show: string, kind: string) => void,
): Lookout | null {
  const { look, mend } = shell;
  if (!isUnattended(order) || !look || !mend) return null;
  const show = windowOf(order);
  return openLookout({
    player,
    show,
    look: () => look(show),
    onFault: (kind) => mend(show, kind),
    // A browser that draws nothing is noticed by its pulse; one that is only not photographed may be well.
    onUnseen: () => note(show, "screen-unseen"),
  });
}

export function openLookout(options: LookoutOptions): Lookout {
  const { player, show: id, look, onFault } = options;
  let watching = unwatched;
  let looked = performance.now();
  let looking = false;
  /** Since when no picture comes; never again, once that is told. */
  let unseen: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let place = "";

  const now = () => {
    const show = player.show(id);
    const { content } = slideAt(player.running(id), show);
    const { deck } = cueAt(player.running(id), show);
    return { content: `${deck} ${content}`, step: show.step, closed: show.closed !== null };
  };
  const every = () => lookEvery(slideAt(player.running(id), player.show(id)).seconds * 1000);
  const calm = () => {
    const show = player.show(id);
    return calmAfter((due(show, player.running(id)) ?? Infinity) - show.since);
  };
  const sleep = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void see(), ms);
    // Looking alone keeps no process alive.
    timer.unref();
  };
  const miss = () => {
    unseen ??= performance.now();
    if (performance.now() - unseen < UNSEEN_MS) return;
    unseen = Infinity;
    options.onUnseen();
  };
  const see = async () => {
    // First of all: whatever comes of this look, there is a next one.
    sleep(every());
    const before = now();
    if (before.closed) return void (unseen = null);
    if (looking) return;
    looking = true;
    const seen = await look();
    looking = false;
    const after = now();
    if (!seen) return miss();
    unseen = null;
    // A picture taken while slides change is of neither.
    if (after.content !== before.content || after.step !== before.step) return;
    looked = performance.now();
    const judged = afterSight(watching, { ...before, ...seen, shift: shiftStep(Date.now()) });
    ({ watching } = judged);
    if (judged.fault) onFault(judged.fault);
  };
  const undo = player.onChange(() => {
    const { content, step } = now();
    if (place === `${content} ${step}`) return;
    place = `${content} ${step}`;
    // Once the slide stands still, but no oftener than asked.
    sleep(Math.max(calm(), looked + every() - performance.now()));
  });
  sleep(every());
  return {
    close() {
      undo();
      clearTimeout(timer);
    },
  };
}
