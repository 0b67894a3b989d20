import type { Code } from "../core/sentences.ts";
import type { DeckProblem, Library } from "./library.ts";
import { isUnattended, type Order } from "./order.ts";
import { playlistFile, prepare, type Repertoire } from "./repertoire.ts";
import { retryLater } from "./retry.ts";
import { watchFiles } from "./watch.ts";

/** Shows what an author saves: at once where somebody looks at it, at the next loop on a kiosk. */
export interface LiveOptions {
  order: Order;
  library: Library;
  /** What plays now. */
  repertoire: Repertoire;
  /** Told when something else is to be played from now on. */
  onNew(repertoire: Repertoire, when: "now" | "loop"): void;
  /** Told what is wrong with a playlist or a deck after each change of its file, or of a file that it includes. */
  report(problems: DeckProblem[]): void;
  /** Told why a change could not be followed, which nobody foresaw: what plays goes on. */
  onFailed(reason: string): void;
  /** Wait before a deck is compiled again that could not be for no fault of its own, in milliseconds. */
  retryMs?: number;
}

/** An editor's two writes are further apart than this only when it has stopped between them. */
const EDITING_MS = 20;
/** A copy over a network stands still for less than this before it is whole (a stick or share that is being filled). */
const COPYING_MS = 2_000;
/** A computer that was too busy or too short of memory to compile a deck may be less so by then. */
const RETRY_MS = 30_000;

export interface Live {
  /** Compiles a deck again whose file is as it was: what it is made of besides has changed. */
  again(file: string): void;
  close(): void;
}

/** Follows the playlist of an order and the files of its decks. */
export function followEdits(options: LiveOptions): Live {
  const { order, library, onNew, report, onFailed } = options;
  const kiosk = isUnattended(order);
  const usual = kiosk ? "loop" : "now";
  // One after the other: two decks saved at once must not prepare two running orders that miss each other's news.
  let last = Promise.resolve();
  /** A folder of pictures may be put there at once: their deck is compiled for all of them together. */
  const waiting = new Set<string>();
  /** What is under way when it is closed tells nobody any more. */
  let closed = false;
  const watch = watchFiles({
    quietMs: kiosk ? COPYING_MS : EDITING_MS,
    onChange: again,
    // A slide whose picture is being replaced is not played with half of it.
    onStir(file) {
      if (library.doubt(file)) next(() => renew("now"));
    },
  });
  const retry = retryLater(again, options.retryMs ?? RETRY_MS);
  const playlist = playlistFile(order);
  const follow = () => watch.follow([...library.watched(), ...(playlist ? [playlist] : [])]);
  let good = options.repertoire;
  /** What the playlist said when it was last read: the good one may be older. */
  let said = sayOf(good);
  follow();

  /** A playlist that can't be read as it stands is half-written: the last good one goes on. */
  async function renew(when: "now" | "loop" = usual): Promise<void> {
    const next = await prepare(order, library);
    said = sayOf(next);
    if (next.playlist || !good.playlist) good = next;
    else good = { ...good, problems: next.problems };
    if (closed) return;
    onNew(good, when);
    library.retain(good.decks);
  }

  async function playlistIsNew(): Promise<boolean> {
    const next = await prepare(order, library);
    if (closed || sayOf(next) === said) return false;
    report(next.problems);
    return true;
  }

  function again(file: string): void {
    waiting.add(file);
    next(changed);
  }

  function next(step: () => Promise<void>): void {
    last = last.then(step).catch((error: unknown) => {
      onFailed(error instanceof Error ? error.message : String(error));
    });
  }

  async function changed(): Promise<void> {
    const files = [...waiting];
    waiting.clear();
    if (closed || files.length === 0) return;
    const decks = [...new Set(files.flatMap((file) => library.reading(file)))];
    const before = JSON.stringify(library.problems(decks));
    const outcomes = await Promise.all(decks.map((deck) => library.reload(deck)));
    const found = library.problems(decks);
    const told = outcomes.every((each) => each === "same") && JSON.stringify(found) === before;
    if (closed) return;
    if (!told) report(found);
    for (const deck of decks) {
      if (library.problems([deck]).some(({ code }) => PASSING.has(code))) retry.failed(deck);
      else retry.well(deck);
    }
    const another = playlist !== null && files.includes(playlist) && (await playlistIsNew());
    // A slide whose picture has gone must not be played even once more.
    if (outcomes.includes("lost")) await renew("now");
    else if (another || outcomes.includes("changed")) await renew();
    follow();
  }

  return {
    again,
    close() {
      closed = true;
      watch.close();
      retry.close();
    },
  };
}

/** Problems that are the computer's as often as the deck's. */
const PASSING: ReadonlySet<string> = new Set<Code>(["compile-slow", "compile-failed"]);

function sayOf({ playlist, problems }: Repertoire): string {
  return JSON.stringify([playlist, problems]);
}
