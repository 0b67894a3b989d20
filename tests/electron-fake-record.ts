import type { EventEmitter } from "node:events";

/**
 * What every piece of the fake is made of: a subset of Electron's own types, so that what Electron does not have, or has
 * otherwise, does not compile; and the record of what was asked.
 */
declare const faked: unique symbol;
export interface Faked {
  readonly [faked]: true;
}
export type Subset<T, F> = {
  [K in keyof F]: K extends keyof EventEmitter
    ? unknown
    : K extends keyof T
      ? F[K] extends Faked
        ? unknown
        : T[K]
      : never;
};

export function subsetOf<T>() {
  return <F extends Subset<T, F>>(fake: F) => fake as F & Faked;
}

/** Everything asked, in order: what, then its arguments. */
export const calls: [string, ...unknown[]][] = [];
export const argumentsOf = (name: string) =>
  calls.filter(([each]) => each === name).map(([, ...rest]) => rest);
export const note = (name: string, ...rest: unknown[]) => void calls.push([name, ...rest]);
