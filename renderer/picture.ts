import * as v from "valibot";
import { ink } from "../core/contrast.ts";
import { look } from "../core/look.ts";
import { mediaStates, type Drive, type MediaState } from "../core/playback.ts";
import type { Worn } from "./theme-wall.ts";

/**
 * What the trusted page and the frame that draws a deck say to each other, over a port given once. The frame has no
 * token and no bridge; what it says is checked here and can be a move or a report, nothing else.
 */

/** One picture of the stage: a slide with its neighbours, and how to draw it. */
export interface Picture {
  slides: PictureSlide[];
  current: number;
  step: number;
  lang: string;
  /** Under a curtain: once drawn, nothing of it moves or sounds. */
  held?: boolean;
  /** A copy on a console: nothing plays or sounds here, it does in the audience's window. */
  quiet?: boolean;
}

export interface PictureSlide {
  place: string;
  /** Slides of its deck, as far as they are played. */
  of: number;
  hash: string;
  attributes: Record<string, string>;
  html: string;
  /** Its deck's own looks, if any. */
  theme?: Worn | null;
}

/** Where the films and sounds of a slide are. */
export interface Playback {
  /** Those of the slide, in its order. */
  media: MediaState[];
  /** Seconds of the film behind it, if one plays. */
  behind: number | null;
}

/** A picture to show. */
export interface Showing {
  type: "show";
  picture: Picture;
  /** Drawn underneath another frame, and ready to take its place: nothing moves, plays or sounds until it does. */
  standby?: boolean;
  /** From where its films go on. */
  playback?: Playback | null;
}

export type ToStage =
  | Showing
  | { type: "ping" }
  /** Plays, stops or moves a video or a sound of the slide on stage. */
  | { type: "drive"; command: Drive }
  /** Asks what is wrong with the slide as drawn. */
  | { type: "measure" }
  /** Asks for the slide without its words, to be photographed; the next picture has them again. */
  | { type: "undress" };

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const byte = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));
/** The colour of the mark at the upper left of a slide that can be photographed without its words. */
const mark = v.tuple([byte, byte, byte]);
export type Mark = v.InferOutput<typeof mark>;

const report = {
  /** What the eye would find wrong with the slide. */
  findings: v.pipe(v.array(look), v.maxLength(1_000)),
  /** Its words, to be compared with what is behind them. */
  inks: v.pipe(v.array(ink), v.maxLength(10_000)),
  /** The same for slides that are coloured alike; null for one like no other. */
  plain: v.nullable(v.pipe(v.string(), v.maxLength(50_000))),
};
export type Report = v.InferOutput<v.StrictObjectSchema<typeof report, undefined>>;

/** A key that was pressed in the frame: the trusted page knows what it means. */
const key = v.strictObject({
  type: v.literal("key"),
  pressed: v.strictObject({
    key: v.pipe(v.string(), v.maxLength(32)),
    code: v.pipe(v.string(), v.maxLength(32)),
    ctrl: v.boolean(),
    alt: v.boolean(),
    shift: v.boolean(),
  }),
});

const toScreen = v.variant("type", [
  v.strictObject({ type: v.literal("pong") }),
  /** The page is left, by a reload for one: its port closes, but nobody died. */
  v.strictObject({ type: v.literal("away") }),
  key,
  v.strictObject({
    type: v.literal("drawn"),
    place: v.pipe(v.string(), v.maxLength(64)),
    step: count,
  }),
  v.strictObject({ type: v.literal("measured"), ...report }),
  /** The slide shows without its words, with that mark. */
  v.strictObject({ type: v.literal("undressed"), mark }),
  v.strictObject({
    type: v.literal("move"),
    to: v.picklist(["next", "previous", "first", "last"]),
  }),
  /** The videos and sounds of the slide on stage, and where the film behind it is, in seconds. */
  v.strictObject({
    type: v.literal("media"),
    place: v.pipe(v.string(), v.maxLength(64)),
    media: mediaStates,
    behind: v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))),
  }),
  /** A link of the deck to one of its slides was clicked, touched or entered. */
  v.strictObject({ type: v.literal("follow"), key: v.pipe(v.string(), v.maxLength(256)) }),
]);
export type ToScreen = v.InferOutput<typeof toScreen>;

/** The message when it is one of ours, else null. */
export function readFromStage(message: unknown): ToScreen | null {
  const read = v.safeParse(toScreen, message);
  return read.success ? read.output : null;
}
