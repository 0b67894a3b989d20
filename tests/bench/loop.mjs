import { inBrowser, pageMemory, versionOf } from "./browser.mjs";
import { print, slope } from "./row.mjs";
import { serveDecks, versions } from "./stage-server.mjs";

/** Plays 200 slides over and over, faster than any screen; what stays is what a week would multiply. */
const SLIDES = 200;
const SAMPLES = 20;
/** The samples before these warm caches up. */
const FITTED = 15;
const CHANGES = 10_000;
const UNLIMITED = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];

/** @typedef {{ nodes: number, listeners: number, megabytes: number }} Sample */

const decks = await serveDecks([SLIDES]);
try {
  const [ours, plain] = [await playOn("ours"), await playOn("plain")];
  print({
    versions: { ...versions, Chromium: await versionOf() },
    figures: { "our stage, looping": ends(ours), "plain Reveal, looping": ends(plain) },
    rows: [
      row("nodes more per 10,000 changes", "nodes", ours, plain, 0, 0),
      row("listeners more per 10,000 changes", "listeners", ours, plain, 0, 0),
      row("private megabytes more per 10,000 changes", "megabytes", ours, plain, 4, 1),
    ],
  });
} finally {
  decks.close();
}

/** @param {"ours" | "plain"} kind */
function playOn(kind) {
  return inBrowser(UNLIMITED, async (page, pid) => {
    await page.goto(`${decks.address}/${kind}-${SLIDES}.html`);
    await page.waitForFunction(() => "prepare" in window);
    const devtools = await page.context().newCDPSession(page);
    /** @type {Sample[]} */
    const samples = [];
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      await page.evaluate(change, [CHANGES / SAMPLES, SLIDES]);
      // Copies of decoded pictures, which the browser keeps for some minutes when memory is not short.
      await devtools.send("Memory.simulatePressureNotification", { level: "critical" });
      samples.push({ ...(await collected(devtools, samples.at(-1))), megabytes: pageMemory(pid) });
    }
    return samples;
  });
}

/**
 * What is there after collections; what goes within the time a slide may take to come counts as gone, as in
 * `stage-loop.spec.ts`.
 * @param {import("@playwright/test").CDPSession} devtools @param {Sample | undefined} before
 */
async function collected(devtools, before) {
  const deadline = performance.now() + 3_000;
  for (;;) {
    for (let i = 0; i < 3; i += 1) await devtools.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners: listeners } = await devtools.send("Memory.getDOMCounters");
    const more = before && (nodes > before.nodes || listeners > before.listeners);
    if (!more || performance.now() > deadline) return { nodes, listeners };
  }
}

/** Runs in the page; every sample is taken on the same slide. @param {number[]} order */
async function change([changes = 0, slides = 1]) {
  /** @typedef {Window & { prepare(at: number): Promise<() => void>, arranged(): boolean, ahead: number[] }} BenchPage */
  const page = /** @type {BenchPage} */ (/** @type {unknown} */ (window));
  const frame = () => new Promise(requestAnimationFrame);
  for (let n = 1; n <= changes; n += 1) {
    (await page.prepare(n % slides))();
    await frame();
    await frame();
    page.ahead.length = 0;
  }
  while (!page.arranged()) await frame();
}

/**
 * @param {string} name @param {keyof Sample} key @param {Sample[]} ours @param {Sample[]} plain
 * @param {number} must @param {number} aim @returns {import("./row.mjs").Row}
 */
function row(name, key, ours, plain, must, aim) {
  const per = (/** @type {Sample[]} */ all) => {
    const grown =
      slope(all.slice(-FITTED).map((sample) => sample[key])) * SAMPLES * (10_000 / CHANGES);
    return key === "megabytes" ? grown : Math.round(grown);
  };
  return { name, ours: per(ours), peers: { "plain Reveal": per(plain) }, sense: "<=", must, aim };
}

/** @param {Sample[]} samples @returns {Record<string, number>} */
function ends(samples) {
  const first = samples.at(-FITTED);
  const last = samples.at(-1);
  return {
    "nodes, sample 6": first?.nodes ?? NaN,
    "nodes, last": last?.nodes ?? NaN,
    "listeners, sample 6": first?.listeners ?? NaN,
    "listeners, last": last?.listeners ?? NaN,
    "private MB, sample 6": first?.megabytes ?? NaN,
    "private MB, last": last?.megabytes ?? NaN,
  };
}
