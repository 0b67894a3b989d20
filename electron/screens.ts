import type { Drawn } from "../core/contract.ts";
import type { History } from "./bond.ts";

/** What each window last said of itself, and what has happened to it. Durations on `mono`, in milliseconds. */
export interface Screens {
  beat(window: string, drawn: Drawn | null): void;
  /** The window really shows something: an outage that was open ends here. */
  drawn(window: string, drawn: Drawn): void;
  /** Something broke; until the next slide is really shown, the window is out. */
  fault(window: string, kind: string, restarted: boolean): void;
  /** Something broke that the window did not show: the app process died, and its picture stayed. */
  note(window: string, kind: string): void;
  seen(window: string): { drawn: Drawn | null; heartbeatAgeMs: number | null };
  history(window: string): History;
  restore(window: string, history: History): void;
}

/** Outages kept for the health page. */
const LONGEST_HISTORY = 50;

export function openScreens({ mono, wall }: { mono(): number; wall(): number }): Screens {
  const seen = new Map<string, { drawn: Drawn | null; at: number }>();
  const histories = new Map<string, History>();
  const out = new Map<string, number>();

  const history = (window: string): History =>
    histories.get(window) ?? { restarts: 0, lastFault: null, outagesMs: [] };
  const record = (window: string, change: Partial<History>) =>
    histories.set(window, { ...history(window), ...change });

  const told = (kind: string) => ({ lastFault: { kind, at: new Date(wall()).toISOString() } });

  return {
    beat: (window, drawn) => void seen.set(window, { drawn, at: mono() }),
    drawn(window, drawn) {
      seen.set(window, { drawn, at: mono() });
      const since = out.get(window);
      if (since === undefined) return;
      out.delete(window);
      const outage = Math.round(mono() - since);
      record(window, { outagesMs: [...history(window).outagesMs, outage].slice(-LONGEST_HISTORY) });
    },
    fault(window, kind, restarted) {
      if (!out.has(window)) out.set(window, mono());
      const { restarts } = history(window);
      record(window, { restarts: restarts + (restarted ? 1 : 0), ...told(kind) });
    },
    note: (window, kind) => record(window, told(kind)),
    seen(window) {
      const last = seen.get(window);
      return {
        drawn: last?.drawn ?? null,
        heartbeatAgeMs: last ? Math.round(mono() - last.at) : null,
      };
    },
    history,
    restore: (window, saved) => void histories.set(window, saved),
  };
}
