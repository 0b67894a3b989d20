import { computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Client } from "../core/contract.ts";
import type { Lang } from "../core/deck.ts";
import type { Chapter, Desk } from "../core/desk.ts";
import type { MediaState } from "../core/playback.ts";
import { sheetFor, type Sheet as Size } from "../core/look.ts";
import { paceOf, type Pace } from "../core/pace.ts";
import { planTalk, type Plan } from "../core/plan.ts";
import type { Region } from "../core/region.ts";
import { usualTaste, type Taste } from "../core/taste.ts";
import { openDrawing, type Drawing } from "./speaker-ink.ts";
import { openSheet, type Sheet } from "./speaker-sheet.ts";
import { unanswered } from "./unanswered.ts";
import { word, type Word } from "./speaker-words.ts";

/** What a speaker holds in the hand. */
export type Tool = "laser" | "pen" | "highlighter" | "eraser" | "zoom";

/** What opens over the console. */
export type Panel = "help" | "overview" | "search" | "jump" | "more" | "quit";

/** All that the console shows: what the app last said, and what is this window's own. */
export interface Console {
  client: Client;
  desk: Signal<Desk | null>;
  chapters: Signal<Chapter[]>;
  /** Milliseconds of the speaker's timer, now. */
  elapsed: ReadonlySignal<number>;
  plan: ReadonlySignal<Plan>;
  pace: ReadonlySignal<Pace>;
  /** What is open over the console. */
  open: Signal<Panel | null>;
  tool: Signal<Tool | null>;
  drawing: Drawing;
  /** The frame that draws the overview. */
  overview: Sheet;
  /** Logical size of the slide that the room sees: a standing display has slides of its own shape. */
  sheet: ReadonlySignal<Size>;
  /** The part of the slide that the room sees closer. */
  zoom: Signal<Region | null>;
  zoomTo(region: Region | null): void;
  /** What plays in the audience's window. */
  media: Signal<MediaState[]>;
  /** Digits typed so far, to be entered as a slide's number. */
  digits: Signal<string>;
  taste: Signal<Taste>;
  /** What to tell the speaker once: where something was saved, or why it was not. */
  notice: Signal<string>;
  lang: ReadonlySignal<Lang>;
  say(name: Word): string;
}

/** The overview's own origin: the stages of the console are 10 and 20. */
const OVERVIEW = 30;
/** The timer is read this often, in milliseconds: its seconds then change when they should. */
const TICK_MS = 200;

export function openConsole(client: Client): Console {
  const desk = signal<Desk | null>(null);
  const chapters = signal<Chapter[]>([]);
  const heard = signal(performance.now());
  const now = signal(performance.now());
  const taste = signal(usualTaste(navigator.language));
  const lang = computed(() => taste.value.lang);
  const elapsed = computed(() => {
    const { running, elapsedMs } = desk.value?.clock ?? { running: false, elapsedMs: 0 };
    return elapsedMs + (running ? Math.max(0, now.value - heard.value) : 0);
  });
  const plan = computed(() => {
    const timings = chapters.value.map(({ minutes }) => (minutes === null ? null : minutes * 60));
    return planTalk(desk.value?.minutes ?? null, timings);
  });
  const pace = computed(() => {
    const { slide, step, steps } = desk.value ?? { slide: 0, step: 0, steps: 0 };
    return paceOf(plan.value, { slide, step, steps }, elapsed.value);
  });
  client.on("desk", (next) => {
    const known = desk.value;
    heard.value = now.value = performance.now();
    desk.value = next;
    if (known?.revision !== next.revision || known.lang !== next.lang) void learn();
  });
  setInterval(() => (now.value = performance.now()), TICK_MS);

  async function learn(): Promise<void> {
    const found = await client.outline().catch(unanswered);
    if (found) chapters.value = found;
  }

  const sheet = computed(() => {
    const audience = desk.value?.displays.find(({ holds }) => holds === "audience");
    return sheetFor(audience ?? { width: 1280, height: 720 });
  });
  const zoom = signal<Region | null>(null);
  // What is being framed shows at once; the app has the last word.
  effect(() => {
    zoom.value = desk.value?.here.zoom ?? null;
  });
  const media = signal<MediaState[]>([]);
  client.on("media", (states) => (media.value = states));

  return {
    client,
    desk,
    chapters,
    drawing: openDrawing(client, desk),
    overview: openSheet(OVERVIEW),
    sheet,
    zoom,
    zoomTo(region) {
      zoom.value = region;
      client.move({ type: "zoom", region }).catch(unanswered);
    },
    media,
    elapsed,
    plan,
    pace,
    open: signal(null),
    tool: signal(null),
    digits: signal(""),
    taste,
    notice: signal(""),
    lang,
    say: (name) => word(name, lang.value),
  };
}
