import { parseDocument, LineCounter } from "yaml";
import * as v from "valibot";
import type { Closed } from "./closing.ts";
import {
  schemes,
  type Lang,
  type Mode,
  type Program,
  type ProgramSlide,
  type Scheme,
} from "./deck.ts";
import type { Cue, Running } from "./running.ts";
import { isReel, itemKeys, NAME_ONE, pathOf } from "./item.ts";
import { expected, inOrder, openings, whenKeys, whenOf, zone, type When } from "./when.ts";

/**
 * A playlist names decks in order:
 *
 * ```yaml
 * lang: [fr, en]        # one language a loop, in turn; fr, en, or both
 * seconds: auto         # or a number for every slide
 * min: 8                # bounds of the seconds of a slide: and max
 * hours: 10:00-18:00    # when the screen plays; or { mon-fri: 9:00-18:00, sat: 10:00-17:00 }
 * scheme: dark          # light slides, or dark ones
 * closed: clock         # what it shows else: black, or a clock
 * shift: false          # the picture stays where it is, instead of moving a little each minute
 * zone: Europe/Paris    # of all hours and dates; else the computer's
 * decks:
 *   - biomedicament     # biomedicament.fr.md and biomedicament.en.md beside the playlist
 *   - deck: mtinov
 *     slides: 2-5       # a range, counted from 1
 *     seconds: 12
 *     lang: fr          # only in the French loop
 *     until: 2027-03-31 # and from, days, hours: see `When`
 *   - picture: plan.png # or plan.fr.png and plan.en.png
 *     seconds: 15
 *   - video: labo.mp4   # to its end, unless seconds or max say otherwise
 *   - folder: photos    # its pictures and films, by name
 * ```
 */
export interface Playlist {
  title: string;
  /** Light or dark slides, for decks that don't choose; null when the playlist doesn't either. */
  scheme: Scheme | null;
  /** One loop for each, in turn. */
  langs: Lang[];
  items: PlaylistItem[];
  /** When the screen plays; null for always. */
  hours: When[] | null;
  /** What it shows outside its hours. */
  closed: Closed;
  /** Whether the picture moves a little each minute. */
  shift: boolean;
  /** Time zone of hours and dates (`Europe/Paris`); null for the computer's. */
  zone: string | null;
}

export interface PlaylistItem extends Timing {
  /**
   * Path of a deck as written: with `.md` that very file, without it the pair `.fr.md` and `.en.md`; a picture or film; a
   * folder of them, with a `/` at its end when it was said to be one.
   */
  deck: string;
  /** First and last slide, counted from 1, both included. */
  range: [number, number] | null;
  /** The only loops it plays in; null for all. */
  langs: Lang[] | null;
  /** When it plays; null for always. */
  when: When | null;
}

/** Seconds a slide stays; `auto` takes those of the deck, held between `min` and `max`. */
export interface Timing {
  seconds: number | "auto";
  min: number;
  max: number;
}

/** A playlist that can't be read, as one sentence in each language. */
export interface PlaylistFault {
  line: number;
  message: Record<Lang, string>;
}

/** A slide never stays less than a second nor more than a day: K17 of the kiosk research, against a typing slip. */
const SHORTEST_SECONDS = 1;
const LONGEST_SECONDS = 86_400;
/** 8 s is the least a passer-by needs to find, read and leave a slide; 2 minutes is the most a loop may seem frozen. */
const DEFAULT_TIMING: Timing = { seconds: "auto", min: 8, max: 120 };

const ALWAYS = { hours: null, closed: "black", shift: true, zone: null } as const;

const lang = v.picklist(["fr", "en"]);
const langs = v.union([
  v.pipe(
    lang,
    v.transform((one) => [one]),
  ),
  v.pipe(v.array(lang), v.minLength(1)),
]);
const secondsOf = v.pipe(v.number(), v.minValue(SHORTEST_SECONDS), v.maxValue(LONGEST_SECONDS));
const timing = {
  seconds: v.optional(v.union([v.literal("auto"), secondsOf])),
  min: v.optional(secondsOf),
  max: v.optional(secondsOf),
};
const range = v.pipe(
  v.union([v.number(), v.string()]),
  v.transform(String),
  v.regex(/^\s*[1-9]\d{0,5}\s*(-\s*[1-9]\d{0,5}\s*)?$/),
  v.transform((text): [number, number] => {
    const [first = 1, last = first] = text.split("-").map(Number);
    return [first, last];
  }),
  v.check(([first, last]) => first <= last),
);
const detailed = v.pipe(
  v.strictObject({
    ...itemKeys,
    slides: v.optional(range),
    lang: v.optional(langs),
    ...whenKeys,
    ...timing,
  }),
  v.check(({ from, until }) => inOrder(from, until), "dates"),
  v.check((given) => pathOf(given) !== null, "what"),
);
const named = v.pipe(
  v.string(),
  v.minLength(1),
  v.transform((deck): v.InferOutput<typeof detailed> => ({ deck })),
);
// Not a union: its refusal would name the item, and not the key in it that is wrong.
const item = v.lazy((input) => (typeof input === "string" ? named : detailed));
const schema = v.strictObject({
  title: v.optional(v.string(), ""),
  scheme: v.optional(v.picklist(schemes)),
  lang: v.optional(langs, ["fr"]),
  hours: v.optional(openings),
  closed: v.optional(v.picklist(["black", "clock"]), "black"),
  shift: v.optional(v.boolean(), true),
  zone: v.optional(zone),
  decks: v.pipe(v.array(item), v.minLength(1)),
  ...timing,
});

