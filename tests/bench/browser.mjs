import { readFileSync, readdirSync } from "node:fs";
import { chromium } from "@playwright/test";

/**
 * A fresh browser for one measurement, and how much memory its processes take.
 *
 * @template T
 * @param {string[]} args
 * @param {(page: import("@playwright/test").Page, pid: number) => Promise<T>} measure
 */
export async function inBrowser(args, measure) {
  const server = await chromium.launchServer({
    executablePath: process.env["MTINOV_BROWSER"] ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid?.() !== 0,
    args,
  });
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    const result = await measure(page, server.process().pid ?? 0);
    await browser.close();
    return result;
  } finally {
    await server.close();
  }
}

/** @param {string[]} args */
export async function versionOf(args = []) {
  return inBrowser(args, (page) => Promise.resolve(page.context().browser()?.version() ?? ""));
}

/** Megabytes of all processes of a browser, what they share counted once. @param {number} browser */
export function allMemory(browser) {
  return treeOf(browser).reduce((sum, pid) => sum + memoryOf(pid, "Pss"), 0);
}

/**
 * Megabytes that the process of the page has written for itself: of the one that has worked most, since browsers keep
 * others in reserve. Pages of the browser's own file don't count: they are private or shared as other browsers of the
 * machine come and go. @param {number} browser
 */
export function pageMemory(browser) {
  const pages = treeOf(browser)
    .filter((pid) => readProcess(pid, "cmdline").includes("--type=renderer"))
    .map((pid) => ({ pid, work: workOf(pid) }))
    .toSorted((one, other) => other.work - one.work);
  return memoryOf(pages[0]?.pid ?? 0, "Private_Dirty");
}

/** Processor time a process has used, in clock ticks. @param {number} pid */
function workOf(pid) {
  // User and system time, the 14th and 15th of proc(5)'s fields, counted after the name, which may hold spaces.
  const [user, system] = readProcess(pid, "stat")
    .replace(/^.*\) /s, "")
    .split(" ")
    .slice(11);
  return Number(user) + Number(system);
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

/** @param {number} pid @param {"Pss" | "Private_Dirty"} kind */
function memoryOf(pid, kind) {
  let kilobytes = 0;
  for (const [, name, size] of readProcess(pid, "smaps_rollup").matchAll(/^(\w+): +(\d+) kB/gm)) {
    if (name === kind) kilobytes += Number(size);
  }
  return kilobytes / 1024;
}

/** A file of a process, empty when the process has ended meanwhile. @param {string | number} pid @param {string} file */
function readProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) return "";
    throw error;
  }
}
