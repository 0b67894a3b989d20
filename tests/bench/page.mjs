import { allMemory, inBrowser, versionOf } from "./browser.mjs";
import { slidev } from "./recorded.mjs";
import { median, print, ratio } from "./row.mjs";
import { serveDecks, versions } from "./stage-server.mjs";

/**
 * The stage, plain Reveal and Marp's HTML with the same decks, in turn, each in a fresh browser: first slide shown, work
 * of a slide change, nodes and memory.
 */
const ROUNDS = process.argv.includes("--quick") ? 3 : 7;
/** As many as the shortest deck has, so that all end on the same slide. */
const CHANGES = 17;
const SIZES = [20, 200, 2_000];
const KINDS = /** @type {const} */ (["ours", "plain", "marp"]);

/** @typedef {{ shown: number, work: number, worst: number, frames: number, ahead: number, nodes: number, megabytes: number }} Run */
/** @typedef {typeof KINDS[number]} Kind */

const decks = await serveDecks(SIZES);
/** @type {Map<string, Run[]>} */
const runs = new Map();
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const size of SIZES) {
      // Each goes first as often as the others.
      for (const turn of KINDS.keys())
        await visit(KINDS[(turn + round) % KINDS.length] ?? "ours", size);
    }
  }
} finally {
  decks.close();
}
print({ versions: { ...versions, Chromium: await versionOf() }, figures: figures(), rows: rows() });

/** A fresh browser opens a page, shows it and makes the changes. @param {Kind} kind @param {number} size */
async function visit(kind, size) {
  const run = await inBrowser([], async (page, pid) => {
    await page.goto(`${decks.address}/${kind}-${size}.html`);
    await page.waitForFunction(() => "shownAt" in window && "prepare" in window);
    const devtools = await page.context().newCDPSession(page);
    const changes = await page.evaluate(measureChanges, CHANGES);
    await devtools.send("HeapProfiler.collectGarbage");
    const { nodes } = await devtools.send("Memory.getDOMCounters");
    return { ...changes, nodes, megabytes: allMemory(pid) };
  });
  const name = `${kind} ${size}`;
  runs.set(name, [...(runs.get(name) ?? []), run]);
}

/** Runs in the page. @param {number} count */
async function measureChanges(count) {
  /** @typedef {Window & { prepare(at: number): Promise<() => void>, arranged(): boolean, ahead: number[], shownAt: number }} BenchPage */
  const page = /** @type {BenchPage} */ (/** @type {unknown} */ (window));
  const frame = () => new Promise(requestAnimationFrame);
  const middle = (/** @type {number[]} */ all) =>
    all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0;
  const work = [];
  const frames = [];
  for (let at = 1; at <= count; at += 1) {
    while (!page.arranged()) await frame();
    const change = await page.prepare(at);
    await frame();
    const start = performance.now();
    change();
    void document.body.offsetHeight;
    work.push(performance.now() - start);
    await frame();
    await frame();
    frames.push(performance.now() - start);
  }
  const worst = work.toSorted((a, b) => a - b)[Math.floor(work.length * 0.95)] ?? 0;
  return {
    shown: page.shownAt,
    work: middle(work),
    worst,
    frames: middle(frames),
    ahead: middle(page.ahead),
  };
}

function rows() {
  return [
    row("slide-change work, 2,000 slides / 20", growth("work"), slidev.work["2000/20"], 1.15, 1.05),
    row("slide-change work, of plain Reveal's at 200", against("work", 200), null, 0.5, 0.3),
    row("slide-change work, of plain Reveal's at 2,000", against("work", 2_000), null, 0.08, 0.04),
    row("first slide shown, 2,000 slides / 20", growth("shown"), slidev.shown["2000/20"], 1.2, 1.1),
    row(
      "first slide shown, of plain Reveal's at 2,000",
      against("shown", 2_000),
      slidev.shown["of plain Reveal, 2000"],
      0.5,
      0.3,
    ),
    row("DOM nodes, 2,000 slides / 20", growth("nodes"), slidev.nodes["2000/20"], 1.1, 1),
    row("megabytes more with 2,000 slides than with 20", more, slidev.megabytes["2000-20"], 8, 5),
  ];
}

/**
 * @param {string} name @param {(kind: Kind) => number} measure
 * @param {number | null} recorded @param {number} must @param {number} aim
 * @returns {import("./row.mjs").Row}
 */
function row(name, measure, recorded, must, aim) {
  const peers = {
    "plain Reveal": measure("plain"),
    "Marp's HTML": measure("marp"),
    ...(recorded !== null && { [slidev.label]: recorded }),
  };
  return { name, ours: measure("ours"), peers, sense: "<=", must, aim };
}

/** @param {keyof Run} key @returns {(kind: Kind) => number} */
function growth(key) {
  return (kind) => ratio(all(key, kind, 2_000), all(key, kind, 20));
}

/** @param {keyof Run} key @param {number} size @returns {(kind: Kind) => number} */
function against(key, size) {
  return (kind) => ratio(all(key, kind, size), all(key, "plain", size));
}

/** @param {Kind} kind */
function more(kind) {
  return median(all("megabytes", kind, 2_000)) - median(all("megabytes", kind, 20));
}

/** @param {keyof Run} key @param {Kind} kind @param {number} size */
function all(key, kind, size) {
  return (runs.get(`${kind} ${size}`) ?? []).map((run) => run[key]);
}

/** Medians over the rounds, in milliseconds, nodes and megabytes. */
function figures() {
  const named = KINDS.flatMap((kind) =>
    SIZES.map((size) => {
      const figure = (/** @type {keyof Run} */ key) => median(all(key, kind, size));
      return /** @type {const} */ ([
        `${{ ours: "our stage", plain: "plain Reveal", marp: "Marp's HTML" }[kind]}, ${size} slides`,
        {
          "first slide shown, ms": figure("shown"),
          "change: work, ms": figure("work"),
          "work, 95 %, ms": figure("worst"),
          "until second frame, ms": figure("frames"),
          "ahead of it, idle, ms": figure("ahead"),
          "DOM nodes": figure("nodes"),
          "all processes, MB": figure("megabytes"),
        },
      ]);
    }),
  );
  return Object.fromEntries(named);
}
