// @ts-check
// What a script can look at on Electron's real runtime, once on each system: docs/electron-first-run.md has the rest.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { _electron } from "@playwright/test";
import { verifyAwake } from "../electron/awake.ts";
import { electronOf } from "../electron/setup-electron.mjs";
import { onPath, run } from "../electron/setup-process.mjs";
import { removeFolder } from "./remove-folder.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const program = electronOf(root, process.env);
let wrong = 0;

/** @param {string} what @param {boolean | null} well null: only a person can say @param {string} [detail] */
function tell(what, well, detail = "") {
  if (well === false) wrong += 1;
  console.log(
    `${well === null ? "look" : well ? "yes " : "NO  "} ${what}${detail && `: ${detail}`}`,
  );
}

tell(
  "Electron's runtime is here",
  program !== undefined,
  program ?? "run node node_modules/electron/install.js",
);
if (program) {
  await look(program);
  await print(program);
}
process.exitCode = wrong > 0 ? 1 : 0;

/** @param {string} electron */
async function look(electron) {
  const state = mkdtempSync(path.join(tmpdir(), "mtinov-first-run-"));
  const began = performance.now();
  const app = spawn(electron, [path.join(root, "out/main/main.js"), "kiosk"], {
    env: { ...process.env, XDG_STATE_HOME: state },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => app.once("exit", resolve));
  try {
    const address = await Promise.race([firstLine(app), ended.then(() => "")]);
    tell("the app starts and says its address", address.startsWith("http://127.0.0.1:"), address);
    if (!address) return;
    const shown = await drawn(address, 15_000);
    const took = Math.round(performance.now() - began);
    tell("its first slide is really shown", shown, `${took} ms after the start`);
    await pause(5_000);
    const now = await health(address);
    tell("its page speaks every second", (now.screens[0]?.heartbeatAgeMs ?? Infinity) < 2_000);
    tell("nothing has failed", now.screens[0]?.lastFault === null);
    const page = await fetch(`${address}/screen.html`);
    tell("its pages come under stage://, not over HTTP", page.status === 404);
    if (process.platform === "linux") lookAtProcesses(app.pid ?? 0);
    const awake = await verifyAwake(process.platform, process.env, app.pid ?? 0, ask);
    tell("the display is kept on", awake === "unknown" ? null : awake === "held", awake);
  } finally {
    app.kill("SIGTERM");
    const patience = AbortSignal.timeout(10_000);
    await Promise.race([
      ended,
      new Promise((resolve) => patience.addEventListener("abort", resolve)),
    ]);
    tell("it ends when it is told to", app.exitCode !== null || app.signalCode !== null);
    app.kill("SIGKILL");
    removeFolder(state);
  }
}

/** A hidden page is printed, with what `offscreen` asks of Electron. @param {string} electron */
async function print(electron) {
  const state = mkdtempSync(path.join(tmpdir(), "mtinov-first-run-"));
  const app = await _electron.launch({
    executablePath: electron,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [path.join(root, "out/main/main.js"), "kiosk"],
    env: /** @type {Record<string, string>} */ ({ ...process.env, XDG_STATE_HOME: state }),
  });
  try {
    await app.firstWindow();
    const base64 = await app.evaluate(async ({ BrowserWindow, session }) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { session: session.fromPartition("stage"), sandbox: true },
      });
      try {
        await window.loadURL("stage://app/badge.html#7%20first%20run");
        await window.webContents.executeJavaScript("document.fonts.ready.then(() => 0)");
        const options = { preferCSSPageSize: true, printBackground: true };
        return (await window.webContents.printToPDF(options)).toString("base64");
      } finally {
        window.destroy();
      }
    });
    const pdf = Buffer.from(base64, "base64");
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    tell("a hidden page is printed on one page", pages === 1, `${pages}, ${pdf.length} bytes`);
    const file = path.join(root, "test-results/first-run.pdf");
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, pdf);
    tell("what is printed", null, file);
  } finally {
    await app.close();
    removeFolder(state);
  }
}

/** Every renderer is in the sandbox: seccomp filters it, and it may gain no privilege. @param {number} parent */
function lookAtProcesses(parent) {
  const renderers = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({
      pid,
      command: read(`/proc/${pid}/cmdline`),
      status: read(`/proc/${pid}/status`),
    }))
    .filter(({ command }) => command.includes("--type=renderer") && command.includes(root));
  const sandboxed = renderers.filter(
    ({ status }) => /^Seccomp:\s*2$/m.test(status) && /^NoNewPrivs:\s*1$/m.test(status),
  );
  tell(
    "every renderer is in the sandbox",
    renderers.length > 0 && sandboxed.length === renderers.length,
    `${sandboxed.length} of ${renderers.length}`,
  );
  tell("the sandbox was not turned off", !read(`/proc/${parent}/cmdline`).includes("--no-sandbox"));
}

/** @param {string} file @returns {string} empty when it has gone */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) return "";
    throw error;
  }
}

/** @param {import("node:child_process").ChildProcess} app @returns {Promise<string>} */
function firstLine(app) {
  return new Promise((resolve) => app.stdout?.once("data", (data) => resolve(String(data).trim())));
}

/** @param {string} address @returns {Promise<import("./e2e/stand.ts").Health>} */
async function health(address) {
  return (await fetch(`${address}/health`)).json();
}

/** @param {string} address @param {number} withinMs */
async function drawn(address, withinMs) {
  for (const until = performance.now() + withinMs; performance.now() < until; await pause(50))
    if ((await health(address)).screens[0]?.drawn) return true;
  return false;
}

/** @param {string} name @param {string[]} args */
async function ask(name, args) {
  const found = onPath(name, process.env);
  const { code, output } = found
    ? await run(found, args, { env: process.env, stdio: "keep" })
    : { code: 1, output: "" };
  return code === 0 ? output : null;
}
