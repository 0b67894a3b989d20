import type { Plugin } from "vite";

/**
 * Gives the bundled Reveal two things its API lacks, so that slides can leave the DOM ahead of the one that shows:
 *
 * - `rebase(by)`: Reveal keeps its position as an index and moves by comparing indices; when sections are removed or
 *   inserted before the current one the index must follow, without any of the work (and events) of a move;
 * - `element.fitted`: Reveal sizes `r-fit-text` with a library that keeps every element it ever saw; the handle lets a
 *   removed element be forgotten.
 *
 * Each edit must match exactly once: another Reveal than the pinned one fails the build instead of misbehaving.
 */
export function revealRebase(): Plugin {
  return {
    name: "mtinov:reveal-rebase",
    // A prebundled copy would escape the edits.
    config: () => ({ optimizeDeps: { exclude: ["reveal.js"] } }),
    transform(code, id) {
      if (!/\/reveal\.js\/dist\/reveal\.mjs(\?|$)/.test(id)) return null;
      return { code: rebased(code), map: null };
    },
  };
}

/** What the edits rely on: the release, and that `h` is the horizontal index of the deck. */
const witnesses = ['= "6.0.2"', "indexh: e === void 0 ? h : e,"];

const edits: readonly (readonly [found: string, becomes: string])[] = [
  ["getScale: () => S,\n", "getScale: () => S,\n\t\trebase: (by) => { h += by; },\n"],
  ["v(e, {\n\t\t\t\tminSize: 24,", "e.fitted = v(e, {\n\t\t\t\tminSize: 24,"],
];

function rebased(source: string): string {
  for (const witness of witnesses) once(source, witness);
  return edits.reduce((code, [found, becomes]) => {
    once(code, found);
    return code.replace(found, () => becomes);
  }, source);
}

function once(code: string, text: string): void {
  if (code.split(text).length === 2) return;
  throw new Error(
    `reveal.js is not the release this build knows: ${JSON.stringify(text)} is not there exactly once. Pin reveal.js 6.0.2, or review reveal-rebase.plugin.ts.`,
  );
}
