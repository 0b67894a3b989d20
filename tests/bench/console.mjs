// @ts-check
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nextTurn, startStand } from "../e2e/stand.ts";
import { allMemory, inBrowser, versionOf } from "./browser.mjs";
import { deck } from "./deck.mjs";
import { median, print, ratio, versionsOf } from "./row.mjs";
import { removeFolder } from "../remove-folder.mjs";

/**
 * The speaker's console with its two stages, of talks of different lengths, each in a fresh browser: nodes and memory after
 * the same moves, then with the overview over them. There is no peer: plain Reveal's speaker view holds the deck twice more.
 */
const ROUNDS = process.argv.includes("--quick") ? 1 : 5;
const SIZES = [20, 200, 2_000];
/** As far as the shortest deck reaches, so that all end on the same slide. */
const LAST = 18;
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 240"><ellipse cx="200" cy="120" rx="180" ry="100" fill="#f3929f"/></svg>`;

/** @typedef {{ ready: number, nodes: number, megabytes: number, opened: number, overview: number, more: number }} Run */
/** @type {Map<number, Run[]>} */
const runs = new Map();
const folder = mkdtempSync(join(tmpdir(), "mtinov-bench-"));
try {
  build();
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "images"));
  for (let at = 0; at < 24; at += 1)
    writeFileSync(join(folder, `images/cellule-${at}.svg`), PICTURE);
  for (const size of SIZES) writeFileSync(join(folder, `talk-${size}.fr.md`), deck(size));
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each goes first as often as the others.
    for (const turn of SIZES.keys()) await visit(SIZES[(turn + round) % SIZES.length] ?? 20);
  }
} finally {
  removeFolder(folder);
}
print({
  versions: { ...versionsOf("reveal.js", "preact"), Chromium: await versionOf() },
  figures: figures(),
  rows: rows(),
});

/** What the application runs from. */
function build() {
  const { status, stdout } = spawnSync("npx", ["electron-vite", "build"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The build failed: ${stdout}`);
}

/** A talk of that many slides, its console in a fresh browser. @param {number} size */
async function visit(size) {
  const stand = await startStand([
    "present",
    join(folder, `talk-${size}.fr.md`),
    "--shell",
    "serve",
  ]);
  try {
    while (stand.addresses().length < 2) await nextTurn(20);
    const run = await inBrowser([], async (page, pid) => {
      const start = performance.now();
      await page.goto(stand.addresses()[1] ?? "");
      await shows(page, "Partie 1");
      const ready = performance.now() - start;
      for (let at = 1; at < LAST; at += 1) await reach(page, at, size);
      await overviewThere(page);
      const [nodes, megabytes] = [await allNodes(page), await settledMemory(page, pid)];
      const pressed = performance.now();
      await page.keyboard.press("o");
      await page.locator(".sheet iframe").waitFor();
      await sheetHolds(page, LAST);
      const opened = performance.now() - pressed;
      const overview = await allNodes(page);
      const more = (await settledMemory(page, pid)) - megabytes;
      return { ready, nodes, megabytes, opened, overview, more };
    });
    runs.set(size, [...(runs.get(size) ?? []), run]);
  } finally {
    await stand.stop();
  }
}

/** Goes to a slide by its number. @param {import("@playwright/test").Page} page @param {number} at @param {number} size */
async function reach(page, at, size) {
  for (const digit of String(at + 1)) await page.keyboard.press(digit);
  await page.keyboard.press("Enter");
  await page
    .locator(".number", { hasText: new RegExp(`^${at + 1}\\s*/\\s*${size}$`) })
    .waitFor({ timeout: 5_000 });
}

/** Until a stage of the console shows these words. @param {import("@playwright/test").Page} page @param {string} words */
async function shows(page, words) {
  await page.getByRole("timer").waitFor();
  const deadline = performance.now() + 30_000;
  for (;;) {
    for (const frame of page.frames().slice(1)) {
      const text = await frame.evaluate(
        () => document.querySelector("section.present")?.textContent ?? "",
      );
      if (text.includes(words)) return;
    }
    await nextTurn(10);
    if (performance.now() > deadline) throw new Error(`No stage shows ${words}.`);
  }
}

/** Until the overview's page is there, which is loaded while nothing happens: each console holds it. @param {import("@playwright/test").Page} page */
async function overviewThere(page) {
  const deadline = performance.now() + 30_000;
  while (!page.frames().some((each) => each.url().endsWith("/sheet.html"))) {
    await nextTurn(10);
    if (performance.now() > deadline) throw new Error("The overview's page is not loaded.");
  }
}

/** @param {import("@playwright/test").Page} page @param {number} least slides */
async function sheetHolds(page, least) {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const sheet = page.frames().find((each) => each.url().endsWith("/sheet.html"));
    const held = (await sheet?.evaluate(() => document.querySelectorAll("section").length)) ?? 0;
    if (held >= least) return;
    await nextTurn(10);
    if (performance.now() > deadline) throw new Error(`The overview holds ${held} slides.`);
  }
}

/** Elements of the console and of all its frames. @param {import("@playwright/test").Page} page */
async function allNodes(page) {
  let sum = 0;
  for (const frame of page.frames())
    sum += await frame.evaluate(() => document.querySelectorAll("*").length);
  return sum;
}

/** Megabytes of the browser's processes once each frame has let go of what it can. @param {import("@playwright/test").Page} page @param {number} pid */
async function settledMemory(page, pid) {
  for (const each of [page, ...page.frames().slice(1)]) {
    const session = await page.context().newCDPSession(each);
    await session.send("HeapProfiler.collectGarbage");
    await session.detach();
  }
  return allMemory(pid);
}

/** @returns {import("./row.mjs").Row[]} */
function rows() {
  const more = median(all("megabytes", 2_000)) - median(all("megabytes", 20));
  const moreOpen = median(all("more", 2_000)) - median(all("more", 200));
  return [
    row("console: elements, 2,000 slides / 20", growth("nodes", 20), 1.1, 1),
    row("console: megabytes more with 2,000 slides than with 20", more, 8, 5),
    row("console with its overview: elements, 2,000 slides / 200", growth("overview", 200), 1.1, 1),
    row(
      "console with its overview: megabytes more with 2,000 slides than with 200",
      moreOpen,
      8,
      5,
    ),
    row(
      "console: overview of 2,000 slides drawn, seconds",
      median(all("opened", 2_000)) / 1_000,
      1,
      0.5,
    ),
  ];
}

/** @param {string} name @param {number} ours @param {number} must @param {number} aim @returns {import("./row.mjs").Row} */
function row(name, ours, must, aim) {
  return { name, ours, peers: {}, sense: "<=", must, aim };
}

/** @param {keyof Run} key @param {number} size */
function growth(key, size) {
  return ratio(all(key, 2_000), all(key, size));
}

/** @param {keyof Run} key @param {number} size */
function all(key, size) {
  return (runs.get(size) ?? []).map((run) => run[key]);
}

/** Medians over the rounds. */
function figures() {
  return Object.fromEntries(
    SIZES.map((size) => {
      const figure = (/** @type {keyof Run} */ key) => median(all(key, size));
      return [
        `console, ${size} slides`,
        {
          "first slide shown, ms": figure("ready"),
          "elements, both stages": figure("nodes"),
          "all processes, MB": figure("megabytes"),
          "overview drawn, ms": figure("opened"),
          "elements with it": figure("overview"),
          "MB more with it": figure("more"),
        },
      ];
    }),
  );
}
