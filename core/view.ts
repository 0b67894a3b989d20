import type { ClosedView } from "./closing.ts";
import type { Curtain } from "./curtain.ts";
import type { Lang, Scheme } from "./deck.ts";
import {
  cueAt,
  slideAt,
  spotAfter,
  spotBefore,
  type Mode,
  type Running,
  type Spot,
} from "./running.ts";
import type { Region } from "./region.ts";
import type { Show } from "./show.ts";

/** A slide a window should have ready: fetched by revision and index, never a whole deck. */
export interface SlideRef {
  /** Unique in the running order: the same slide comes back under another place in the next loop. */
  place: string;
  deck: string;
  revision: string;
  slide: number;
  /** Slides of the cue: with the last number of `place`, how far the thread has run. */
  of: number;
  hash: string;
  /** Of the slide in its deck: what is drawn over it is known by it. */
  key: string;
  lang: Lang;
  /** Scheme of the slide unless it has its own. */
  scheme: Scheme;
}

/** What a window shows: the slide in reading order with its neighbours, so that the next move is ready ahead. */
export interface View {
  mode: Mode;
  slides: SlideRef[];
  /** Index in `slides` of the one on stage. */
  current: number;
  step: number;
  curtain: Curtain;
  /** The part of the slide that a talk's room sees closer; null for all of it. */
  zoom: Region | null;
  /** Outside the hours: what is shown instead of the slide; null while the show is on. */
  closed: ClosedView | null;
  /** The picture moves a little each minute: a display that shows the same for weeks. */
  shift: boolean;
}

/** Neighbours each side that a window keeps ready. */
const REACH = 2;

/** What a window shows of a show. */
export function viewOf(show: Show, running: Running, closed: ClosedView | null = null): View {
  const { mode } = show;
  const before: Spot[] = [];
  const after: Spot[] = [];
  for (let spot = spotBefore(mode, show, running); spot && before.length < REACH;) {
    before.unshift(spot);
    spot = spotBefore(mode, spot, running);
  }
  for (let spot = spotAfter(mode, show, running); spot && after.length < REACH;) {
    after.push(spot);
    spot = spotAfter(mode, spot, running);
  }
  return {
    mode,
    slides: [...before, show, ...after].map((spot) => refOf(spot, running)),
    current: before.length,
    step: show.step,
    curtain: show.talk?.curtain ?? "open",
    zoom: show.talk?.zoom ?? null,
    closed,
    shift: running.shift ?? false,
  };
}

function refOf(spot: Spot, running: Running): SlideRef {
  const { deck, revision, lang, slides } = cueAt(running, spot);
  const { index, hash, key } = slideAt(running, spot);
  return {
    place: placeOf(spot),
    deck,
    revision,
    slide: index,
    of: slides.length,
    hash,
    key,
    lang,
    scheme: running.scheme ?? "light",
  };
}

/** The name a window knows a spot by. */
export function placeOf(spot: Spot): string {
  return `${spot.turn}/${spot.cue}/${spot.slide}`;
}

/** Which loop a place is in: it changes where a loop begins. */
export function turnOf(place: string): string {
  return place.split("/", 1)[0] ?? "";
}
