import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { stageOf } from "../e2e/bundled.ts";
import { startStand } from "../e2e/stand.ts";
import { deck } from "./deck.mjs";
import { peerVersion, startPeer } from "./peers.mjs";
import { slidev as recorded } from "./recorded.mjs";
import { median, print, ratio } from "./row.mjs";
import { removeFolder } from "../remove-folder.mjs";

/**
 * From the moment an author saves a deck of 200 slides until the changed words of the slide in sight are painted: us, reveal-md
 * with `--watch`, and Slidev's development server, each in a browser of its own, in turn.
 */
const SLIDES = 200;
/** The slide that is looked at and changed, counted from 1. */
const SLIDE = 102;
const ROUNDS = process.argv.includes("--quick") ? 3 : 9;
/** Between two saves, so that a page that was loaded anew listens again. */
const REST_MS = 1_500;
/** No save that is heard of takes as long. */
const PATIENCE_MS = 8_000;

/** @typedef {{ name: string, file: string, text(edit: string): string, page: Page, stop(): Promise<unknown> }} Tool */
/** @typedef {import("@playwright/test").Page} Page */

const folder = mkdtempSync(join(tmpdir(), "mtinov-bench-live-"));
chmodSync(folder, 0o755);
/** @type {Tool[]} */
const tools = [];
/** @type {Map<string, number[]>} */
const taken = new Map();
let version = "";
try {
  buildApp();
  for (const start of [ours, revealMd, slidevDev]) {
    const tool = await start();
    if (tool) tools.push(tool);
  }
  version = tools[0]?.page.context().browser()?.version() ?? "";
  // One round that does not count: caches fill.
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const turn of tools.keys()) {
      const tool = tools[(turn + Math.max(round, 0)) % tools.length];
      if (!tool) continue;
      const ms = await save(tool, `edit${round + 2}`);
      if (round >= 0) taken.set(tool.name, [...(taken.get(tool.name) ?? []), ms]);
    }
  }
} finally {
  for (const tool of tools) await tool.stop();
  removeFolder(folder);
}

const against = (/** @type {string} */ name) => ratio(all(name), all("reveal-md"));
print({
  versions: {
    "reveal-md": peerVersion("reveal-md"),
    ...(taken.has("Slidev") && { "@slidev/cli": peerVersion("@slidev/cli") }),
    Chromium: version,
  },
  figures: Object.fromEntries(
    [...taken].map(([name, times]) => [
      name === "ours" ? "ours, 200 slides" : `${name}, 200 slides`,
      {
        "save until visible, ms": median(times),
        "at best": Math.min(...times),
        "at worst": Math.max(...times),
      },
    ]),
  ),
  rows: [
    {
      name: "save until visible, 200 slides, of reveal-md --watch",
      ours: against("ours"),
      peers: taken.has("Slidev")
        ? { "Slidev's dev server": against("Slidev") }
        : { [recorded.label]: recorded.saved },
      sense: "<=",
      must: 0.4,
      aim: 0.25,
    },
  ],
});

/** @param {string} name */
function all(name) {
  return taken.get(name) ?? [];
}

/** @returns {Promise<Tool>} */
async function ours() {
  const file = write("ours.fr.md", plain(""));
  const stand = await startStand(["present", file, "--shell", "serve"]);
  const page = await open(stand.address);
  await stand.until(({ screens: [now] }) => now?.drawn === true, 20_000);
  await page.keyboard.type(String(SLIDE));
  await page.keyboard.press("Enter");
  await stand.until(({ screens: [now] }) => now?.drawn === true && now.slide === SLIDE - 1, 20_000);
  return { name: "ours", file, text: plain, page, stop: () => ended(page, stand) };
}

/** @returns {Promise<Tool | null>} */
async function revealMd() {
  const file = write("reveal/deck.md", plain(""));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}/deck.md`;
  const args = ["deck.md", "--watch", "--disable-auto-open", "--port", String(port)];
  const running = await startPeer("reveal-md", args, join(folder, "reveal"), address);
  if (!running) return null;
  const page = await open(`${address}#/${SLIDE - 1}`);
  return { name: "reveal-md", file, text: plain, page, stop: () => ended(page, running) };
}

