import { readFileSync, readdirSync } from "node:fs";
import { cpus } from "node:os";
import { chromium } from "@playwright/test";
import { serveDecks } from "./stage-server.mjs";

/**
 * The stage against plain Reveal 6.0.2 with the same decks, in one run: first slide shown, work of a slide change, nodes
 * and memory, and what a long loop leaves behind. `--quick` takes fewer rounds and leaves the loop out.
 */
const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 3 : 7;
const CHANGES = quick ? 12 : 30;
const SIZES = [20, 200, 2_000];
const LOOP = { changes: 10_000, samples: 20, fitted: 15 };

/** @typedef {{ shown: number, work: number, worst: number, frames: number, ahead: number, nodes: number, megabytes: number }} Run */

const decks = await serveDecks(SIZES);
/** @type {Record<string, Run[]>} */
const runs = {};
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const size of SIZES) {
      for (const kind of round % 2 ? ["ours", "plain"] : ["plain", "ours"]) {
        (runs[`${kind} ${size}`] ??= []).push(await visit(kind, size));
      }
    }
  }
  const loop = quick ? null : { ours: await playOn("ours"), plain: await playOn("plain") };
  report(loop);
} finally {
  decks.close();
}

/** A fresh browser opens a page, shows it and makes the changes. @param {string} kind @param {number} size @returns {Promise<Run>} */
async function visit(kind, size) {
  const server = await launch([]);
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(`${decks.address}/${kind}-${size}.html`);
    await page.waitForFunction(() => "shownAt" in window && "prepare" in window);
    const devtools = await page.context().newCDPSession(page);
    const changes = await page.evaluate(measureChanges, Math.min(CHANGES, size - 3));
    await devtools.send("HeapProfiler.collectGarbage");
    const { nodes } = await devtools.send("Memory.getDOMCounters");
    const megabytes = memoryOf(treeOf(server.process().pid ?? 0), "Pss");
    await browser.close();
    return { ...changes, nodes, megabytes };
  } finally {
    await server.close();
  }
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

/** Plays 200 slides over and over, faster than any screen; what stays is what a week would multiply. @param {string} kind */
async function playOn(kind) {
  const server = await launch(["--disable-frame-rate-limit", "--disable-gpu-vsync"]);
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(`${decks.address}/${kind}-200.html`);
    await page.waitForFunction(() => "prepare" in window);
    const devtools = await page.context().newCDPSession(page);
    const samples = [];
    for (let sample = 0; sample < LOOP.samples; sample += 1) {
      await page.evaluate(async (changes) => {
        /** @typedef {Window & { prepare(at: number): Promise<() => void>, ahead: number[] }} BenchPage */
        const { prepare, ahead } = /** @type {BenchPage} */ (/** @type {unknown} */ (window));
        for (let n = 1; n <= changes; n += 1) {
          (await prepare(n % 200))();
          await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
          ahead.length = 0;
        }
      }, LOOP.changes / LOOP.samples);
      for (let i = 0; i < 3; i += 1) await devtools.send("HeapProfiler.collectGarbage");
      const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
      const tree = treeOf(server.process().pid ?? 0).filter(isRenderer);
      samples.push({
        nodes,
        listeners: jsEventListeners,
        megabytes: Math.max(...tree.map((pid) => memoryOf([pid], "Private"))),
      });
    }
    await browser.close();
    return samples;
  } finally {
    await server.close();
  }
}

/** @param {string[]} args */
function launch(args) {
  return chromium.launchServer({
    executablePath: process.env["MTINOV_BROWSER"] ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid?.() !== 0,
    args,
  });
}

