import { FALLBACK } from "../core/fallback.ts";
import { cueAt, type Mode, type Running } from "../core/running.ts";
import { adopt, begin, due, perform, type Command, type Now, type Show } from "../core/show.ts";

/**
 * Holds the one mutable state of the app, a show for each display, and the one clock. It sleeps until the next
 * moment something is due, never more than 30 s: a jump of the clock or a late timer can't stall a loop.
 */
export interface Player {
  /** Puts a show on, as it was at `from`, else at its beginning. */
  start(id: string, mode: Mode, running: Running, from?: Show): void;
  /** Replaces what a show plays: at once, keeping its slide, or when its loop begins again; the calm slide is not played out. */
  replace(id: string, running: Running, when: "now" | "loop"): void;
  command(id: string, command: Command): void;
  ids(): string[];
  show(id: string): Show;
  running(id: string): Running;
  /** Whether a show plays this revision of a deck, or will when its loop begins again. */
  uses(deck: string, revision: string): boolean;
  /** Told after every change of a show, with the command that made it, if one did; returns the undo. */
  onChange(listener: (id: string, by: Command | null) => void): () => void;
  stop(): void;
}

const LONGEST_SLEEP_MS = 30_000;

export function startPlayer(clock: () => Now): Player {
  const stage = new Map<string, { show: Show; running: Running }>();
  /** What a show plays from its next loop on. */
  const coming = new Map<string, Running>();
  const listeners = new Set<Parameters<Player["onChange"]>[0]>();
  let timer: NodeJS.Timeout | undefined;

  const entry = (id: string) => {
    const found = stage.get(id);
    if (!found) throw new Error(`There is no show «${id}».`);
    return found;
  };
  const put = (id: string, show: Show, running: Running, by: Command | null = null) => {
    stage.set(id, { show, running });
    for (const listener of listeners) listener(id, by);
    schedule();
  };
  const apply = (id: string, command: Command) => {
    const { show, running } = entry(id);
    const next = perform(show, command, running, clock());
    const later = coming.get(id);
    if (next !== show && later && next.turn > show.turn) {
      coming.delete(id);
      put(id, next, later, command);
    } else if (next !== show) put(id, next, running, command);
  };
  const schedule = () => {
    clearTimeout(timer);
    const now = clock().mono;
    let wait = LONGEST_SLEEP_MS;
    for (const { show, running } of stage.values()) {
      const moment = due(show, running);
      if (moment !== null) wait = Math.min(wait, moment - now);
    }
    timer = setTimeout(tick, Math.max(wait, 1));
  };
  const tick = () => {
    for (const id of stage.keys()) apply(id, { type: "tick" });
    schedule();
  };

  return {
    start: (id, mode, running, from) => put(id, from ?? begin(mode, clock()), running),
    replace(id, running, when) {
      const { show, running: before } = entry(id);
      const calm = cueAt(before, show).deck === FALLBACK;
      if (when === "loop" && !calm) return void coming.set(id, running);
      coming.delete(id);
      put(id, adopt(show, before, running), running);
    },
    command: apply,
    ids: () => [...stage.keys()],
    show: (id) => entry(id).show,
    running: (id) => entry(id).running,
    uses(deck, revision) {
      const all = [...[...stage.values()].map(({ running }) => running), ...coming.values()];
      return all.some(({ loops }) =>
        loops.flat().some((cue) => cue.deck === deck && cue.revision === revision),
      );
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => clearTimeout(timer),
  };
}
