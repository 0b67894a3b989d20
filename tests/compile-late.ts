import { setTimeout as wait } from "node:timers/promises";

/** A compiler on a computer that is busy: it starts later than a deck may take. */
await wait(1_500);
await import("./compile-hostile.ts");