/** @returns {Promise<Tool | null>} */
async function slidevDev() {
  // Its notes are comments; the fonts of its theme would be asked of the network.
  const text = (/** @type {string} */ edit) =>
    `---\ntheme: default\nfonts:\n  provider: none\n---\n\n${edited(deck(SLIDES, "marp").replace(/^---\n.*?---\n\n/s, ""), edit)}`;
  const file = write("slidev/deck.md", text(""));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}/`;
  const args = ["deck.md", "--port", String(port), "--open", "false"];
  const running = await startPeer("@slidev/cli", args, join(folder, "slidev"), address);
  if (!running) return null;
  const page = await open(`${address}${SLIDE}`);
  return { name: "Slidev", file, text, page, stop: () => ended(page, running) };
}

/** @param {string} edit a word that marks the heading of the slide looked at */
function plain(edit) {
  return edited(deck(SLIDES), edit);
}

/** @param {string} text @param {string} edit */
function edited(text, edit) {
  return text.replace(`Diapositive ${SLIDE} :`, `Diapositive ${SLIDE} ${edit} :`);
}

/** @param {string} name @param {string} text */
function write(name, text) {
  const file = join(folder, name);
  const images = join(file, "../images");
  mkdirSync(images, { recursive: true });
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="240"><ellipse cx="200" cy="120" rx="180" ry="100" fill="#f3929f"/></svg>`;
  for (let at = 0; at < 24; at += 1) writeFileSync(join(images, `cellule-${at}.svg`), drawing);
  writeFileSync(file, text);
  return file;
}

/**
 * Opens a page that says each new word of its visible heading, in the second frame after it is there.
 *
 * @param {string} address
 */
async function open(address) {
  const browser = await chromium.launch({
    executablePath: process.env["MTINOV_BROWSER"] ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.addInitScript(() => {
    let last = "";
    const look = () => {
      for (const heading of document.querySelectorAll("h1, h2")) {
        const word = /\bedit\d+\b/.exec(heading.textContent ?? "")?.[0] ?? "";
        if (word === "" || word === last) continue;
        const { left, width, height } = heading.getBoundingClientRect();
        const seen = heading.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        if (!seen || width * height === 0 || left < 0 || left >= innerWidth) continue;
        last = word;
        requestAnimationFrame(() => console.info(`seen ${word} ${location.host}`));
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(address);
  return page;
}

/**
 * Saves as an editor does that writes in place. A page that is still busy with the save before may never hear of one: that
 * save is said and made again, which favours the tool that missed it.
 *
 * @param {Tool} tool @param {string} edit @returns {Promise<number>} ms
 */
async function save(tool, edit, tries = 3) {
  const { name, file, text, page } = tool;
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  // Ours has a frame that stands by, which nobody sees.
  const { host } = new URL(name === "ours" ? (await stageOf(page)).url() : page.url());
  const seen = page
    .waitForEvent("console", {
      predicate: (message) => message.text() === `seen ${edit} ${host}`,
      timeout: PATIENCE_MS,
    })
    .then(
      () => true,
      (error) => error.name !== "TimeoutError" && Promise.reject(error),
    );
  const start = performance.now();
  writeFileSync(file, text(edit));
  if (await seen) return performance.now() - start;
  console.error(`${name} missed a save.`);
  if (tries === 1) throw new Error(`${name} never showed ${edit}.`);
  return save(tool, `${edit}00`, tries - 1);
}

/** @param {Page} page @param {{ stop(): Promise<void> }} running */
async function ended(page, running) {
  await page.context().browser()?.close();
  await running.stop();
}

/** @returns {Promise<number>} */
function freePort() {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    }),
  );
}

/** The application as it ships. */
function buildApp() {
  const cwd = join(import.meta.dirname, "../..");
  const program = join(cwd, "node_modules/electron-vite/bin/electron-vite.js");
  const { status, stderr } = spawnSync(process.execPath, [program, "build"], {
    cwd,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The application can't be built: ${stderr}`);
}
