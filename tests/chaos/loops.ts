import { evaluateIn } from "../e2e/opened-browser.ts";
import type { Stand } from "../e2e/stand.ts";
import type { Fault } from "./faults.ts";

/** What a script does that never ends: its process lives and answers the system, and nobody else. */
export const loopFaults: readonly Fault[] = [
  {
    name: "frame loops",
    promiseMs: 1_000,
    blankMs: 160,
    told: ["frame-frozen"],
    inject: async ({ stand }) => ({ at: await loop(stand, "frame") }),
  },
  {
    name: "page loops",
    promiseMs: 6_000,
    blankMs: 6_000,
    told: ["page-frozen"],
    inject: async ({ stand }) => ({ at: await loop(stand, "page") }),
  },
];

/** Has the page, or the frame on stage, run `while (true) {}`. @returns the moment it began, on this process's clock */
async function loop(stand: Stand, where: "page" | "frame"): Promise<number> {
  await evaluateIn(where, stand, "void setTimeout(() => { while (true) {} })");
  return performance.now();
}
