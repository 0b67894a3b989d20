import * as v from "valibot";
import { curtains } from "./curtain.ts";
import type { Chapter, Desk, Pace } from "./desk.ts";
import type { Lang } from "./deck.ts";
import { drawCommand, type DrawCommand, type Point } from "./drawing.ts";
import { drive, mediaStates, type Drive, type MediaState } from "./playback.ts";
import type { KeyCommand } from "./keys.ts";
import { region } from "./region.ts";
import { taste } from "./taste.ts";
import type { Command } from "./show.ts";
import type { Overlay } from "./talk.ts";
import type { Theme } from "./theme.ts";
import type { View } from "./view.ts";

/**
 * What a window and the app say to each other. Every request is one row: who may call it and what its arguments are.
 * The client's type is derived from the rows, so a message without a handler or with a misspelt name does not compile.
 */

/** What a window is for. It comes with the window's token, never from the window. */
export type Role = "kiosk" | "audience" | "speaker";

/** Who speaks: a window, and the show it is a view of. A talk is one show with two windows. */
export interface Caller {
  window: string;
  show: string;
  role: Role;
}

/** A slide as it travels to a window: what the stage needs to draw it. */
export interface SlideContent {
  hash: string;
  title: string;
  attributes: Record<string, string>;
  html: string;
  /** What its deck's author wants the stage to look like. */
  theme: Theme | null;
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
  v.strictObject({ type: v.picklist(["language", "resume", "return", "forget"]) }),
  v.strictObject({ type: v.literal("zoom"), region: v.nullable(region) }),
  v.strictObject({ type: v.literal("curtain"), curtain: v.picklist(curtains) }),
  v.strictObject({
    type: v.literal("clock"),
    clock: v.picklist(["start", "hold", "toggle", "reset"]),
  }),
]);
/** What the room's displays may be asked for: to change places, or to say their numbers. */
const wish = v.picklist(["swap", "identify"]);
const key = v.pipe(v.string(), v.maxLength(256));
const coordinate = v.pipe(v.number(), v.minValue(-8_000), v.maxValue(8_000));
const point = v.strictTuple([coordinate, coordinate]);
/** What a talk leaves beside its deck when its speaker asks for it. */
export const keepsakes = ["drawings", "times", "rehearsal"] as const;
/** The name of the file that was written, or why there is none. */
export type Kept = { file: string } | { problem: Record<Lang, string> };
const everyone = ["kiosk", "audience", "speaker"] as const;
const talkers = ["audience", "speaker"] as const;

/** What went wrong in a window, as the window saw it. A frame that has not loaded knows nothing of any slide yet. */
export const faults = ["frame-gone", "frame-frozen", "frame-not-loaded", "page-error"] as const;
export type PageFault = (typeof faults)[number];

/** What a key means to the console alone, whichever window it was pressed in. */
const consoleKeys = [
  "help",
  "overview",
  "search",
  "goto",
  "close",
  "larger",
  "smaller",
  "usual",
  "undo",
] as const satisfies KeyCommand[];
export type ConsoleKey = (typeof consoleKeys)[number];

/** The rows. `args` is checked before a handler sees anything; `roles` against the window's token. */
export const requests = {
  /** The content of a slide of the running order; null when that revision is gone. */
  slide: row(everyone, v.strictTuple([short, short, count]), as<SlideContent | null>()),
  /** A visitor's or a speaker's move. */
  move: row(everyone, v.strictTuple([command]), as<void>()),
  /** Once a second: I live, and this is what I show. */
  beat: row(everyone, v.strictTuple([v.nullable(drawn)]), as<void>()),
  /** As soon as a slide or a step is really shown. */
  drawn: row(everyone, v.strictTuple([drawn]), as<void>()),
  /** Something broke in the window and is being mended there. */
  fault: row(everyone, v.strictTuple([v.picklist(faults)]), as<void>()),
  /** Whether the window's browser keeps its display on. */
  awake: row(everyone, v.strictTuple([v.boolean()]), as<void>()),
  /** Every slide of the talk, to search and to jump to. Asked again when `desk.revision` has changed. */
  outline: row(["speaker"], v.strictTuple([]), as<Chapter[]>()),
  /** The time of every slide, planned and spent. */
  times: row(["speaker"], v.strictTuple([]), as<Pace[]>()),
  /** Asks something of the room's displays. */
  displays: row(talkers, v.strictTuple([wish]), as<void>()),
  /** Opens or closes something on the console, or changes how it looks: a key that the audience's window heard. */
  console: row(talkers, v.strictTuple([v.picklist(consoleKeys)]), as<void>()),
  /** What lies over a slide: for its audience, while it is frozen, what lay there then. */
  overlay: row(talkers, v.strictTuple([key]), as<Overlay>()),
  /** Draws over a slide. */
  draw: row(["speaker"], v.strictTuple([key, drawCommand]), as<void>()),
  /** Moves the light of the pointer, in the slide's coordinates, or puts it out. */
  point: row(["speaker"], v.strictTuple([v.nullable(point)]), as<void>()),
  /** The videos and sounds of the slide, as they play. */
  media: row(["audience"], v.strictTuple([v.strictObject({ all: mediaStates })]), as<void>()),
  /** Plays, stops or moves one of them, in the audience's window. */
  drive: row(["speaker"], v.strictTuple([drive]), as<void>()),
  /** Writes something beside the deck; never the deck itself. */
  keep: row(["speaker"], v.strictTuple([v.picklist(keepsakes)]), as<Kept>()),
  /** How the speaker liked the console the last time. */
  taste: row(["speaker"], v.strictTuple([]), as<unknown>()),
  keepTaste: row(["speaker"], v.strictTuple([taste]), as<void>()),
  /** Ends the talk and the app. */
  end: row(["speaker"], v.strictTuple([]), as<void>()),
} as const;

/** What the app tells windows. */
export interface Events {
  /** What the audience or a visitor sees. Sent at once to a window that connects, then at every change. */
  view: View;
  /** What the speaker needs; to speakers alone, and sent like `view`. */
  desk: Desk;
  /** To speakers alone: do as if that key had been pressed there. */
  console: ConsoleKey;
  /** A stroke grows, or goes. */
  draw: { key: string; command: DrawCommand };
  point: Point | null;
  /** To speakers: what plays in the audience's window. */
  media: MediaState[];
  /** To the audience's window: play. */
  drive: Drive;
  /** The number of the display that the window is on, to be shown for 3 s. */
  badge: { number: number; label: string };
  /** Keep the display on; true lets go of it first, and asks the system anew. */
  awake: boolean;
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

/** What the app must answer. The caller is known by its token. */
export type Handlers = {
  [K in RequestName]: (caller: Caller, ...args: Args<K>) => Result<K> | Promise<Result<K>>;
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
