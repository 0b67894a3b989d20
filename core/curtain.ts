/** What hangs before the stage: nothing, black, white, or the picture of the moment it was frozen. */
export type Curtain = (typeof curtains)[number];
export const curtains = ["open", "black", "white", "frozen"] as const;

/** The curtain after one is asked for: the one that hangs already opens, as the same key of every clicker does. */
export function afterAsking(hangs: Curtain, asked: Curtain): Curtain {
  return hangs === asked ? "open" : asked;
}