/** A process and all it has started. @param {number} root @returns {number[]} */
function treeOf(root) {
  const children = new Map();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(/\) \S (\d+)/.exec(readProcess(name, "stat"))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** @param {number} pid */
function isRenderer(pid) {
  return readProcess(pid, "cmdline").includes("--type=renderer");
}

/** Megabytes of some processes. @param {number[]} pids @param {"Pss" | "Private"} kind */
function memoryOf(pids, kind) {
  let kilobytes = 0;
  for (const pid of pids) {
    for (const [, name, size] of readProcess(pid, "smaps_rollup").matchAll(/^(\w+): +(\d+) kB/gm)) {
      if (kind === "Pss" ? name === "Pss" : name?.startsWith("Private_")) kilobytes += Number(size);
    }
  }
  return kilobytes / 1024;
}

/** A file of a process, empty when the process has ended meanwhile. @param {string | number} pid @param {string} file */
function readProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** @typedef {{ nodes: number, listeners: number, megabytes: number }[]} Samples */
/** @param {{ ours: Samples, plain: Samples } | null} loop */
function report(loop) {
  const rows = [
    row("slide-change work, 2,000 / 20", ratio("work", "ours 2000", "ours 20"), 1.15, 1.05),
    row(
      "slide-change work against plain Reveal, 200",
      ratio("work", "ours 200", "plain 200"),
      0.5,
      0.3,
    ),
    row(
      "slide-change work against plain Reveal, 2,000",
      ratio("work", "ours 2000", "plain 2000"),
      0.08,
      0.04,
    ),
    row("first slide shown, 2,000 / 20", ratio("shown", "ours 2000", "ours 20"), 1.2, 1.1),
    row(
      "first slide shown against plain Reveal, 2,000",
      ratio("shown", "ours 2000", "plain 2000"),
      0.5,
      0.3,
    ),
    row("DOM nodes, 2,000 / 20", ratio("nodes", "ours 2000", "ours 20"), 1.1, 1),
    row(
      "megabytes more, 2,000 than 20",
      of("megabytes", "ours 2000") - of("megabytes", "ours 20"),
      8,
      5,
    ),
    ...(loop ? loopRows(loop.ours) : []),
  ];
  const pages = Object.fromEntries(Object.keys(runs).map((name) => [name, summary(name)]));
  const plainLoop = loop && {
    "megabytes per 10,000 changes, plain Reveal": round(slope(loop.plain, "megabytes")),
  };
  console.log(
    JSON.stringify(
      { rounds: ROUNDS, cores: cpus().length, node: process.version, pages, ...plainLoop, rows },
      null,
      2,
    ),
  );
  process.exitCode = rows.some(({ holds }) => !holds) ? 1 : 0;
}

/** @param {Samples} ours */
function loopRows(ours) {
  return [
    row("nodes more per 10,000 changes", slope(ours, "nodes"), 0, 0),
    row("listeners more per 10,000 changes", slope(ours, "listeners"), 0, 0),
    row("megabytes more per 10,000 changes", slope(ours, "megabytes"), 4, 1),
  ];
}

/** Median of each figure over the rounds, in milliseconds, nodes and megabytes. @param {string} name */
function summary(name) {
  const keys = /** @type {(keyof Run)[]} */ (Object.keys(runs[name]?.[0] ?? {}));
  return Object.fromEntries(keys.map((key) => [key, round(of(key, name))]));
}

/** @param {keyof Run} key @param {string} name */
function of(key, name) {
  return median((runs[name] ?? []).map((run) => run[key]));
}

/** Median of the ratios taken inside each round. @param {keyof Run} key @param {string} one @param {string} other */
function ratio(key, one, other) {
  const others = runs[other] ?? [];
  return median((runs[one] ?? []).map((run, index) => run[key] / (others[index]?.[key] ?? NaN)));
}

/** Least squares through the last samples, per 10,000 changes. @param {Samples} samples @param {"nodes" | "listeners" | "megabytes"} key */
function slope(samples, key) {
  const fitted = samples.slice(-LOOP.fitted).map((sample) => sample[key]);
  const mean = fitted.reduce((a, b) => a + b, 0) / fitted.length;
  const center = (fitted.length - 1) / 2;
  let [up, down] = [0, 0];
  for (const [index, value] of fitted.entries()) {
    up += (index - center) * (value - mean);
    down += (index - center) ** 2;
  }
  return (up / down) * LOOP.samples * (10_000 / LOOP.changes);
}

/** @param {string} name @param {number} value @param {number} must @param {number} aim */
function row(name, value, must, aim) {
  return { name, value: round(value), must, aim, holds: value <= must };
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** @param {number} value */
function round(value) {
  return Number(value.toPrecision(3));
}
