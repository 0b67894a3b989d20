import { parseArgs, type ParseArgsConfig } from "node:util";
import type { Lang, Scheme } from "../core/deck.ts";
import { options, verbs, type Verb } from "./command-table.ts";
import type { ShellName } from "./order.ts";

/** What the words of the command line mean; the machine's part (files, displays, browsers) comes after. */
export type CommandLine =
  | { command: "help"; of: Verb | null }
  | { command: "version" }
  | { command: "wrong"; message: Record<Lang, string> }
  | ShowingCommand
  | { command: "check"; sources: string[]; json: boolean }
  | { command: "schedule"; playlist: string; at: string | null }
  /** The words of the kiosk that the service plays. */
  | { command: "service"; words: string[]; kiosk: ShowingCommand }
  | { command: "journal"; csv: boolean; from: string | null; to: string | null };

/** `kiosk`, `present` and `serve` put a show on; they differ in who drives it and who opens the window. */
export interface ShowingCommand {
  command: "kiosk" | "present" | "serve";
  sources: string[];
  /** Null leaves the playlist's languages. */
  lang: Lang[] | null;
  /** Null leaves the playlist's scheme. */
  scheme: Scheme | null;
  shell: ShellName | null;
  port: number;
  decks: string | null;
  display: string | null;
  window: boolean;
}

/** Reads the arguments after the program's name. Never throws: a wrong usage is one sentence. */
export function readCommandLine(argv: string[]): CommandLine {
  const config: ParseArgsConfig["options"] = {};
  for (const [name, { type }] of Object.entries(options)) config[name] = { type };
  const { values, positionals, tokens } = parseArgs({
    args: argv,
    options: config,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = options[token.name];
    if (!option) return wrongOption(token.rawName, Object.keys(options));
    if (option.type === "string" && (token.value ?? "") === "") return wrongValue(token.name);
    if (option.type === "boolean" && token.value !== undefined) {
      return wrong(`--${token.name} ne prend pas de valeur.`, `--${token.name} takes no value.`);
    }
  }
  if (values["version"]) return { command: "version" };
  const [verb, ...sources] = positionals;
  if (values["help"]) return { command: "help", of: isVerb(verb) ? verb : null };
  if (verb === undefined) return bare(values);
  if (!isVerb(verb)) return wrongVerb(verb);
  const foreign = Object.keys(values).find((name) => !verbs[verb].options.includes(name));
  if (foreign) return wrongOption(`--${foreign}`, verbs[verb].options, verb);
  const line = commandOf(verb === "service" ? "kiosk" : verb, sources, values);
  if (verb !== "service" || line.command !== "kiosk") return line;
  return { command: "service", words: argv.filter((word) => word !== verb), kiosk: line };
}

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** No command: the stand playlist in an ordinary window. */
function bare(values: Values): CommandLine {
  const foreign = Object.keys(values).find((name) => !verbs.kiosk.options.includes(name));
  if (foreign) return wrongOption(`--${foreign}`, verbs.kiosk.options);
  return commandOf("kiosk", [], { ...values, window: true });
}

function commandOf(verb: Exclude<Verb, "service">, sources: string[], values: Values): CommandLine {
  if (verb === "check") {
    if (sources.length === 0)
      return wrong("Dites quoi vérifier : check deck.md", "Say what to check: check deck.md");
    return { command: "check", sources, json: values["json"] === true };
  }
  if (verb === "journal") {
    const [stray] = sources;
    if (stray !== undefined)
      return wrong(
        `journal ne prend pas «${stray}» : journal --from 2027-03-01`,
        `journal takes no “${stray}”: journal --from 2027-03-01`,
      );
    const [from, to] = [text(values["from"]), text(values["to"])];
    return { command: "journal", csv: values["csv"] === true, from, to };
  }
  if (verb === "schedule") {
    const [playlist] = sources;
    return playlist !== undefined && sources.length === 1 && isPlaylist(playlist)
      ? { command: "schedule", playlist, at: text(values["at"]) }
      : wrong(
          "schedule prend une liste : schedule liste.playlist.yaml",
          "schedule takes one playlist: schedule list.playlist.yaml",
        );
  }
  if (verb === "present" && sources.length !== 1) {
    return wrong(
      "present prend une présentation : present deck.md",
      "present takes one deck: present deck.md",
    );
  }
  const playlists = sources.filter(isPlaylist);
  if (verb === "present" ? playlists.length > 0 : playlists.length > 0 && sources.length > 1) {
    return wrong(
      "Donnez une seule liste (.yaml), ou des présentations (.md).",
      "Give one playlist (.yaml), or decks (.md).",
    );
  }
  const shell = values["shell"] ?? null;
  if (shell !== null && !isShell(shell)) return wrongValue("shell");
  const port = values["port"] === undefined ? 0 : Number(values["port"]);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return wrongValue("port");
  const lang = values["lang"];
  if (lang !== undefined && lang !== "fr" && lang !== "en" && lang !== "both")
    return wrongValue("lang");
  const scheme = values["scheme"] ?? null;
  if (scheme !== null && !isScheme(scheme)) return wrongValue("scheme");
  return {
    command: verb,
    sources,
    lang: lang === undefined ? null : lang === "both" ? ["fr", "en"] : [lang],
    scheme,
    shell: verb === "serve" ? "serve" : shell,
    port,
    decks: text(values["decks"]),
    display: text(values["display"]),
    window: values["window"] === true,
  };
}

function isPlaylist(source: string): boolean {
  return /\.ya?ml$/i.test(source);
}

function text(value: Values[string]): string | null {
  return typeof value === "string" ? value : null;
}

function isShell(word: Values[string] | null): word is ShellName {
  return word === "electron" || word === "chromium" || word === "serve";
}

function isScheme(word: Values[string] | null): word is Scheme {
  return word === "light" || word === "dark";
}

function isVerb(word: string | undefined): word is Verb {
  return word !== undefined && Object.hasOwn(verbs, word);
}

function wrong(fr: string, en: string): CommandLine {
  return { command: "wrong", message: { fr, en } };
}

function wrongVerb(word: string): CommandLine {
  const list = Object.keys(verbs).join(", ");
  return wrong(
    `«${word}» n’est pas une commande : ${list}.`,
    `"${word}" is not a command: ${list}.`,
  );
}

function wrongOption(name: string, known: readonly string[], verb?: Verb): CommandLine {
  const list = known.map((each) => `--${each}`).join(", ");
  const of = verb ?? "mtinov-stage";
  return wrong(
    `${of} n’a pas d’option ${name} : ${list}.`,
    `${of} has no option ${name}: ${list}.`,
  );
}

function wrongValue(name: string): CommandLine {
  const value = options[name]?.value ?? "";
  return wrong(`--${name} attend ${value}.`, `--${name} takes ${value}.`);
}
