// @ts-check
// `npm test`: everything that must pass, from a fresh clone, with Node 20.19 and npm. Stops at the first stage that fails.
import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { aptInstall } from "../electron/setup-browser.mjs";
import { Interrupted, endAs, onPath, run, succeeded } from "../electron/setup-process.mjs";
import { SetupFailure, sayIn } from "../electron/setup-words.mjs";
import { setUp, thisMachine } from "../electron/setup.mjs";
import { ordinaryUser } from "./ordinary-user.mjs";
import { lineOf, nothing, sum, tallyOf } from "./tally.mjs";

/** @typedef {import("../electron/setup-process.mjs").Outcome} Outcome */
/** @typedef {{ name: string, report: string, run: () => Promise<Outcome> }} Stage */

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const reports = path.join(root, "test-results");
const say = sayIn(process.env);

/** Programs that the end-to-end tests call, and the Debian packages they come in. */
const tools = { Xvfb: "xvfb", xauth: "xauth", openbox: "openbox", xdotool: "xdotool" };

/** Specs that promise no time: two run at once. The others have the machine to themselves. */
const untimed = [
  "axe",
  "compat",
  "decks",
  "frames-late",
  "kiosk-loop",
  "shape",
  "stage",
  "stage-fit",
  "stage-own",
  "stage-random",
  "talk-random",
  "theme",
  "walls",
];

process.exitCode = await testAll().catch(giveUp);

/** @returns {Promise<number>} the exit code */
async function testAll() {
  heading("set-up");
  const machine = thisMachine(process.env);
  // The end-to-end tests bring their own display.
  const ready = await setUp(
    { root, env: process.env, say },
    { window: true, asked: undefined },
    { ...machine, hasDisplay: true },
  );
  if (machine.mayInstall) await installTools();
  ordinaryUser();
  const alone = specs().filter((name) => !untimed.includes(name));
  const stages = [
    verify(),
    endToEnd("playwright test, two at once", untimed, ["--workers=2"], ready),
    endToEnd("playwright test", alone, ["--workers=1"], ready),
  ];
  let tally = nothing;
  for (const stage of stages) {
    heading(stage.name);
    rmSync(stage.report, { force: true });
    const outcome = await stage.run();
    tally = sum(tally, tallyOf(stage.report, succeeded(outcome)));
    if (succeeded(outcome)) continue;
    say("stageFailed", stage.name);
    console.log(lineOf(tally));
    return 1;
  }
  console.log(lineOf(tally));
  return 0;
}

/** Format, lint, types and unit tests. @returns {Stage} */
function verify() {
  const report = path.join(reports, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const npm = onPath("npm", process.env) ?? "npm";
  return {
    name: "npm run verify",
    report,
    run: () => run(npm, ["run", "-s", "verify", "--", ...reporters], inherit(process.env)),
  };
}

/**
 * The whole application in a real browser.
 * @param {string} name @param {string[]} wanted @param {string[]} options
 * @param {{ node: string, browser?: string | undefined }} ready
 * @returns {Stage}
 */
function endToEnd(name, wanted, options, { node, browser }) {
  const report = path.join(reports, `playwright-${wanted.length}.json`);
  const program = path.join(root, "node_modules/@playwright/test/cli.js");
  const files = wanted.map((each) => `/e2e/${each}.spec.ts`);
  const config = ["-c", "tests/playwright.config.ts", "--reporter=list,json"];
  const args = [program, "test", ...config, ...options, ...files];
  const env = {
    ...process.env,
    MTINOV_BROWSER: browser,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    // The specs start the application on the Node of the packages, like npm does.
    PATH: [path.dirname(node), process.env["PATH"]].join(path.delimiter),
  };
  return {
    name,
    report,
    run: async () => {
      const missing = [...missingTools(), ...(browser ? [] : ["chromium"])];
      if (missing.length === 0) return run(node, args, inherit(env));
      say("toolsMissing", missing.join(", "));
      return { code: 1, signal: null, output: "" };
    },
  };
}

/** @returns {string[]} names of all end-to-end specs */
function specs() {
  const names = readdirSync(path.join(root, "tests/e2e"));
  return names.flatMap((name) => /^(.+)\.spec\.ts$/.exec(name)?.[1] ?? []);
}

/** @returns {string[]} Debian packages */
function missingTools() {
  if (process.platform !== "linux") return [];
  const missing = Object.entries(tools).filter(([program]) => !onPath(program, process.env));
  return missing.map(([, debian]) => debian);
}

async function installTools() {
  const missing = missingTools();
  if (missing.length === 0) return;
  say("tools", missing.join(", "));
  await aptInstall({ env: process.env, say }, missing);
}

/** @param {NodeJS.ProcessEnv} env */
function inherit(env) {
  return { env, cwd: root, stdio: /** @type {const} */ ("inherit") };
}

/** @param {string} name */
function heading(name) {
  console.log(`\n── ${name} ${"─".repeat(Math.max(0, 70 - name.length))}\n`);
}

/** @param {unknown} reason @returns {number} */
function giveUp(reason) {
  if (reason instanceof Interrupted) endAs({ code: null, signal: reason.signal });
  else if (reason instanceof SetupFailure) say(reason.sentence, reason.detail);
  else say("unexpected", reason instanceof Error ? reason.message : String(reason));
  console.log(lineOf({ ...nothing, failed: 1 }));
  return 1;
}
