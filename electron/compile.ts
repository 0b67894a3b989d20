import { Worker } from "node:worker_threads";
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

/** Compiles decks in a worker thread, one after the other. */
export interface Compiler {
  /**
   * Reads and compiles a deck. Always resolves: a deck that cannot be read, takes too long, too much memory or makes
   * the thread crash has no slides and one error, and the next deck finds a fresh thread.
   */
  compile(request: CompileRequest): Promise<ReadDeck>;
  close(): Promise<void>;
}

export interface Limits {
  /** Seconds a deck may take, the start of the thread included. */
  seconds?: number;
  /** Megabytes of memory the thread may take. */
  megabytes?: number;
}

/** @param script the built worker (`electron/compiler.ts`). */
export function startCompiler(script: string | URL, limits: Limits = {}): Compiler {
  const { seconds = 10, megabytes = 256 } = limits;
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const started = (): Worker => {
    if (worker) return worker;
    // What Node was told of its own program is not said to a thread that has another.
    const resourceLimits = { maxOldGenerationSizeMb: megabytes };
    const thread = new Worker(script, { resourceLimits, execArgv: [] });
    worker = thread;
    // Whoever waits for an answer hears of an error; a thread that fails while idle is merely replaced.
    thread.on("error", () => (worker = worker === thread ? null : worker));
    // A thread that waits for work must not keep the app alive.
    thread.unref();
    return thread;
  };

  const run = async (request: CompileRequest): Promise<ReadDeck> => {
    const thread = started();
    const outcome = await answer(thread, request, seconds);
    if (outcome.kind === "deck") return outcome.deck;
    worker = null;
    await thread.terminate();
    return badDeck(request.file, outcome.problem);
  };

  return {
    compile(request) {
      const compiled = last.then(() => run(request));
      last = compiled;
      return compiled;
    },
    async close() {
      await worker?.terminate();
      worker = null;
    },
  };
}

/** A deck of which nothing can be shown. */
export function badDeck(deck: string, found: Problem): ReadDeck {
  const program = { deck, revision: found.code, lang: "fr", title: "", minutes: null } as const;
  const nothing = { slides: [], sources: [], undrawn: [] };
  return { program: { ...program, slides: [] }, problems: [found], ...nothing };
}

type Outcome = { kind: "deck"; deck: ReadDeck } | { kind: "failed"; problem: Problem };

/** What the thread makes of a request, or of itself. */
function answer(thread: Worker, request: CompileRequest, seconds: number): Promise<Outcome> {
  const place = { line: 1, column: 1 };
  return new Promise((resolve) => {
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      thread.off("message", onMessage).off("error", onError).off("exit", onExit);
      resolve(outcome);
    };
    const fail = (found: Problem): void => settle({ kind: "failed", problem: found });
    const onMessage = (deck: ReadDeck): void => settle({ kind: "deck", deck });
    const onError = (error: Error): void =>
      fail(problem("compile-failed", place, { reason: reasonOf(error) }));
    const onExit = (code: number): void =>
      fail(problem("compile-failed", place, { reason: `exit ${code}` }));
    const timer = setTimeout(
      () => fail(problem("compile-slow", place, { seconds: String(seconds) })),
      seconds * 1000,
    );
    thread.on("message", onMessage).on("error", onError).on("exit", onExit);
    thread.postMessage(request);
  });
}

function reasonOf(error: Error): string {
  return "code" in error ? String(error.code) : error.message;
}
