import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Tools that the bench runs beside us: too large for the project, they are installed in the temporary folder. */
const packages = {
  "reveal-md": { version: "6.1.2", bin: "bin/reveal-md.js", with: {} },
  "@slidev/cli": {
    version: "52.20.1",
    bin: "bin/slidev.mjs",
    with: { "@slidev/theme-default": "0.25.0" },
  },
};

/** @typedef {keyof typeof packages} Peer */
/** @typedef {{ stop(): Promise<void> }} Running */

/**
 * Installs a peer unless an earlier run has.
 *
 * @param {Peer} name
 * @returns {string | null} its program; null, with the reason said, where it can't be installed.
 */
function installed(name) {
  const { version, bin, with: others } = packages[name];
  const folder = join(tmpdir(), "mtinov-bench-peers", `${name.replace("/", "-")}-${version}`);
  const home = join(folder, "node_modules", name);
  if (versionIn(home) !== version) {
    mkdirSync(folder, { recursive: true });
    const wanted = { private: true, dependencies: { [name]: version, ...others } };
    writeFileSync(join(folder, "package.json"), JSON.stringify(wanted));
    const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    const { status, stderr } = spawnSync("npm", ["install", ...quiet], {
      cwd: folder,
      encoding: "utf8",
      timeout: 300_000,
    });
    if (status !== 0) {
      console.error(`${name} can't be installed: ${stderr.trim().split("\n")[0]}`);
      return null;
    }
  }
  return join(home, bin);
}

/** @param {string} folder of a package */
function versionIn(folder) {
  try {
    return String(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** @param {Peer} name */
export function peerVersion(name) {
  return packages[name].version;
}

/**
 * Starts a peer, with what it says kept to itself, and waits until it answers.
 *
 * @param {Peer} name @param {string[]} args @param {string} folder that it runs in @param {string} address of its page
 * @returns {Promise<Running | null>} null when it can't be installed.
 */
export async function startPeer(name, args, folder, address) {
  const program = installed(name);
  if (!program) return null;
  // A group of its own: what it starts ends with it.
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (data) => (said += String(data)));
  child.stderr.on("data", (data) => (said += String(data)));
  const ended = new Promise((resolve) => child.once("close", resolve));
  const stop = async () => {
    if (child.exitCode === null && child.pid) process.kill(-child.pid, "SIGKILL");
    await ended;
  };
  for (const start = performance.now(); performance.now() - start < 60_000;) {
    if (child.exitCode !== null) break;
    if (await answers(address)) return { stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`${name} does not answer: ${said.slice(-500)}`);
}

/** @param {string} address */
async function answers(address) {
  try {
    return (await fetch(address)).ok;
  } catch (error) {
    // `fetch` says so of a port where nobody listens yet.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
