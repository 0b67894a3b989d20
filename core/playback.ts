import * as v from "valibot";

/** A video or a sound of the slide on stage. It plays in the audience's window alone; the console drives it. */
const mediaState = v.strictObject({
  kind: v.picklist(["video", "audio"]),
  playing: v.boolean(),
  /** Seconds; the length is 0 until it is known. */
  time: v.pipe(v.number(), v.finite(), v.minValue(0)),
  length: v.pipe(v.number(), v.finite(), v.minValue(0)),
  /** 0 to 1; 0 when it is muted. */
  volume: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
});
export type MediaState = v.InferOutput<typeof mediaState>;

/** Those of one slide, in the order of the slide. */
export const mediaStates = v.pipe(v.array(mediaState), v.maxLength(16));

const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15));
export const drive = v.variant("type", [
  v.strictObject({ type: v.picklist(["play", "pause"]), index }),
  v.strictObject({
    type: v.literal("seek"),
    index,
    to: v.pipe(v.number(), v.finite(), v.minValue(0)),
  }),
  v.strictObject({
    type: v.literal("volume"),
    index,
    to: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  }),
]);
export type Drive = v.InferOutput<typeof drive>;
