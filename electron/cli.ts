import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chooseShell, hasDisplay } from "./choose-shell.mjs";
import { check, sayProblem } from "./check.ts";
import { readCommandLine, type CommandLine, type ShowingCommand } from "./command-line.ts";
import { findDisplay, listDisplays, sayDisplay } from "./displays.ts";
import { helpOf } from "./help.ts";
import { holdDisplay } from "./hold.ts";
import { keep } from "./keeper.ts";
import { windowOf, type Bounds, type Order, type ShellName } from "./order.ts";
import { stateFolder } from "./storage.ts";
import { VERSION } from "./version.ts";
import { langOfLocale, say, sentence } from "./words.ts";

/** Plain Node's entry: reads the command line and becomes the keeper, or answers and ends. */
const here = dirname(fileURLToPath(import.meta.url));
const lang = langOfLocale();
process.exitCode = await main(readCommandLine(process.argv.slice(2)));

async function main(line: CommandLine): Promise<number> {
  switch (line.command) {
    case "help":
      process.stdout.write(helpOf(line.of, lang));
      return 0;
    case "version":
      process.stdout.write(`${VERSION}\n`);
      return 0;
    case "wrong":
      return refuse(line.message[lang]);
    case "check":
      return runCheck(line.sources, line.json);
    default:
      return putOn(line);
  }
}

async function runCheck(sources: string[], json: boolean): Promise<number> {
  const noSandbox = process.getuid?.() === 0;
  const browser = process.env["MTINOV_BROWSER"] ?? null;
  if (browser && noSandbox) say("no-sandbox");
  const { problems, unseen } = await check(sources, {
    worker: join(here, "compiler.js"),
    pages: join(here, "../renderer"),
    browser,
    noSandbox,
  });
  if (unseen) say("not-checked", { reason: unseen });
  if (json) process.stdout.write(`${JSON.stringify({ problems }, null, 2)}\n`);
  else for (const problem of problems) process.stdout.write(`${sayProblem(problem, lang)}\n`);
  return problems.some((each) => each.severity === "error") ? 1 : 0;
}

async function putOn(line: ShowingCommand): Promise<number> {
  const missing = [...line.sources, ...(line.decks ? [line.decks] : [])].find(
    (each) => !existsSync(each),
  );
  if (missing) return refuse(sentence("no-such-file", { file: missing }));
  const browser = process.env["MTINOV_BROWSER"] ?? null;
  const { shell, why } = chooseShell({
    asked: line.shell ?? undefined,
    electron: false,
    browser: browser !== null,
    hasDisplay: hasDisplay(process.env),
  });
  if (shell === "electron") return refuse(sentence("electron-later"));
  if (shell === "chromium" && !browser) return fail(sentence("no-browser"));
  if (why) say(why === "no-display" ? "no-display-serving" : "no-browser-serving");
  const noSandbox = shell === "chromium" && process.getuid?.() === 0;
  if (noSandbox) say("no-sandbox");
  const order = orderOf(line, shell);
  const state = stateFolder();
  const hold = shell === "serve" ? null : holdDisplay(state, windowOf(order));
  if (hold?.held === false) return fail(sentence("already-running", { pid: String(hold.pid) }));
  const code = await keep({
    order,
    bounds: shell === "chromium" ? boundsOf(order, browser, noSandbox) : Promise.resolve(null),
    script: join(here, "kept.js"),
    state,
    browser: shell === "chromium" ? browser : null,
    noSandbox,
    announce: (address) => process.stdout.write(`${address}\n`),
  });
  hold?.release();
  return code;
}

/**
 * Where the display lies that is asked for, else, for a kiosk, the main one: without a window manager a browser fills no
 * display by itself. A booth whose display is late must play all the same: it plays on another, and says so.
 */
async function boundsOf(
  { display: wanted, windowed }: Order,
  browser: string | null,
  noSandbox: boolean,
): Promise<Bounds | null> {
  if (!browser || (wanted === null && windowed)) return null;
  const displays = await listDisplays(browser, noSandbox);
  if (wanted === null) return displays.find(({ primary }) => primary) ?? displays[0] ?? null;
  const found = findDisplay(displays, wanted);
  if (!found)
    say("no-such-display", { display: wanted, list: displays.map(sayDisplay).join(", ") });
  return found;
}

function orderOf(line: ShowingCommand, shell: ShellName): Order {
  const sources = line.sources.map((each) => resolve(each));
  const playlist = sources.find((each) => /\.ya?ml$/i.test(each)) ?? null;
  return {
    mode: line.command === "present" ? "talk" : "kiosk",
    shell,
    playlist,
    decks: playlist ? [] : sources,
    langs: line.lang,
    display: line.display,
    windowed: line.window || line.command === "present",
    port: line.port,
    folder: line.decks ? resolve(line.decks) : resolve(here, "../../slides"),
  };
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}
