import { statfsSync } from "node:fs";
import type { Drawn } from "../core/contract.ts";
import { cueAt, slideAt } from "../core/running.ts";
import { seen } from "../core/show.ts";
import { placeOf } from "../core/view.ts";
import type { PowerState } from "./asleep.ts";
import type { Awake } from "./awake.ts";
import type { JournalState } from "./journal.ts";
import type { DeckProblem, Library } from "./library.ts";
import type { Order } from "./order.ts";
import type { Player } from "./player.ts";
import type { Programme } from "./repertoire.ts";
import type { Screens } from "./screens.ts";
import { isSystemError } from "./storage.ts";

export interface HealthInput {
  version: string;
  shell: string;
  order: Order;
  player: Player;
  screens: Screens;
  library: Library;
  problems: DeckProblem[];
  /** What is due; null while the decks are read. */
  programme: Programme | null;
  power: PowerState;
  awake: Awake;
  journal: JournalState;
  /** Folder of this user's state. */
  state: string;
}

/**
 * What `GET /health` answers. `slide`, `step`, `deck`, `revision` and `lang` are what the show plays, counted from 0;
 * `drawn` says whether the window has confirmed that it really shows it. `awake` is `not-held` when nothing keeps the display on.
 */
export function healthOf(input: HealthInput) {
  const { version, shell, order, player, library, problems } = input;
  return {
    version,
    shell,
    pid: process.pid,
    uptimeSeconds: Math.round(process.uptime()),
    clock: clockOf(input),
    awake: input.awake,
    journal: input.journal,
    disk: diskOf(input.state),
    screens: player.ids().map((id) => screenOf(id, order, input)),
    problems: [...problems, ...library.problems()].map((each) => ({
      file: each.file,
      line: each.line,
      column: each.column,
      severity: each.severity,
      code: each.code,
      message: each.message,
    })),
  };
}

/** The room that is left for what the app writes, in bytes; null when the system does not say. */
function diskOf(state: string): { freeBytes: number | null } {
  try {
    const { bavail, bsize } = statfsSync(state);
    return { freeBytes: bavail * bsize };
  } catch (error) {
    if (isSystemError(error)) return { freeBytes: null };
    throw error;
  }
}

/** What the schedule makes of the clock on the wall: `wrong` before this program was built, and no hours are kept then. */
function clockOf({ programme, power }: HealthInput) {
  const scheduled = programme?.scheduled;
  return {
    now: new Date().toISOString(),
    zone: programme?.zone ?? null,
    state: scheduled?.plausible === false ? "wrong" : "fine",
    nextChange: iso(scheduled?.until),
    opens: iso(programme?.opens),
    displays: power,
  };
}

function iso(moment: number | null | undefined): string | null {
  return moment == null ? null : new Date(moment).toISOString();
}

function screenOf(id: string, order: Order, { player, screens }: HealthInput) {
  // What the audience sees: a talk's speaker may be elsewhere.
  const show = seen(player.show(id));
  const cue = cueAt(player.running(id), show);
  const { drawn, heartbeatAgeMs } = screens.seen(id);
  const { restarts, lastFault, outagesMs } = screens.history(id);
  return {
    display: order.display ?? "default",
    show: id,
    mode: show.mode,
    deck: cue.deck,
    revision: cue.revision,
    slide: slideAt(player.running(id), show).index,
    key: slideAt(player.running(id), show).key,
    step: show.step,
    lang: cue.lang,
    loop: show.turn,
    closed: show.closed,
    drawn: shows(drawn, placeOf(show), show.step),
    heartbeatAgeMs,
    restarts,
    lastFault,
    outagesMs,
  };
}

function shows(drawn: Drawn | null, place: string, step: number): boolean {
  return drawn !== null && drawn.place === place && drawn.step === step;
}