/** Reads a playlist. Bad input is refused whole: the fault names the line and what was expected there. */
export function readPlaylist(source: string): Playlist | PlaylistFault {
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter, logLevel: "silent" });
  const syntax = document.errors[0];
  if (syntax) {
    return fault(counter.linePos(syntax.pos[0]).line, {
      fr: "ce n’est pas du YAML lisible : vérifiez les retraits et les deux-points",
      en: "this is not readable YAML: check the indentation and the colons",
    });
  }
  // Aliases multiply: a playlist has no use for more than a few.
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 16 });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return fault(1, {
      fr: "trop d’alias YAML : écrivez les présentations une à une",
      en: "too many YAML aliases: write the decks one by one",
    });
  }
  const read = v.safeParse(schema, data, { abortEarly: true });
  if (read.success) return playlistOf(read.output);
  const [issue] = read.issues;
  const path = (issue.path ?? []).map((step) => step.key);
  const say = expected[issue.message] ?? (issue.message === "what" ? NAME_ONE : MODEL);
  return fault(lineOf(document, path, counter), {
    fr: `${sayPath(path, "la liste")} ${say.fr}`,
    en: `${sayPath(path, "the playlist")} ${say.en}`,
  });
}

const MODEL: Record<Lang, string> = {
  fr: "n’a pas la forme attendue : voyez le modèle stand.playlist.yaml",
  en: "is not what a playlist holds: see stand.playlist.yaml for the form",
};

/** A playlist of whole decks, each with its own seconds. */
export function playlistOfDecks(decks: string[], langsOfLoop: Lang[]): Playlist {
  return {
    title: "",
    scheme: null,
    langs: langsOfLoop,
    items: decks.map((deck) => ({
      deck,
      range: null,
      langs: null,
      when: null,
      ...timingFor(deck, DEFAULT_TIMING),
    })),
    ...ALWAYS,
  };
}

/**
 * The running order of a playlist in a mode, without the slides that are for the other mode. `programs(item, lang)` gives the compiled deck of an item in a language, or null
 * when there is none that can be played: it is left out, and a loop left empty too.
 *
 * @returns null when nothing is left to play.
 */
export function run(
  playlist: Playlist,
  mode: Mode,
  programs: (item: PlaylistItem, lang: Lang) => Program | null,
): Running | null {
  const loops = playlist.langs.map((loopLang) =>
    playlist.items.flatMap((each): Cue[] => {
      if (each.langs && !each.langs.includes(loopLang)) return [];
      const program = programs(each, loopLang);
      return program ? cueOf(each, program, mode) : [];
    }),
  );
  const filled = loops.filter((loop) => loop.length > 0);
  const { scheme, shift } = playlist;
  return filled.length > 0 ? { loops: filled, shift, ...(scheme && { scheme }) } : null;
}

function cueOf(each: PlaylistItem, program: Program, mode: Mode): Cue[] {
  const [first, last] = each.range ?? [1, Infinity];
  const slides = program.slides
    // Counted in the whole deck: some of its slides may not be fit to be played.
    .filter(({ index }) => index >= first - 1 && index < last)
    .filter(({ only }) => only === null || only === mode)
    .map((slide): ProgramSlide => ({ ...slide, seconds: secondsFor(each, slide) }));
  const { deck, revision, lang: deckLang } = program;
  return slides.length > 0 ? [{ deck, revision, lang: deckLang, slides }] : [];
}

function secondsFor(each: Timing, slide: ProgramSlide): number {
  if (each.seconds !== "auto") return each.seconds;
  return Math.min(Math.max(slide.seconds, each.min), each.max);
}

function playlistOf(data: v.InferOutput<typeof schema>): Playlist {
  const common = timingOf(data, DEFAULT_TIMING);
  return {
    title: data.title,
    scheme: data.scheme ?? null,
    langs: data.lang,
    hours: data.hours ?? null,
    closed: data.closed,
    shift: data.shift,
    zone: data.zone ?? null,
    items: data.decks.map((each) => {
      const deck = pathOf(each) ?? "";
      return {
        deck,
        range: each.slides ?? null,
        langs: each.lang ?? null,
        when: whenOf(each),
        ...timingOf(each, timingFor(deck, common)),
      };
    }),
  };
}

/** A film is not to be cut because the slides around it are short. */
function timingFor(deck: string, common: Timing): Timing {
  return isReel(deck) ? { ...common, max: LONGEST_SECONDS } : common;
}

function timingOf(given: object, otherwise: Timing): Timing {
  const { seconds, min, max } = given as { [K in keyof Timing]?: Timing[K] | undefined };
  const least = min ?? otherwise.min;
  return {
    seconds: seconds ?? otherwise.seconds,
    min: least,
    max: Math.max(max ?? otherwise.max, least),
  };
}

function fault(line: number, message: Record<Lang, string>): PlaylistFault {
  return { line, message };
}

function sayPath(path: unknown[], whole: string): string {
  return path.length > 0 ? `"${path.join(".")}"` : whole;
}

function lineOf(
  document: ReturnType<typeof parseDocument>,
  path: unknown[],
  counter: LineCounter,
): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (node && typeof node === "object" && "range" in node && Array.isArray(node.range)) {
      return counter.linePos(Number(node.range[0])).line;
    }
  }
  return 1;
}
