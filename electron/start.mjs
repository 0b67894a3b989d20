#!/usr/bin/env node
// @ts-check
// `npm start`, `npm run -s stage` and the package's program: makes what is missing, then runs the application with the
// same arguments, streams and signals. Runs on Node 20.19 without any package.
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { needOf } from "./setup-need.mjs";
import { Interrupted, endAs, run } from "./setup-process.mjs";
import { SetupFailure, sayIn } from "./setup-words.mjs";
import { setUp } from "./setup.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);
const say = sayIn(process.env);

const ready = await setUp({ root, env: process.env, say }, needOf(args)).catch(giveUp);
if (ready) await play(ready);

/**
 * In this very process when its Node is the right one. The application learns from two variables what draws its windows.
 * @param {Awaited<ReturnType<typeof setUp>>} ready
 */
async function play({ node, entry, browser, electron }) {
  if (browser) process.env["MTINOV_BROWSER"] = browser;
  if (electron) process.env["MTINOV_ELECTRON"] = electron;
  else delete process.env["MTINOV_ELECTRON"];
  if (node === process.execPath) {
    process.argv = [node, entry, ...args];
    await import(pathToFileURL(entry).href);
  } else {
    endAs(await run(node, [entry, ...args], { env: process.env, stdio: "inherit" }));
  }
}

/** @param {unknown} reason */
function giveUp(reason) {
  if (reason instanceof Interrupted) return endAs({ code: null, signal: reason.signal });
  if (reason instanceof SetupFailure) say(reason.sentence, reason.detail);
  else say("unexpected", reason instanceof Error ? reason.message : String(reason));
  process.exitCode = 1;
}
