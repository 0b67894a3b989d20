import { statSync } from "node:fs";
import { join } from "node:path";
import { hash } from "../core/hash.ts";
import { afterDeath, asideFor, readRecovery, type Death, type Recovery } from "../core/recovery.ts";
import { cueAt, slideAt, type Mode } from "../core/running.ts";
import { problem } from "../core/problem.ts";
import type { DeckProblem, Library } from "./library.ts";
import type { Player } from "./player.ts";
import { fileNameOf, isSystemError, load, save } from "./storage.ts";

/**
 * Sets decks aside that kill the screen, across restarts, until they are others. A talk's never are: its speaker decides.
 */
export interface Quarantine {
  /** The library without the decks that are set aside; each is a problem of its own. */
  around(library: Library): Library;
  /** From now on this slide of a show is on its screen. */
  shows(player: Player, id: string): void;
  /** A window broke in some way. */
  fault(kind: string): void;
  /** Told when a deck was set aside, which then must leave the screen. */
  onAside(listener: () => void): void;
}

export interface QuarantineOptions {
  mode: Mode;
  /** Folder of this user's state. */
  state: string;
  /** The show: two displays are two processes, each with a file of its own. */
  name: string;
  wall(): number;
  /** Told why it could not be written; what is known holds in memory. */
  onFailure(reason: string): void;
}

/**
 * A death is the slide's only when it takes the page or the frame; a browser or a driver may die of anything, and a frame
 * that has not loaded has not met the slide.
 */
const OF_THE_SLIDE = new Set([
  "frame-gone",
  "frame-frozen",
  "page-gone",
  "page-frozen",
  "page-out-of-memory",
]);
/** How long a page that stands still goes unnoticed; by then a short slide's time may be over. */
const UNNOTICED_MS = 3_500;
/** Slides remembered, for that. */
const MOST = 8;

export async function openQuarantine(options: QuarantineOptions): Promise<Quarantine> {
  const { wall } = options;
  const file = join(options.state, `recovery-${fileNameOf(options.name)}.json`);
  let known: Recovery = readRecovery(await load(file));
  let stage: Omit<Death, "files">[] = [];
  let tell: (() => void) | null = null;
  let stateOf = (deck: string) => stateOfFiles([deck]);
  let last = Promise.resolve();

  const write = async () => {
    try {
      await save(file, known);
    } catch (error) {
      options.onFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const isAside = (deck: string) => {
    // Asked first: on a share that hangs, so does whoever looks at the files of a deck.
    const aside = asideFor(known, deck);
    return aside !== null && aside.files === stateOf(deck);
  };
  /** The slide that was on screen when it broke. */
  const culprit = (kind: string) => {
    const moment = wall() - (kind.endsWith("-frozen") ? UNNOTICED_MS : 0);
    return stage.findLast(({ at }) => at <= moment) ?? stage[0];
  };

  return {
    around(library) {
      if (options.mode === "talk") return library;
      stateOf = (deck) => stateOfFiles(library.files(deck));
      return {
        ...library,
        program: (deck) => (isAside(deck) ? null : library.program(deck)),
        async reload(deck) {
          const before = asideFor(known, deck);
          const outcome = await library.reload(deck);
          // Even the same text, once another of its files has changed.
          return before && !isAside(deck) ? "changed" : outcome;
        },
        problems(files) {
          const found = known.aside
            .filter(({ deck }) => library.program(deck) && (!files || files.includes(deck)))
            .filter(({ deck }) => isAside(deck));
          return [...found.map(asProblem), ...library.problems(files)];
        },
      };
    },
    shows(player, id) {
      const { deck } = cueAt(player.running(id), player.show(id));
      const { key, index } = slideAt(player.running(id), player.show(id));
      const now = { deck, key, slide: index + 1, at: wall() };
      const before = stage.at(-1);
      if (before?.deck === deck && before.key === key) return;
      stage = [...stage, now].slice(-MOST);
    },
    fault(kind) {
      const slide = OF_THE_SLIDE.has(kind) ? culprit(kind) : undefined;
      if (!slide) return;
      const before = known;
      known = afterDeath(known, { ...slide, files: stateOf(slide.deck), at: wall() });
      last = last.then(write);
      if (known.aside !== before.aside) tell?.();
    },
    onAside: (listener) => void (tell = listener),
  };
}

function asProblem({ deck, slide }: Death): DeckProblem {
  const found = problem("set-aside", { line: 1, column: 1 }, { slide: String(slide) });
  return { ...found, file: deck };
}

/** Of size and date: a deck of many films is not read again to know whether it is another one. */
function stateOfFiles(files: readonly string[]): string {
  const states = [...new Set(files)].toSorted().map((file) => `${file} ${stateOfFile(file)}`);
  return hash(states.join("\n"));
}

function stateOfFile(file: string): string {
  try {
    const { size, mtimeMs } = statSync(file);
    return `${size} ${mtimeMs}`;
  } catch (error) {
    if (isSystemError(error)) return "away";
    throw error;
  }
}
