import { existsSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Lang } from "../core/deck.ts";
import { isFilm, isPicture } from "../core/media.ts";
import { isSystemError } from "./storage.ts";

/** Where decks are, and what their names tell. A deck is a Markdown file; or pictures and films, one alone or a folder. */

/**
 * The file of a deck named as in a playlist: that very `.md`, picture or film, else the deck for the language, else the
 * one for all, else the folder of that name. A picture or film may be there once a language: `plan.fr.png` for
 * `plan.png`.
 */
export function deckFile(folder: string, deck: string, lang: Lang): string {
  const named = resolve(folder, deck);
  if (deck.endsWith(".md")) return named;
  if (isShown(deck)) {
    const own = named.replace(/\.[^.]*$/, `.${lang}$&`);
    return existsSync(own) ? own : named;
  }
  const decks = [`${named}.${lang}.md`, `${named}.md`];
  const found = deck.endsWith("/") ? named : decks.find((file) => existsSync(file));
  return found ?? (isFolder(named) ? named : `${named}.${lang}.md`);
}

/** Whether a playlist shows the file as it is, without a deck around it. */
export function isShown(file: string): boolean {
  return isPicture(file) || isFilm(file);
}

/** Whether a deck is made of pictures and films rather than of Markdown. */
export function isReel(deck: string): boolean {
  return isShown(deck) || isFolder(deck);
}

/** Where the files that a deck names are: beside it, or in it when it is a folder itself. */
export function deckFolder(deck: string): string {
  return isFolder(deck) ? deck : dirname(deck);
}

/** The language a deck's file name tells: `deck.fr.md`; undefined when it tells none. */
export function langOfFile(file: string): Lang | undefined {
  const match = /\.(fr|en)\.\w+$/i.exec(basename(file));
  return match ? (match[1]?.toLowerCase() as Lang) : undefined;
}

/** What the two languages of a deck's name have in common: `deck.fr.md` is `deck`. */
export function stemOf(file: string): string {
  return file.replace(/\.(fr|en)\.md$/i, "");
}

/** The language in which the same deck lies beside this one, if any. */
export function pairOf(file: string): Lang | null {
  const lang = langOfFile(file);
  if (!lang) return null;
  const other = lang === "fr" ? "en" : "fr";
  return [lang, other].every((each) => existsSync(`${stemOf(file)}.${each}.md`)) ? other : null;
}

/** Whatever the system says against it: a share that fails, or a name that nothing can bear, is no folder. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
