/**
 * `npm run soak -- --transitions N`: the whole app through N changes of slides with every kind of content, as fast as it
 * can, and what each of its processes holds meanwhile. Prints the slopes, writes `test-results/soak.json`, and fails when
 * something grows, or when anything was restarted.
 */
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { browser, nextTurn, startStand, type Stand } from "../e2e/stand.ts";
import { openDisplay } from "../e2e/virtual-display.ts";
import { countPages, heapOf } from "./debugger.ts";
import { fitted, type Slope } from "./slope.ts";
import { removeFolder } from "../remove-folder.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const results = join(root, "test-results");
const { values } = parseArgs({ options: { transitions: { type: "string", default: "20000" } } });
const wanted = Number(values.transitions);
const SAMPLES = 20;
/** What warms up in fewer looks like growth. */
const JUDGED = 20_000;
/** Milliseconds between two moves. */
const PACE_MS = 12;

const folder = mkdtempSync(join(tmpdir(), "mtinov-soak-"));
chmodSync(folder, 0o755);
mkdirSync(results, { recursive: true });
const port = await freePort();
const display = await openDisplay();
try {
  const stand = await startStand(["kiosk", everything()], {
    display: display.name,
    env: { MTINOV_BROWSER: openedBrowser(), NODE_OPTIONS: "--inspect-port=0" },
  });
  try {
    await stand.until((health) => health.screens[0]?.drawn === true, 20_000);
    await soak(stand);
  } finally {
    await stand.stop();
  }
} finally {
  await display.close();
  removeFolder(folder);
}

async function soak(stand: Stand): Promise<void> {
  const samples: Record<string, number>[] = [];
  const began = performance.now();
  const before = await moves(stand);
  const address = await debuggerOf(stand);
  // Warm: every slide once, so that all caches are full.
  await move(Math.min(wanted, 500));
  for (let batch = 0; batch < SAMPLES; batch += 1) {
    await move(Math.ceil(wanted / SAMPLES));
    await stand.until((health) => health.screens[0]?.drawn === true, 10_000);
    // Always on the same slide: one holds more than another.
    press("Home");
    await stand.until(({ screens: [first] }) => first?.slide === 0 && first.drawn, 10_000);
    const collected = { ...(await countPages(port)), "app heap": await heapOf(address) };
    // After the collections: what they have freed is not held any more.
    samples.push({ ...held(stand), ...collected });
    process.stdout.write(".");
  }
  const { restarts, lastFault, loop } = (await stand.health()).screens[0] ?? {};
  const seconds = Math.round((performance.now() - began) / 1000);
  const names = Object.keys(samples[0] ?? {});
  const slopes = names.map((name) =>
    fitted(
      name,
      samples.map((each) => each[name] ?? 0),
      wanted,
    ),
  );
  const all = {
    date: new Date().toISOString().slice(0, 10),
    transitions: wanted,
    seconds,
    loops: (loop ?? 0) - before,
    restarts,
    lastFault,
    slopes,
  };
  writeFileSync(join(results, "soak.json"), `${JSON.stringify({ ...all, samples }, null, 2)}\n`);
  console.log(`\n${wanted} transitions in ${seconds} s, ${all.loops} loops, ${restarts} restarts`);
  for (const each of slopes)
    console.log(
      `${each.name.padEnd(20)} ${String(each.first).padStart(12)} → ${String(each.last).padStart(12)}  ${each.perTenThousand.toFixed(1).padStart(12)} per 10,000${each.grows ? "  ✗ grows" : ""}`,
    );
  if (wanted < JUDGED) console.log(`Slopes are judged from ${JUDGED} transitions on.`);
  const grows = wanted >= JUDGED && slopes.some((each: Slope) => each.grows);
  process.exitCode = restarts === 0 && !grows ? 0 : 1;
}

/** The app process opens its debugger at this signal, and says where. */
async function debuggerOf(stand: Stand): Promise<string> {
  const { pid } = await stand.health();
  process.kill(pid, "SIGUSR1");
  for (let waited = 0; waited < 5_000; waited += 50) {
    const address = /ws:\/\/\S+/.exec(stand.messages())?.[0];
    if (address) return address;
    await nextTurn(50);
  }
  throw new Error(`the app process opened no debugger: ${stand.messages()}`);
}

function press(key: string): void {
  spawnSync("xdotool", ["key", key], { env: { ...process.env, DISPLAY: display.name } });
}

async function moves(stand: Stand): Promise<number> {
  return (await stand.health()).screens[0]?.loop ?? 0;
}

/** Presses the arrow so many times, as a hand would: through the display, the browser and its page. */
async function move(times: number): Promise<void> {
  const args = ["key", "--delay", String(PACE_MS), "--repeat", String(times), "Right"];
  const hand = spawn("xdotool", args, {
    env: { ...process.env, DISPLAY: display.name },
    stdio: "ignore",
  });
  const code = await new Promise((resolve) => hand.once("exit", resolve));
  if (code !== 0) throw new Error(`xdotool ended with ${String(code)}`);
}

/** Memory of each of the app's processes, and handles, threads and number of all. Memory is what is theirs alone. */
function held(stand: Stand): Record<string, number> {
  const found: Record<string, number> = {};
  const add = (name: string, value: number) => void (found[name] = (found[name] ?? 0) + value);
  const keeper = { pid: stand.keeper.pid ?? 0, kind: "keeper" };
  // In the order they were started in, so that a number means the same one in each sample.
  const all = [keeper, ...stand.processes()].toSorted((one, other) => one.pid - other.pid);
  for (const { pid, kind } of all) {
    if (kind === "other") continue;
    const nth = all.filter((each) => each.kind === kind && each.pid <= pid).length;
    add("processes", 1);
    add(`${kind}${nth > 1 ? ` ${nth}` : ""} memory`, memoryOf(pid));
    add("handles", readdirSync(`/proc/${pid}/fd`).length);
    add("threads", readdirSync(`/proc/${pid}/task`).length);
  }
  return found;
}

/** What a process has written for itself, in bytes: pages of its program are private or shared as others come and go. */
function memoryOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Private_Dirty:\s+(\d+)/m.exec(text)?.[1] ?? 0) * 1024;
}

/** The bundled decks: formulas, code, charts, diagrams, pictures, films and steps. They stay until they are moved on. */
function everything(): string {
  const decks = readdirSync(join(root, "slides")).flatMap(
    (name) => /^(.+)\.fr\.md$/.exec(name)?.[1] ?? [],
  );
  const file = join(folder, "soak.playlist.yaml");
  writeFileSync(
    file,
    [
      "lang: [fr, en]",
      "seconds: 3600",
      "decks:",
      ...decks.map((deck) => `  - ${join(root, "slides", deck)}`),
      "",
    ].join("\n"),
  );
  return file;
}

/** The browser with a debugging port besides its pipe, which is the keeper's. */
function openedBrowser(): string {
  const script = join(folder, "browser");
  writeFileSync(script, `#!/bin/sh\nexec ${browser} --remote-debugging-port=${port} "$@"\n`);
  chmodSync(script, 0o755);
  return script;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || !address) throw new Error("no port");
  return address.port;
}
