// @ts-check
// Starts other programs. A person who interrupts the start interrupts what it has started.
import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null, output: string }} Outcome */
/** @typedef {{ env: NodeJS.ProcessEnv, cwd?: string, stdio: "inherit" | "stderr" | "keep" }} RunOptions */

/** @type {NodeJS.Signals[]} */
const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"];

/** @type {Record<RunOptions["stdio"], import("node:child_process").StdioOptions>} */
const streams = {
  inherit: "inherit",
  stderr: ["ignore", process.stderr, "inherit"],
  keep: ["ignore", "pipe", "pipe"],
};

/** The person stopped the set-up while another program worked for it. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(signal);
    this.signal = signal;
  }
}

/**
 * Runs a program to its end and passes the signals that arrive meanwhile on to it.
 * `stdio`: the child has our streams (`inherit`), writes to our stderr only (`stderr`), or its output is kept (`keep`).
 * A program that cannot be started counts as exit code 127, as in a shell.
 * @param {string} command @param {string[]} args @param {RunOptions} options
 * @returns {Promise<Outcome>}
 * @throws {Interrupted} after a signal, unless the child has our streams: it then answers the signal for us
 */
export function run(command, args, options) {
  return begin(command, args, options).ended;
}

/**
 * The same, for a program that is watched while it runs.
 * @param {string} command @param {string[]} args @param {RunOptions} options
 * @returns {{ child: import("node:child_process").ChildProcess, ended: Promise<Outcome> }}
 */
export function begin(command, args, { env, cwd, stdio }) {
  const child = spawn(command, args, {
    env,
    ...(cwd === undefined ? {} : { cwd }),
    stdio: streams[stdio],
    // npm and its like are .cmd files on Windows, which only a shell can start.
    shell: command.endsWith(".cmd"),
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (/** @type {Buffer} */ chunk) => void (output += chunk.toString()));
  }
  let /** @type {NodeJS.Signals | undefined} */ received;
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    received = signal;
    child.kill(signal);
  };
  for (const signal of passedOn) process.on(signal, pass);
  const ended = new Promise((resolve, reject) => {
    const end = (/** @type {Outcome} */ outcome) => {
      for (const signal of passedOn) process.off(signal, pass);
      if (received && stdio !== "inherit") reject(new Interrupted(received));
      else resolve(outcome);
    };
    child.once("error", (error) => end({ code: 127, signal: null, output: error.message }));
    child.once("close", (code, signal) => end({ code, signal, output }));
  });
  return { child, ended };
}

/**
 * Ends this process the way the program it ran has ended: same exit code, or same signal.
 * @param {Pick<Outcome, "code" | "signal">} outcome
 */
export function endAs({ code, signal }) {
  if (signal) process.kill(process.pid, signal);
  else process.exitCode = code ?? 1;
}

/** @param {Outcome} outcome */
export function succeeded({ code }) {
  return code === 0;
}

/** How a program ended, for the bracket of a sentence. @param {string} name @param {Outcome} outcome */
export function ending(name, { code, signal }) {
  return signal ? `${name}: ${signal}` : `${name}: code ${code}`;
}

/** False also where this user may not look: a folder of somebody else's on PATH is no fault. @param {string} file */
export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * The first program of that name on PATH.
 * @param {string} name @param {NodeJS.ProcessEnv} env @param {NodeJS.Platform} [platform]
 * @returns {string | undefined}
 */
export function onPath(name, env, platform = process.platform) {
  const names = platform === "win32" ? [`${name}.exe`, `${name}.cmd`] : [name];
  const folders = (env["PATH"] ?? env["Path"] ?? "").split(path.delimiter).filter(Boolean);
  return folders
    .flatMap((folder) => names.map((file) => path.join(folder, file)))
    .find((file) => isProgram(file));
}
