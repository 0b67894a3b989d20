import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { Lang } from "../core/deck.ts";
import { fallbackDeck, fallbackRunning } from "../core/fallback.ts";
import { playlistOfDecks, readPlaylist, run, type Playlist } from "../core/playlist.ts";
import type { Running } from "../core/running.ts";
import {
  deckFile,
  langOfFile,
  pairOf,
  standPlaylist,
  stemOf,
  type DeckProblem,
  type Library,
} from "./library.ts";
import type { Order } from "./order.ts";
import { isSystemError } from "./storage.ts";

/** What an order plays, compiled; the fallback when nothing of it can be played. */
export interface Repertoire {
  running: Running;
  /** Faults of the playlist itself; those of the decks are the library's. */
  problems: DeckProblem[];
}

/** Reads the playlist, compiles its decks and makes the running order. Never fails: a screen must show something. */
export async function prepare(order: Order, library: Library): Promise<Repertoire> {
  const problems: DeckProblem[] = [];
  const asked = order.decks.length > 0 ? null : (order.playlist ?? standPlaylist(order.folder));
  const base = asked ? dirname(asked) : order.folder;
  const playlist = asked ? await playlistIn(asked, problems) : decksOf(order);
  if (playlist) {
    if (order.langs) playlist.langs = order.langs;
    const fileOf = (deck: string, lang: Lang) => deckFile(base, deck, lang);
    await library.open(
      playlist.items.flatMap((item) => playlist.langs.map((lang) => fileOf(item.deck, lang))),
    );
    const running = run(playlist, order.mode, (item, lang) =>
      library.program(fileOf(item.deck, lang)),
    );
    if (running) return { running, problems };
  }
  const first = [...problems, ...library.problems()].find((each) => each.severity === "error");
  const deck = fallbackDeck(sayWhy(first));
  library.keep(deck);
  return { running: fallbackRunning(deck), problems };
}

/** Decks given one by one: each is one loop's part; a talk has its deck's own language, then the other's when it is there. */
function decksOf(order: Order): Playlist {
  const known = order.decks.map(langOfFile).filter((lang) => lang !== undefined);
  const [file = ""] = order.decks;
  const other = order.mode === "talk" ? pairOf(file) : null;
  if (known[0] && other) return playlistOfDecks([stemOf(file)], [known[0], other]);
  return playlistOfDecks(order.decks, [known[0] ?? "fr"]);
}

async function playlistIn(file: string, problems: DeckProblem[]): Promise<Playlist | null> {
  const refuse = (line: number, message: Record<Lang, string>) => {
    problems.push({ file, code: "playlist", severity: "error", line, column: 1, message });
    return null;
  };
  try {
    const read = readPlaylist(await readFile(file, "utf8"));
    return "items" in read ? read : refuse(read.line, read.message);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return refuse(1, {
      fr: "la liste ne peut pas être lue : vérifiez son nom et ses droits",
      en: "the playlist can't be read: check its name and its permissions",
    });
  }
}

function sayWhy(problem: DeckProblem | undefined): Record<Lang, string> {
  if (!problem) {
    return {
      fr: "La liste ne contient aucune diapositive : ajoutez-y une présentation.",
      en: "The playlist holds no slide: add a deck to it.",
    };
  }
  const where = `${basename(problem.file)}:${problem.line}`;
  return {
    fr: `${where} : ${problem.message.fr}`,
    en: `${where}: ${problem.message.en}`,
  };
}
