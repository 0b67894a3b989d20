import * as v from "valibot";
import type { Lang } from "./deck.ts";
import type { Command, Mode } from "./show.ts";

/**
 * What a window and the app say to each other. Every request is one row: who may call it and what its arguments are.
 * The client's type is derived from the rows, so a message without a handler or with a misspelt name does not compile.
 */

/** What a window is for. It comes with the window's token, never from the window. */
export type Role = "kiosk" | "audience";

/** A slide a window should have ready: fetched by revision and index, never a whole deck. */
export interface SlideRef {
  /** Unique in the running order: the same slide comes back under another place in the next loop. */
  place: string;
  deck: string;
  revision: string;
  slide: number;
  /** Slides of the cue: with the last number of `place`, how far the thread has run. */
  of: number;
  hash: string;
  lang: Lang;
}

/** What a window shows: the slide in reading order with its neighbours, so that the next move is ready ahead. */
export interface View {
  mode: Mode;
  slides: SlideRef[];
  /** Index in `slides` of the one on stage. */
  current: number;
  step: number;
}

/** A slide as it travels to a window: what the stage needs to draw it. */
export interface SlideContent {
  hash: string;
  title: string;
  attributes: Record<string, string>;
  html: string;
}

/** What a window really shows, seen two frames after it was asked. */
export interface Drawn {
  place: string;
  step: number;
}

const short = v.pipe(v.string(), v.maxLength(4096));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const place = v.pipe(v.string(), v.maxLength(64));
const drawn = v.strictObject({ place, step: count });
/** The commands a window may give; time passes in the app alone, so there is no `tick`. */
const command = v.variant("type", [
  v.strictObject({ type: v.picklist(["next", "previous", "first", "last"]) }),
  v.strictObject({ type: v.literal("go"), slide: count }),
  v.strictObject({ type: v.literal("follow"), key: v.pipe(v.string(), v.maxLength(256)) }),
]);

/** What went wrong in a window, as the window saw it. */
export const faults = ["frame-gone", "frame-frozen", "page-error"] as const;
export type PageFault = (typeof faults)[number];

/** The rows. `args` is checked before a handler sees anything; `roles` against the window's token. */
export const requests = {
  /** The content of a slide of the running order; null when that revision is gone. */
  slide: row(
    ["kiosk", "audience"],
    v.strictTuple([short, short, count]),
    as<SlideContent | null>(),
  ),
  /** A visitor's or a speaker's move. */
  move: row(["kiosk", "audience"], v.strictTuple([command]), as<void>()),
  /** Once a second: I live, and this is what I show. */
  beat: row(["kiosk", "audience"], v.strictTuple([v.nullable(drawn)]), as<void>()),
  /** As soon as a slide or a step is really shown. */
  drawn: row(["kiosk", "audience"], v.strictTuple([drawn]), as<void>()),
  /** Something broke in the window and is being mended there. */
  fault: row(["kiosk", "audience"], v.strictTuple([v.picklist(faults)]), as<void>()),
} as const;

/** What the app tells windows. */
export interface Events {
  /** Sent at once to a window that connects, then at every change. */
  view: View;
}

export type RequestName = keyof typeof requests;
export type Args<K extends RequestName> = v.InferOutput<(typeof requests)[K]["args"]>;
export type Result<K extends RequestName> = (typeof requests)[K]["result"];

/** What a page sees of the app. A subscription returns its own undo. */
export type Client = {
  [K in RequestName]: (...args: Args<K>) => Promise<Result<K>>;
} & {
  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void;
};

/** What the app must answer. `window` is the caller, known by its token. */
export type Handlers = {
  [K in RequestName]: (window: string, ...args: Args<K>) => Result<K> | Promise<Result<K>>;
};

/** A message on the wire from a window. */
export const incoming = v.strictObject({
  id: count,
  name: v.picklist(Object.keys(requests) as RequestName[]),
  args: v.pipe(v.array(v.unknown()), v.maxLength(8)),
});

/** A message on the wire to a window: an answer, a refusal, or an event. */
export type Outgoing =
  | { id: number; result: unknown }
  | { id: number; refused: string }
  | { event: keyof Events; value: Events[keyof Events] };

/** `window` commands are a subset of the show's: this line fails to compile when they part. */
export type WindowCommand = v.InferOutput<typeof command> & Command;

function row<A extends v.GenericSchema<unknown, unknown[]>, R>(
  roles: readonly Role[],
  args: A,
  result: R,
): { roles: readonly Role[]; args: A; result: R } {
  return { roles, args, result };
}

/** A type carried as a value, so that a row holds it. It is never read. */
function as<T>(): T {
  return undefined as T;
}
