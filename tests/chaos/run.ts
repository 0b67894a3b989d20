/**
 * `npm run chaos -- --minutes N --seed S`: breaks the running app in every way there is, at moments drawn from the seed,
 * while an observer that knows nothing of the app watches the display. Prints what came of each kind of fault, writes
 * `test-results/chaos.json`, and fails when a promise was broken. Names of faults may follow: those alone.
 */
import { chmodSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { folderFor, startStand, type HealthScreen } from "../e2e/stand.ts";
import { mayMount } from "../small-disk.ts";
import { openedBrowser } from "../e2e/opened-browser.ts";
import { openDisplay, png } from "../e2e/virtual-display.ts";
import { contentFaults } from "./content.ts";
import { GROUNDS, SECONDS, writeChaosShow } from "./deck.ts";

import { loopFaults } from "./loops.ts";
import { doubleFaults, pause, processFaults, type Fault, type Scene } from "./faults.ts";
import {
  diskFaults,
  inOwnNetwork,
  memoryFaults,
  networkFaults,
  plugNetwork,
  stateDisk,
} from "./surroundings.ts";
import { openSystem } from "./system.ts";
import { observe, type Seen } from "./observer.ts";
import { rowsOf, tableOf, type ChaosResults, type Outcome } from "./table.ts";
import { removeFolder } from "../remove-folder.mjs";

/** How long the display must be right again before anything else is broken: a change of slides at least. */
const CALM_MS = SECONDS * 1000 + 300;
/** How long a fault that is not mended is waited for beyond what is promised. */
const PATIENCE_MS = 20_000;

const results = join(dirname(fileURLToPath(import.meta.url)), "../../test-results");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: "string", default: "2" },
    seed: { type: "string", default: "1" },
    keep: { type: "boolean", default: false },
    brief: { type: "boolean", default: false },
  },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
const random = randomFrom(seed);
const elsewhere = inOwnNetwork();
if (elsewhere !== null) process.exit(elsewhere);
const faults: readonly Fault[] = [
  ...processFaults,
  ...loopFaults,
  ...doubleFaults,
  ...contentFaults,
  ...memoryFaults,
  ...(mayMount ? diskFaults : []),
  ...(plugNetwork() ? networkFaults : []),
];
if (faults.length < 24) console.log("Without root some kinds of fault cannot be tried.");
const wanted = faults.filter(
  ({ name, twin }) =>
    (positionals.length === 0 || positionals.includes(name)) && !(values.brief && twin),
);

const folder = mkdtempSync(join(tmpdir(), "mtinov-chaos-"));
chmodSync(folder, 0o755);
mkdirSync(results, { recursive: true });
const display = await openDisplay();
const observer = observe(display);
const outcomes: Outcome[] = [];
/** The display was right for a whole slide at the end of the last fault, of which nothing was to be put right. */
let settled = false;
try {
  const { playlist, deck } = writeChaosShow(folder);
  const state = folderFor();
  const disk = stateDisk(state);
  const system = await openSystem();
  const env = { ...system.env, MTINOV_BROWSER: openedBrowser(folder) };
  const start = () => startStand(["kiosk", playlist], { display: display.name, state, env });
  const scene: Scene = {
    stand: await start(),
    async restart() {
      scene.stand = await start();
    },
    system,
    display,
    state,
    deck,
    random,
  };
  try {
    await observer.learnt(20_000 + GROUNDS.length * SECONDS * 1000);
    await run(scene);
  } finally {
    await scene.stand.stop();
    system.close();
    disk.remove();
  }
} finally {
  observer.close();
  await display.close();
  removeFolder(folder);
}
report();

async function run(scene: Scene): Promise<void> {
  const end = performance.now() + minutes * 60_000;
  for (let turn = 0; performance.now() < end; turn += 1) {
    for (const fault of shuffled(wanted)) {
      // Every kind once, whatever the time.
      if (turn > 0 && performance.now() > end) return;
      const outcome = await tryFault(fault, scene);
      outcomes.push(outcome);
      console.log(
        `${fault.name}: ${Math.round(outcome.outageMs)} ms, ${outcome.told || (fault.silent ?? "nothing")}${outcome.broken.map((each) => `\n  ✗ ${each}`).join("")}`,
      );
    }
  }
}

