import type { Lang, Problem } from "../core/deck.ts";
import type { Diagram } from "../core/diagram.ts";
import { problem } from "../core/problem.ts";
import type { CompiledDeck } from "../core/program.ts";

export interface CompileRequest {
  /** Path of the deck; also its identity. */
  file: string;
  /** Prefix of every relative asset path. */
  base: string;
  /** Language of the file's name, for a deck that names none. */
  lang?: Lang;
  /** Folder of the diagrams drawn so far; none has been when left out. */
  diagrams?: string;
}

/** A deck, and the other files that were read for it or looked for: what it includes. */
export interface ReadDeck extends CompiledDeck {
  sources: string[];
  /** Its diagrams that no browser has drawn yet. */
  undrawn: Diagram[];
}

/** What a process says: once that it has started, then its answer to each request. */
export type CompileAnswer =
  | { kind: "ready" }
  | { kind: "deck"; deck: ReadDeck }
  | { kind: "failed"; reason: string };

/** A process of its own that compiles, one request at a time. */
export interface CompileProcess {
  post(request: CompileRequest): void;
  onAnswer(listener: (answer: CompileAnswer) => void): void;
  /** Told once, when it has ended or could not be started: how, and whether it wanted more memory than it may have. */
  onExit(listener: (reason: string, memory: boolean) => void): void;
  /** Ends it whatever it does: `onExit` is told when it has. */
  kill(): void;
}

/** How a shell starts one. @param megabytes of memory that it may take for what it makes */
export type StartProcess = (megabytes: number) => Promise<CompileProcess>;

/** Compiles decks in a process of their own, one after the other. */
export interface Compiler {
  /**
   * Reads and compiles a deck. Always resolves: a deck that cannot be read, takes too long, too much memory or makes the
   * process crash has no slides and one error, and the next deck finds a fresh process.
   */
  compile(request: CompileRequest): Promise<ReadDeck>;
  /** Resolves when no process is left. */
  close(): Promise<void>;
}

export interface Limits {
  /** Seconds a deck may take once the process has started: a computer that is busy starting is no fault of a deck. */
  seconds?: number;
  /** Megabytes of memory the process may take. */
  megabytes?: number;
  /** Seconds without a deck after which the process ends, and with it what it holds. */
  idle?: number;
}

/** Long after an author went on with something else: a booth that plays for days lends its memory to nobody. */
const IDLE_SECONDS = 600;
/** How long a process may take to start. */
const START_MS = 30_000;

/**
 * Starts the process at once, so that the first deck need not wait for it.
 *
 * A thread would not do: what runs out of memory in one, or crashes it, may end all of its process.
 */
export function startCompiler(start: StartProcess, limits: Limits = {}): Compiler {
  const { seconds = 10, megabytes = 256, idle = IDLE_SECONDS } = limits;
  const living = new Set<Promise<unknown>>();
  let current: Promise<Tended> | null = null;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  let resting: NodeJS.Timeout | undefined;

  const renew = (): Promise<Tended> => {
    const made = start(megabytes)
      .then(tend, lost)
      .then((tended) => {
        living.add(tended.ended);
        void tended.ended.then(() => {
          living.delete(tended.ended);
          if (current === made) current = null;
        });
        return tended;
      });
    return (current = made);
  };
  const ask = async (request: CompileRequest): Promise<Outcome> => {
    if (closed) return { kind: "failed", reason: "closed" };
    const tended = await (current ?? renew());
    const outcome = await tended.ask(request, seconds * 1000);
    if (outcome.kind === "deck") return outcome;
    // Not awaited: the next deck finds a fresh one.
    current = null;
    tended.kill();
    return outcome;
  };
  const rest = (): void => {
    resting = setTimeout(() => {
      void current?.then(({ kill }) => kill());
      current = null;
    }, idle * 1000).unref();
  };
  const run = async (request: CompileRequest): Promise<ReadDeck> => {
    clearTimeout(resting);
    let outcome = await ask(request);
    // A system short of memory ends a process too: a deck is at fault when two have died of it.
    if (outcome.kind === "ended" && !outcome.memory) outcome = await ask(request);
    rest();
    if (outcome.kind === "deck") return outcome.deck;
    return badDeck(request.file, problemOf(outcome, { seconds, megabytes }));
  };

  void renew();
  rest();
  return {
    compile(request) {
      const compiled = last.then(() => run(request));
      last = compiled;
      return compiled;
    },
    async close() {
      closed = true;
      clearTimeout(resting);
      (await current)?.kill();
      await Promise.all(living);
    },
  };
}

/** A deck of which nothing can be shown. */
export function badDeck(deck: string, found: Problem): ReadDeck {
  const program = { deck, revision: found.code, lang: "fr", title: "", minutes: null } as const;
  const nothing = { slides: [], sources: [], undrawn: [] };
  return { program: { ...program, slides: [] }, problems: [found], ...nothing };
}

type Failure =
  | Extract<CompileAnswer, { kind: "failed" }>
  | { kind: "ended"; reason: string; memory: boolean }
  | { kind: "slow" };
type Outcome = Extract<CompileAnswer, { kind: "deck" }> | Failure;

/** A process, and whoever waits for what it makes of a request or of itself. */
interface Tended {
  ask(request: CompileRequest, ms: number): Promise<Outcome>;
  kill(): void;
  /** Resolves when it is no more. */
  ended: Promise<void>;
}

function tend(process: CompileProcess): Tended {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let ready = false;
  let over: Outcome | null = null;
  let settle: (outcome: Outcome) => void = () => undefined;
  let hurry: () => void = () => undefined;
  process.onAnswer((answer) => {
    if (answer.kind !== "ready") return settle(answer);
    ready = true;
    hurry();
  });
  process.onExit((reason, memory) => {
    over = { kind: "ended", reason, memory };
    settle(over);
    end();
  });
  return {
    ended,
    kill: process.kill,
    ask: (request, ms) =>
      new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        hurry = () => {
          const late: Outcome = ready
            ? { kind: "slow" }
            : { kind: "ended", reason: "start", memory: false };
          clearTimeout(timer);
          timer = setTimeout(() => settle(late), ready ? ms : START_MS);
        };
        settle = (outcome) => {
          clearTimeout(timer);
          hurry = () => undefined;
          resolve(outcome);
        };
        hurry();
        if (over) settle(over);
        else process.post(request);
      }),
  };
}

/** One that could not even be started. */
function lost(error: unknown): Tended {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    ended: Promise.resolve(),
    kill: () => undefined,
    ask: () => Promise.resolve({ kind: "ended", reason, memory: false }),
  };
}

function problemOf(
  failure: Failure,
  { seconds, megabytes }: Required<Omit<Limits, "idle">>,
): Problem {
  const place = { line: 1, column: 1 };
  if (failure.kind === "slow") return problem("compile-slow", place, { seconds: String(seconds) });
  if (failure.kind === "ended" && failure.memory)
    return problem("compile-large", place, { megabytes: String(megabytes) });
  return problem("compile-failed", place, { reason: failure.reason });
}
