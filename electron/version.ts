import manifest from "../package.json" with { type: "json" };

export const VERSION: string = manifest.version;

/** Put there by the build; absent when the sources run as they are. */
declare const BUILT_AT: number | undefined;

/**
 * When this program was built, in milliseconds of the epoch: a clock before that is wrong. A day is taken off, for the
 * computer that builds may be ahead of the one at the booth.
 */
export const BUILT: number =
  (typeof BUILT_AT === "undefined" ? Date.parse("2026-11-01") : BUILT_AT) - 86_400_000;