async function tryFault(fault: Fault, scene: Scene): Promise<Outcome> {
  const broken: string[] = [];
  if (!settled) {
    await observer
      .well(500, PATIENCE_MS)
      .catch(() => broken.push("the display was not right before"));
    await observer.change(PATIENCE_MS).catch(() => broken.push("the loop stood still before"));
  }
  await new Promise((resolve) => setTimeout(resolve, random() * (SECONDS * 1000 - 600)));
  // A deck that kills its page three times in a minute is set aside, as it should be: each death is another deck's.
  if (fault.told.some((kind) => /^(frame|page)-/.test(kind)))
    utimesSync(scene.deck, new Date(), new Date());
  const wall = Date.now();
  const before = observer.slide();
  const began = performance.now();
  const undone = await fault.inject(scene);
  const moment = undone?.at ?? began;
  let told = "";
  try {
    told = await toldBy(fault, scene, wall);
    await observer.well(CALM_MS, fault.promiseMs + CALM_MS + PATIENCE_MS);
    broken.push(...((await undone?.check?.()) ?? []));
  } catch (error) {
    broken.push(error instanceof Error ? error.message : String(error));
  } finally {
    await undone?.undo?.();
  }
  const seen = observer.since(moment);
  const outageMs = seen.lastBad === null ? 0 : seen.lastBad - moment;
  broken.push(...brokenBy(fault, outageMs, seen, before));
  settled = broken.length === 0 && !undone?.undo;
  for (const [index, picture] of broken.length > 0 ? seen.pictures.entries() : []) {
    const name = `chaos-${fault.name.replaceAll(" ", "-")}-${index + 1}.png`;
    writeFileSync(join(results, name), png(picture));
  }
  return {
    fault: fault.name,
    promiseMs: fault.promiseMs,
    outageMs,
    blankMs: seen.blankMs,
    told,
    broken,
  };
}

function brokenBy(fault: Fault, outageMs: number, seen: Seen, before: number | null): string[] {
  const found: string[] = [];
  if (outageMs > fault.promiseMs)
    found.push(
      `right again after ${Math.round(outageMs)} ms, not ${fault.promiseMs}: ${seen.story}`,
    );
  if (seen.blankMs > fault.blankMs)
    found.push(`no slide in sight for ${Math.round(seen.blankMs)} ms, not ${fault.blankMs}`);
  // One slide after the other, but for those whose time went by while nothing could be seen.
  let last = before;
  let mayMiss = Math.ceil(outageMs / (SECONDS * 1000));
  for (const slide of seen.slides) {
    const steps = last === null ? 0 : (slide - last + GROUNDS.length) % GROUNDS.length;
    mayMiss -= Math.max(steps - 1, 0);
    last = slide;
  }
  if (mayMiss < 0 && !fault.fromDisk)
    found.push(`the place was lost: ${before} → ${seen.slides.join(" ")}`);
  return found;
}

/** Waits until `/health` tells of it, as it must: what is not noticed yet may not be seen yet either. */
async function toldBy(fault: Fault, scene: Scene, wall: number): Promise<string> {
  const last = async () => {
    const now = await scene.stand.health().catch(() => null);
    return now?.screens[0]?.lastFault ?? null;
  };
  let found: HealthScreen["lastFault"] = null;
  const deadline = performance.now() + fault.promiseMs + PATIENCE_MS;
  while (!fault.silent && performance.now() < deadline) {
    found = await last();
    // The clock on the wall may be set between the two readings.
    if (found && Date.parse(found.at) >= wall - 1_000 && fault.told.includes(found.kind))
      return found.kind;
    await pause(50);
  }
  if (fault.silent) return "";
  throw new Error(`/health does not tell, but ${JSON.stringify(found)}`);
}

function report(): void {
  const all: ChaosResults = {
    date: new Date().toISOString().slice(0, 10),
    seed,
    minutes,
    cores: availableParallelism(),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    rows: rowsOf(outcomes),
  };
  const text = `${JSON.stringify(all, null, 2)}\n`;
  writeFileSync(join(results, "chaos.json"), text);
  // What the READMEs are written from.
  if (values.keep) writeFileSync(join(results, "../tests/chaos/results.json"), text);
  console.log(`\n${tableOf(all)}\n\n${all.cores} cores, load ${all.load}, seed ${seed}`);
  const broken = outcomes.filter((each) => each.broken.length > 0);
  console.log(`${outcomes.length} faults, ${broken.length} with a broken promise`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

function shuffled<T>(all: readonly T[]): T[] {
  return all
    .map((each) => [random(), each] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, each]) => each);
}

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
