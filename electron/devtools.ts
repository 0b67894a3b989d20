import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import * as v from "valibot";
import { isSystemError } from "./storage.ts";

/**
 * A browser without a window of its own, spoken to in the DevTools protocol over a pipe that nobody else can open. Its
 * profile goes with it.
 */
export interface DevTools {
  /**
   * Sends a command and resolves with its result.
   *
   * @param session the page it is meant for; the browser itself when left out.
   * @throws with the browser's word for what it refuses, and when it ends before it answers.
   */
  send(method: string, params?: object, session?: string): Promise<unknown>;
  /** Subscribes to what the browser tells unasked. */
  on(method: string, listener: (params: unknown) => void): void;
  close(): Promise<void>;
}

/** Whoever asked gets no answer any more. */
export class BrowserEnded extends Error {
  constructor() {
    super("The browser has ended.");
  }
}

const events = v.object({ method: v.string(), params: v.unknown() });
const answers = v.object({
  id: v.number(),
  result: v.optional(v.unknown()),
  error: v.optional(v.object({ message: v.string() })),
});

/**
 * @param switches of the browser, besides those that keep it quiet.
 * @throws the system's error when the disk has no room for a profile.
 */
export function openDevTools(executable: string, switches: readonly string[]): DevTools {
  const profile = mkdtempSync(join(tmpdir(), "mtinov-browser-"));
  const child = spawn(executable, [PIPE, `--user-data-dir=${profile}`, ...quiet, ...switches], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const { send, on, ended } = speakTo(child);
  return {
    send,
    on,
    async close() {
      child.kill("SIGKILL");
      await ended;
      try {
        rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
      } catch (error) {
        // Its last processes may still be writing; the system clears its temporary folder.
        if (!isSystemError(error)) throw error;
      }
    },
  };
}

/** With this switch a browser is spoken to through its third and fourth files. It ends with the process that holds them. */
export const PIPE = "--remote-debugging-pipe";

/** Speaks to a browser that was started with `PIPE` and those two files as pipes. */
export function speakTo(child: ChildProcess): Omit<DevTools, "close"> & { ended: Promise<void> } {
  const [, , , write, read] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners: [string, (params: unknown) => void][] = [];
  let last = 0;
  let over = false;
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  }).then(() => {
    over = true;
    for (const each of waiting.values()) each.reject(new BrowserEnded());
    waiting.clear();
  });
  // The browser may die before it reads: `ended` says so.
  write.on("error", () => undefined);
  onMessages(read, (message) => {
    if (v.is(events, message)) {
      for (const [method, listener] of listeners)
        if (method === message.method) listener(message.params);
      return;
    }
    const { success, output } = v.safeParse(answers, message);
    const asked = success ? waiting.get(output.id) : undefined;
    if (!success || !asked) return;
    waiting.delete(output.id);
    if (output.error) asked.reject(new Error(output.error.message));
    else asked.resolve(output.result);
  });
  const send: DevTools["send"] = (method, params = {}, sessionId) => {
    const asked = Promise.withResolvers<unknown>();
    if (over) asked.reject(new BrowserEnded());
    last += 1;
    waiting.set(last, asked);
    write.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    return asked.promise;
  };
  const on: DevTools["on"] = (method, listener) => void listeners.push([method, listener]);
  return { send, on, ended };
}

const quiet = [
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--password-store=basic",
];

/** Messages of the pipe end with a NUL. */
function onMessages(read: Readable, hear: (message: unknown) => void): void {
  let text = "";
  read.setEncoding("utf8");
  read.on("data", (data: string) => {
    const pieces = (text + data).split("\0");
    text = pieces.pop() ?? "";
    for (const piece of pieces) hear(JSON.parse(piece));
  });
}
