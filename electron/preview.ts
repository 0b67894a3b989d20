import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Lang } from "../core/deck.ts";
import { readPlaylist, type Playlist, type PlaylistItem } from "../core/playlist.ts";
import {
  changesAfter,
  readMoment,
  scheduleAt,
  type LocalMoment,
  type Scheduled,
  type WallTime,
} from "../core/schedule.ts";
import { deckFile } from "./deck-file.ts";
import { sayProblem } from "./say-problem.ts";
import { BUILT } from "./version.ts";

/** What a playlist plays at a moment and what changes next, for the person who writes it. */
export interface Preview {
  /** Exit code: 0 fine, 1 a playlist that can't be read, 2 a moment that can't be. */
  code: number;
  lines: string[];
}

/** Changes that are announced: a week of a booth that opens and closes once a day. */
const ANNOUNCED = 14;

const WORDS = {
  fr: {
    open: "ouvert",
    black: "fermé, écran noir",
    clock: "fermé, horloge",
    nothing: "rien de prévu : une diapositive calme",
    missing: "introuvable",
    next: "Ensuite :",
    never: "Rien ne change ensuite.",
    skipped: "cette heure n’existe pas ce jour-là, la suivante est prise",
    twice: "cette heure vient deux fois, la première est prise",
    wrong: "l’horloge est fausse : ni heures ni dates",
    moment: "--at attend un moment comme 2027-03-28T02:30.",
  },
  en: {
    open: "open",
    black: "closed, black screen",
    clock: "closed, clock",
    nothing: "nothing is due: a calm slide",
    missing: "not there",
    next: "Next:",
    never: "Nothing changes after that.",
    skipped: "this time does not exist on that day, the next one is taken",
    twice: "this time comes twice, the first one is taken",
    wrong: "the clock is wrong: no hours and no dates",
    moment: "--at takes a moment such as 2027-03-28T02:30.",
  },
} as const satisfies Record<Lang, Record<string, string>>;

const COLON: Record<Lang, string> = { fr: " : ", en: ": " };

/** @param file absolute path of the playlist @param at as written; null for `now` */
export async function preview(
  file: string,
  at: string | null,
  now: WallTime,
  lang: Lang,
): Promise<Preview> {
  const playlist = readPlaylist(await readFile(file, "utf8"));
  if (!("items" in playlist)) {
    const { line, message } = playlist;
    const problem = {
      file,
      code: "playlist",
      severity: "error",
      line,
      column: 1,
      message,
    } as const;
    return { code: 1, lines: [sayProblem(problem, lang)] };
  }
  const zone = playlist.zone ?? now.zone;
  const moment = at === null ? { wall: now.wall, odd: null } : readMoment(at, zone);
  if (!moment) return { code: 2, lines: [WORDS[lang].moment] };
  return { code: 0, lines: linesOf(playlist, moment, zone, dirname(file), lang) };
}

function linesOf(
  playlist: Playlist,
  { wall, odd }: LocalMoment,
  zone: string,
  folder: string,
  lang: Lang,
): string[] {
  const words = WORDS[lang];
  const scheduled = scheduleAt(playlist, { wall, zone }, BUILT);
  const changes = changesAfter(playlist, { wall, zone }, BUILT, ANNOUNCED);
  const remark = odd ? ` (${words[odd]})` : "";
  return [
    `${sayMoment(wall, zone, lang)} ${zone}${remark}${COLON[lang]}${sayState(scheduled, lang)}`,
    ...(scheduled.closed
      ? []
      : scheduled.items.map((item) => `  ${sayItem(item, playlist, folder, lang)}`)),
    "",
    ...(changes.length > 0 ? [words.next] : [words.never]),
    ...changes.map(
      (each) =>
        `  ${sayMoment(each.at, zone, lang)}  ${sayState(each.scheduled, lang)}${sayItems(each.scheduled, lang)}`,
    ),
  ];
}

function sayState({ closed, items, plausible }: Scheduled, lang: Lang): string {
  const words = WORDS[lang];
  if (!plausible) return words.wrong;
  if (closed) return words[closed];
  return items.length > 0 ? words.open : words.nothing;
}

function sayItems({ closed, items }: Scheduled, lang: Lang): string {
  return closed || items.length === 0
    ? ""
    : `${COLON[lang]}${items.map(({ deck }) => deck).join(", ")}`;
}

function sayItem({ deck }: PlaylistItem, { langs }: Playlist, folder: string, lang: Lang): string {
  const found = langs.some((each) => existsSync(deckFile(folder, deck, each)));
  return found ? deck : `${deck} (${WORDS[lang].missing})`;
}

function sayMoment(wall: number, zone: string, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === "fr" ? "fr-FR" : "en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).format(wall);
}
