import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Lang } from "../core/deck.ts";
import { account } from "./account.ts";
import { check } from "./check.ts";
import { NO_BROWSER } from "./check-looks.ts";
import { clock } from "./clock.ts";
import type { StartProcess } from "./compile.ts";
import { diagramFolder } from "./diagrams.ts";
import { sayProblem } from "./say-problem.ts";
import type { CommandLine, ShowingCommand } from "./command-line.ts";
import { helpOf } from "./help.ts";
import { journalFolder } from "./journal.ts";
import { preview } from "./preview.ts";
import type { Order, ShellName } from "./order.ts";
import { serviceUnit, wholeNames } from "./unit.ts";
import { stateFolder } from "./storage.ts";
import { VERSION } from "./version.ts";
import { say } from "./words.ts";

/** What every entry of the app makes of its command line, whoever opens the windows. */

/** What compiles, the folder of the built pages, and the program itself. */
export interface Built {
  compiler: StartProcess;
  pages: string;
  /** What starts the app, before its arguments. */
  program: readonly string[];
}

/** Answers a command that shows nothing. @returns the exit code */
export async function answerLine(
  line: Exclude<CommandLine, ShowingCommand>,
  lang: Lang,
  built: Built,
): Promise<number> {
  switch (line.command) {
    case "help":
      process.stdout.write(helpOf(line.of, lang));
      return 0;
    case "version":
      process.stdout.write(`${VERSION}\n`);
      return 0;
    case "wrong":
      process.stderr.write(`${line.message[lang]}\n`);
      return 2;
    case "check":
      return runCheck(line.sources, line.json, lang, built);
    case "schedule":
      return runPreview(line.playlist, line.at, lang);
    case "journal":
      return runAccount(line, lang);
    case "service":
      return runService(line, built.program);
  }
}

function runService(
  { words, kiosk }: Extract<CommandLine, { command: "service" }>,
  program: readonly string[],
): number {
  const missing = missingIn(kiosk);
  if (missing) {
    say("no-such-file", { file: missing });
    return 2;
  }
  process.stdout.write(
    serviceUnit(program, wholeNames(words, kiosk.sources, kiosk.decks), process.env),
  );
  return 0;
}

async function runCheck(
  sources: string[],
  json: boolean,
  lang: Lang,
  built: Built,
): Promise<number> {
  const noSandbox = process.getuid?.() === 0;
  const browser = process.env["MTINOV_BROWSER"] ?? null;
  if (browser && noSandbox) say("no-sandbox");
  const { problems, unseen } = await check(sources, {
    ...built,
    browser,
    noSandbox,
    diagrams: diagramFolder(stateFolder()),
  });
  if (unseen === NO_BROWSER) say("not-checked-browser");
  else if (unseen) say("not-checked", { reason: unseen });
  if (json) process.stdout.write(`${JSON.stringify({ problems, unseen }, null, 2)}\n`);
  else for (const problem of problems) process.stdout.write(`${sayProblem(problem, lang)}\n`);
  return problems.some((each) => each.severity === "error") ? 1 : 0;
}

async function runPreview(playlist: string, at: string | null, lang: Lang): Promise<number> {
  if (!existsSync(playlist)) {
    say("no-such-file", { file: playlist });
    return 2;
  }
  const { code, lines } = await preview(resolve(playlist), at, clock(), lang);
  const out = code === 0 ? process.stdout : process.stderr;
  out.write(`${lines.join("\n")}\n`);
  return code;
}

async function runAccount(
  line: Extract<CommandLine, { command: "journal" }>,
  lang: Lang,
): Promise<number> {
  const folder = journalFolder(stateFolder());
  const { code, text } = await account({ ...line, folder }, clock(), lang);
  (code === 0 ? process.stdout : process.stderr).write(text);
  return code;
}

/** Whether the command puts a show on. */
export function shows(line: CommandLine): line is ShowingCommand {
  return line.command === "kiosk" || line.command === "present" || line.command === "serve";
}

/** A file or folder that the command names and that is not there. */
export function missingIn(line: ShowingCommand): string | undefined {
  return [...line.sources, ...(line.decks ? [line.decks] : [])].find((each) => !existsSync(each));
}

/** @param bundled the folder of the decks that come with the app */
export function orderOf(line: ShowingCommand, shell: ShellName, bundled: string): Order {
  const sources = line.sources.map((each) => resolve(each));
  const playlist = sources.find((each) => /\.ya?ml$/i.test(each)) ?? null;
  return {
    mode: line.command === "present" ? "talk" : "kiosk",
    shell,
    playlist,
    decks: playlist ? [] : sources,
    langs: line.lang,
    scheme: line.scheme,
    display: line.display,
    windowed: line.window,
    port: line.port,
    folder: line.decks ? resolve(line.decks) : bundled,
  };
}
