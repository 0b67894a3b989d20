import type { Lang } from "./deck.ts";

/**
 * What a key means during a talk: one table for the console, for the audience's window and for the list that `?` shows.
 * Clickers are keyboards: they send PageUp, PageDown, `.` or `b`, F5 and Escape.
 */
export type KeyCommand =
  | "next"
  | "previous"
  | "first"
  | "last"
  | "goto"
  | "search"
  | "overview"
  | "black"
  | "white"
  | "freeze"
  | "open"
  | "close"
  | "swap"
  | "language"
  | "clock"
  | "undo"
  | "resume"
  | "larger"
  | "smaller"
  | "usual"
  | "help";

/** A key as an event names it; `Ctrl+` before it when Control or Command is held. */
interface Row {
  command: KeyCommand;
  keys: readonly string[];
  says: Record<Lang, string>;
}

export const keyTable: readonly Row[] = [
  row(
    "next",
    "PageDown ArrowRight ArrowDown Space Enter N",
    "Suite : étape ou diapositive",
    "Next step or slide",
  ),
  row("previous", "PageUp ArrowLeft ArrowUp Shift+Space Backspace P", "Retour en arrière", "Back"),
  row("first", "Home", "Première diapositive", "First slide"),
  row("last", "End", "Dernière diapositive", "Last slide"),
  row("goto", "G", "Aller à un numéro ou à un titre", "Go to a number or a title"),
  row("search", "/ Ctrl+F", "Chercher dans les titres et les textes", "Search titles and texts"),
  row("overview", "O", "Toutes les diapositives", "All slides"),
  row("black", ". B", "Écran noir, ou retour", "Black screen, or back"),
  row("white", "W ,", "Écran blanc, ou retour", "White screen, or back"),
  row("freeze", "F", "Figer l’écran du public, ou montrer", "Freeze the audience, or show"),
  row("open", "F5", "Montrer la diapositive au public", "Show the slide to the audience"),
  row("close", "Escape", "Fermer ce qui est ouvert", "Close what is open"),
  row("swap", "S", "Échanger les écrans", "Swap the displays"),
  row("language", "L", "Français ou anglais", "French or English"),
  row("clock", "T", "Chronomètre : pause, ou reprise", "Timer: pause, or go on"),
  row("resume", "R", "Reprendre où l’on s’était arrêté", "Go on where the last talk stopped"),
  row("undo", "Ctrl+Z", "Annuler le dernier trait", "Undo the last stroke"),
  row("larger", "Ctrl++ Ctrl+=", "Notes plus grandes", "Larger notes"),
  row("smaller", "Ctrl+- Ctrl+_", "Notes plus petites", "Smaller notes"),
  row("usual", "Ctrl+0", "Notes à leur taille d’origine", "Notes at their usual size"),
  row("help", "?", "Cette liste", "This list"),
];

/** A number is typed digit by digit and entered: it is no key of the table, but it belongs to the list. */
export const numberRow = {
  keys: ["0 … 9", "Enter"],
  says: { fr: "Aller à la diapositive de ce numéro", en: "Go to the slide of that number" },
} as const;

/** What is read of a keyboard event. */
export interface Pressed {
  key: string;
  code: string;
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
}

/** Digits typed so far; empty when none are. */
export interface Typed {
  digits: string;
  /** What the key means; null when it means nothing, a slide when a number was entered (counted from 1). */
  command: KeyCommand | { goto: number } | null;
}

const commands = new Map(
  keyTable.flatMap(({ command, keys }) => keys.map((key) => [key.toLowerCase(), command] as const)),
);
/** Longest number: more digits than any deck has slides. */
const DIGITS = 5;

/** What a key means after the digits typed before it. Any other key forgets them. */
export function press(digits: string, pressed: Pressed): Typed {
  if (pressed.alt) return { digits: "", command: null };
  const digit = digitOf(pressed);
  if (digit !== null) return { digits: (digits + digit).slice(-DIGITS), command: null };
  if (pressed.key === "Enter" && !pressed.ctrl && Number(digits) > 0) {
    return { digits: "", command: { goto: Number(digits) } };
  }
  // A modifier on its way to its key.
  if (["Shift", "Control", "Meta", "AltGraph"].includes(pressed.key))
    return { digits, command: null };
  return { digits: "", command: commands.get(nameOf(pressed)) ?? null };
}

function nameOf({ key, ctrl, shift }: Pressed): string {
  const name = key === " " ? (shift ? "shift+space" : "space") : key.toLowerCase();
  return ctrl ? `ctrl+${name}` : name;
}

/** On a French keyboard the row of digits gives `&é"'(` without Shift: the key's place counts. */
function digitOf({ key, code, ctrl, shift }: Pressed): string | null {
  if (ctrl) return null;
  if (/^\d$/.test(key)) return key;
  return (!shift && /^Digit(\d)$/.exec(code)?.[1]) || null;
}

const NAMES: Record<string, Record<Lang, string>> = {
  PageDown: { fr: "Page suiv.", en: "Page Down" },
  PageUp: { fr: "Page préc.", en: "Page Up" },
  ArrowRight: { fr: "Flèche droite", en: "Right arrow" },
  ArrowLeft: { fr: "Flèche gauche", en: "Left arrow" },
  ArrowUp: { fr: "Flèche haut", en: "Up arrow" },
  ArrowDown: { fr: "Flèche bas", en: "Down arrow" },
  Space: { fr: "Espace", en: "Space" },
  Shift: { fr: "Maj", en: "Shift" },
  Enter: { fr: "Entrée", en: "Enter" },
  Backspace: { fr: "Retour arrière", en: "Backspace" },
  Home: { fr: "Début", en: "Home" },
  End: { fr: "Fin", en: "End" },
  Escape: { fr: "Échap", en: "Esc" },
};

/** The name printed on a key, in a language. */
export function keyName(key: string, lang: Lang): string {
  const held = /^(Ctrl|Shift)\+(.+)$/.exec(key);
  if (held?.[1] && held[2])
    return `${NAMES[held[1]]?.[lang] ?? held[1]} + ${keyName(held[2], lang)}`;
  return NAMES[key]?.[lang] ?? key;
}

function row(command: KeyCommand, keys: string, fr: string, en: string): Row {
  return { command, keys: keys.split(" "), says: { fr, en } };
}
