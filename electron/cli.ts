import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chooseShell, hasDisplay } from "./choose-shell.mjs";
import { readCommandLine, type CommandLine, type ShowingCommand } from "./command-line.ts";
import { forkCompiler } from "./compile-fork.ts";
import { askDisplays, groundFor, placingOn, type Ground } from "./desktop.ts";
import { findDisplay, listDisplays, sayDisplay } from "./displays.ts";
import { holdDisplay, othersHold } from "./hold.ts";
import { keep } from "./keeper.ts";
import { keepElectron } from "./keep-electron.ts";
import { answerLine, missingIn, orderOf, shows } from "./line.ts";
import { windowOf, type Order } from "./order.ts";
import { stateFolder } from "./storage.ts";
import { langOfLocale, outliveReaders, say, sentence } from "./words.ts";

/** Plain Node's entry: reads the command line and becomes the keeper, or answers and ends. */
const here = dirname(fileURLToPath(import.meta.url));
const built = {
  compiler: forkCompiler(join(here, "compiler.js")),
  pages: join(here, "../renderer"),
  program: [process.execPath, join(here, "cli.js")],
};
const lang = langOfLocale();
outliveReaders();
process.exitCode = await main(readCommandLine(process.argv.slice(2)));

async function main(line: CommandLine): Promise<number> {
  return shows(line) ? putOn(line) : answerLine(line, lang, built);
}

async function putOn(line: ShowingCommand): Promise<number> {
  const missing = missingIn(line);
  if (missing) return refuse(sentence("no-such-file", { file: missing }));
  const browser = process.env["MTINOV_BROWSER"] ?? null;
  const electron = process.env["MTINOV_ELECTRON"] ?? null;
  const { shell, why } = chooseShell({
    asked: line.shell ?? undefined,
    electron: electron !== null,
    browser: browser !== null,
    hasDisplay: hasDisplay(process.env),
  });
  if (shell === "electron" && !electron) return fail(sentence("no-electron"));
  if (shell === "electron" && electron) return keepElectron(electron, join(here, "main.js"));
  if (shell === "chromium" && !browser) return fail(sentence("no-browser"));
  if (why) say(why === "no-display" ? "no-display-serving" : "no-browser-serving");
  const noSandbox = shell === "chromium" && process.getuid?.() === 0;
  if (noSandbox) say("no-sandbox");
  const order = orderOf(line, shell, resolve(here, "../../slides"));
  const state = stateFolder();
  const hold = shell === "serve" ? null : holdDisplay(state, windowOf(order));
  if (hold?.held === false) return fail(sentence("already-running", { pid: String(hold.pid) }));
  const code = await keep({
    order,
    ground: groundOf(order, shell === "chromium" ? browser : null, noSandbox, state),
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
 * Where windows go. The displays of a talk are looked at as long as it lasts; those of a kiosk are asked for now, since
 * without a window manager a browser fills no display by itself. A booth whose display is late must play all the same: it
 * plays on another, or, beside another show, waits for its own; and says so.
 */
async function groundOf(
  { mode, display: wanted, windowed }: Order,
  browser: string | null,
  noSandbox: boolean,
  state: string,
): Promise<Ground> {
  const system = placingOn(process.platform, process.env);
  const talk = mode === "talk";
  if (!browser || (windowed && (talk || wanted === null)))
    return { ...groundFor(system, false), bounds: null };
  if (talk && system !== "on-x11") return { ...groundFor(system, true), bounds: null };
  const { placing, displays } = await askDisplays(system, (switches) =>
    listDisplays(browser, noSandbox, switches),
  );
  const ground = groundFor(placing, talk || wanted !== null || displays.length > 1);
  if (talk) return { ...ground, bounds: null };
  if (!ground.placed && displays.length > 1) say("wayland-alone");
  if (wanted === null) {
    const main = displays.find(({ primary }) => primary) ?? displays[0];
    return { ...ground, bounds: main ?? null };
  }
  const found = findDisplay(displays, wanted);
  if (!found) {
    const list = displays.map(sayDisplay).join(", ");
    say(othersHold(state) ? "display-awaited" : "no-such-display", { display: wanted, list });
  }
  return { ...ground, bounds: found };
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}
