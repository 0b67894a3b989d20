// @ts-check
// What a command line needs from the machine, known before the application that understands it is there.
import { shellNames } from "./choose-shell.mjs";

/** @typedef {import("./choose-shell.mjs").ShellName} ShellName */
/** @typedef {{ window: boolean, asked: ShellName | undefined }} Need */

const opensWindow = new Map([
  ["kiosk", true],
  ["present", true],
  ["serve", false],
  ["check", false],
  ["schedule", false],
  ["journal", false],
  ["service", true],
]);
const takesValue = new Set([
  "--shell",
  "--port",
  "--decks",
  "--display",
  "--lang",
  "--scheme",
  "--at",
  "--from",
  "--to",
]);
const flags = new Set(["--window", "--json", "--csv"]);

/**
 * Whether the command opens a window, and the shell asked for. Wrong usage opens none: the application answers it.
 * @param {string[]} args
 * @returns {Need}
 */
export function needOf(args) {
  const value = valueOf(args, "--shell");
  const asked = shellNames.find((name) => name === value);
  const understood = args.filter((arg) => arg.startsWith("-")).every(isPlaying);
  if (!understood || value !== asked || asked === "serve") return { window: false, asked };
  const [command] = args.filter(
    (arg, i) => !arg.startsWith("-") && !takesValue.has(args[i - 1] ?? ""),
  );
  return { window: command === undefined || opensWindow.get(command) === true, asked };
}

/** Whether something is played with this option: not with --help, --version or an unknown one. @param {string} option */
function isPlaying(option) {
  const name = option.split("=")[0] ?? "";
  return takesValue.has(name) || flags.has(name);
}

/** `--name value` or `--name=value`. @param {string[]} args @param {string} name */
function valueOf(args, name) {
  const i = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  if (i < 0) return undefined;
  return args[i] === name ? (args[i + 1] ?? "") : args[i]?.slice(name.length + 1);
}
