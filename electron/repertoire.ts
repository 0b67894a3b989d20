import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { Lang } from "../core/deck.ts";
import { fallbackDeck, fallbackRunning } from "../core/fallback.ts";
import {
  playlistOfDecks,
  readPlaylist,
  run,
  type Playlist,
  type PlaylistItem,
} from "../core/playlist.ts";
import type { Running } from "../core/running.ts";
import { opensAt, scheduleAt, type Scheduled, type WallTime } from "../core/schedule.ts";
import { deckFile, langOfFile, pairOf, stemOf } from "./deck-file.ts";
import { standPlaylist, type DeckProblem, type Library } from "./library.ts";
import { isUnattended, type Order } from "./order.ts";
import { isSystemError } from "./storage.ts";
import { BUILT } from "./version.ts";

/** What an order plays, compiled: its decks, and when each of them is due. */
export interface Repertoire {
  /** What is to be played at a moment; the fallback when nothing of it can be. */
  at(now: WallTime): Programme;
  /** Faults of the playlist itself; those of the decks are the library's. */
  problems: DeckProblem[];
  /** What the playlist says, or what stands for it when decks were given; null when it can't be read. */
  playlist: Playlist | null;
  /** Files of all the decks that it names, in each of its languages. */
  decks: readonly string[];
}

/** The playlist that an order plays; null when it names its decks. */
export function playlistFile(order: Order): string | null {
  return order.decks.length > 0 ? null : (order.playlist ?? standPlaylist(order.folder));
}

export interface Programme {
  running: Running;
  /** What the playlist says of that moment; null without a playlist that can be read. */
  scheduled: Scheduled | null;
  /** When a closed show opens again, in milliseconds of the epoch; null when that is not known. */
  opens: number | null;
  /** Time zone of the hours. */
  zone: string;
}

/** Reads the playlist and compiles its decks. Never fails: a screen must show something. */
export async function prepare(
  order: Order,
  library: Library,
  built: number = BUILT,
): Promise<Repertoire> {
  const problems: DeckProblem[] = [];
  const asked = playlistFile(order);
  const base = asked ? dirname(asked) : order.folder;
  const playlist = asked ? await playlistIn(asked, problems) : decksOf(order);
  if (playlist && order.langs) playlist.langs = order.langs;
  if (playlist && order.scheme) playlist.scheme = order.scheme;
  // Somebody's window stays where it is.
  const shift = isUnattended(order) && playlist?.shift !== false;
  const fileOf = (deck: string, lang: Lang) => deckFile(base, deck, lang);
  const decks = (playlist?.items ?? []).flatMap((item) =>
    (playlist?.langs ?? []).map((lang) => fileOf(item.deck, lang)),
  );
  await library.open(decks);
  const runOf = (items: PlaylistItem[]) =>
    playlist &&
    run({ ...playlist, items, shift }, order.mode, (item, lang) =>
      library.program(fileOf(item.deck, lang)),
    );

  const fallback = (scheduled: Scheduled | null) => {
    const first = [...problems, ...library.problems()].find((each) => each.severity === "error");
    const deck = fallbackDeck(scheduled?.items.length === 0 ? NOTHING_DUE : sayWhy(first));
    library.keep(deck);
    return { ...fallbackRunning(deck), shift };
  };
  return {
    problems,
    playlist,
    decks,
    at(now) {
      const scheduled = playlist && scheduleAt(playlist, now, built);
      const running = (scheduled && runOf(scheduled.items)) ?? fallback(scheduled);
      const opens = playlist && scheduled?.closed ? opensAt(playlist, now) : null;
      return { running, scheduled, opens, zone: playlist?.zone ?? now.zone };
    },
  };
}

const NOTHING_DUE: Record<Lang, string> = {
  fr: "La liste ne prévoit rien à cette heure.",
  en: "The playlist has nothing for this hour.",
};

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
