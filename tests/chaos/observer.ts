import type { Frame, VirtualDisplay } from "../e2e/virtual-display.ts";
import { GROUNDS, SECONDS } from "./deck.ts";

/**
 * Watches a virtual display for as long as it runs, and knows nothing of the app: only what each slide looks like when
 * all is well, how long it stays, and that something on it moves.
 */
export interface Observer {
  /** Resolves once every slide has been seen in peace. */
  learnt(withinMs: number): Promise<void>;
  /** The slide in sight, counted from 0; null when what is in sight is no slide. */
  slide(): number | null;
  /** Resolves when the display has been right for `forMs`, counted from now at the earliest. */
  well(forMs: number, withinMs: number): Promise<void>;
  /** Resolves at the next slide that comes on. */
  change(withinMs: number): Promise<void>;
  /** What was wrong on the display since a moment. */
  since(moment: number): Seen;
  close(): void;
}

export interface Seen {
  /** The last moment something was wrong; null when nothing was. */
  lastBad: number | null;
  /** Milliseconds without any slide: black, grey, empty or half-drawn. */
  blankMs: number;
  /** What the display showed each time it was wrong. */
  pictures: Frame[];
  /** What was wrong, one thing after the other, with the milliseconds after that moment: for whoever reads the failure. */
  story: string;
  /** Slides seen, in order; a slide seen twice in a row counts once. */
  slides: number[];
}

interface Look {
  at: number;
  slide: number | null;
  /** No slide, and no change from one to the next either: black, grey, empty. */
  blank: boolean;
  why: string | null;
}

/** How often the display is looked at. */
const EVERY_MS = 50;
/** Every so many pixels one is read: prime to the width, so that all columns are. */
const STRIDE = 97;
/** What moves ten times a second and has not for so long stands still. */
const STILL_MS = 450;
/** A slide may stay this much longer than it should on a busy machine. */
const LATE_MS = 700;
/** Of what was wrong, the last pictures are kept. */
const MOST_PICTURES = 4;
/** Looks that are judged anew each time: longer than anything is waited for. */
const RECENT = 1_200;
/** A picture that is half-drawn for less than this is a change of slides. */
const GLIMPSE_MS = 160;
/** One slide fades into the next for half a second, and takes longer on a busy machine. */
const FADING_MS = 900;
const FADING = "half-drawn";
/** Looks after which a slide stands still. */
const SETTLING = 10;
/** Pixels that may differ from the slide's own picture, as a share: text is not always smoothed alike. */
const TOLERANCE = 0.01;

export function observe(display: VirtualDisplay): Observer {
  const models = GROUNDS.map(() => new Model());
  const looks: Look[] = [];
  const pictures: { at: number; frame: Frame }[] = [];
  let last: Uint32Array | null = null;
  let moved = performance.now();
  let changed = performance.now();
  let current: number | null = null;
  let learning = true;
  let wrongSince: number | null = null;

  const look = () => {
    const at = performance.now();
    const frame = display.frame();
    const now = sampled(frame);
    const slide = learning ? groundOf(now) : match(now);
    if (learning && slide !== null) models[slide]?.learn(now, last);
    if (slide !== null && (last === null || models[slide]?.moved(now, last))) moved = at;
    if (slide !== null && slide !== current) {
      if (current !== null) models[current]?.settle();
      current = slide;
      changed = at;
      moved = at;
    }
    last = now;
    const blank = groundOf(now) === null;
    const why = blank
      ? "no slide in sight"
      : at - changed > SECONDS * 1000 + LATE_MS
        ? "the next slide is late"
        : slide === null
          ? FADING
          : at - moved > STILL_MS
            ? "nothing moves"
            : null;
    wrongSince = why ? (wrongSince ?? at) : null;
    // The picture of what was wrong, once it is wrong for longer than a change of slides.
    if (wrongSince !== null && at - wrongSince > GLIMPSE_MS && pictures.at(-1)?.at !== wrongSince) {
      pictures.push({ at: wrongSince, frame });
      if (pictures.length > MOST_PICTURES) pictures.shift();
    }
    looks.push({ at, slide, blank, why });
    if (looks.length > 20_000) looks.splice(0, 10_000);
  };
  const match = (now: Uint32Array): number | null => {
    const slide = groundOf(now);
    return slide !== null && models[slide]?.isLike(now) ? slide : null;
  };
  const timer = setInterval(look, EVERY_MS);

  async function until<T>(holds: () => T | null, withinMs: number, what: string): Promise<T> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const found = holds();
      if (found !== null) return found;
      if (performance.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }

  return {
    async learnt(withinMs) {
      await until(() => (models.every((each) => each.known()) ? true : null), withinMs, "a loop");
      learning = false;
    },
    slide: () => looks.at(-1)?.slide ?? null,
    async well(forMs, withinMs) {
      const began = performance.now();
      const holds = () => {
        const since = Math.max(badRuns(looks.slice(-RECENT)).at(-1)?.to ?? 0, began);
        return performance.now() - since >= forMs && looks.at(-1)?.why === null ? true : null;
      };
      await until(holds, withinMs, "the display is right again");
    },
    async change(withinMs) {
      const before = changed;
      await until(() => (changed === before ? null : true), withinMs, "the next slide");
    },
    since(moment) {
      const all = looks.filter(({ at }) => at >= moment);
      const bad = badRuns(all);
      const slides = all.flatMap(({ slide }) => (slide === null ? [] : [slide]));
      return {
        lastBad: bad.at(-1)?.to ?? null,
        blankMs: bad.reduce((sum, { blankMs }) => sum + blankMs, 0),
        pictures: pictures.filter(({ at }) => at >= moment).map(({ frame }) => frame),
        story: bad
          .map(
            ({ from, to, why }) => `${Math.round(from - moment)}–${Math.round(to - moment)} ${why}`,
          )
          .join("; "),
        slides: slides.filter((each, index) => each !== slides[index - 1]),
      };
    },
    close: () => clearInterval(timer),
  };
}

interface Run {
  from: number;
  to: number;
  blankMs: number;
  why: string;
}

/** Stretches during which something was wrong, but for glimpses. */
function badRuns(looks: Look[]): Run[] {
  const runs: Run[] = [];
  let open = false;
  for (const [index, { at, blank, why }] of looks.entries()) {
    const until = looks[index + 1]?.at ?? at;
    const blankMs = blank ? until - at : 0;
    const run = open ? runs.at(-1) : undefined;
    if (why === null) open = false;
    else if (run) {
      run.to = until;
      run.blankMs += blankMs;
      if (run.why === FADING) run.why = why;
    } else {
      runs.push({ from: at, to: until, blankMs, why });
      open = true;
    }
  }
  return runs.filter(({ from, to, why }) => to - from > (why === FADING ? FADING_MS : GLIMPSE_MS));
}

/** What a slide looks like, learnt while all is well: pixels that stay, and those that move. */
class Model {
  private still: Uint32Array | null = null;
  private readonly moving = new Set<number>();
  private visit: Uint32Array[] = [];

  learn(now: Uint32Array, before: Uint32Array | null): void {
    if (this.still || before === null) return;
    this.visit.push(now);
  }

  /** The slide has gone: what was seen of it is what it looks like, but for its beginning, when it was coming on. */
  settle(): void {
    const seen = this.visit.slice(SETTLING);
    this.visit = [];
    const [first, ...others] = seen;
    if (this.still || !first || seen.length < SETTLING) return;
    for (const other of others)
      for (let index = 0; index < first.length; index += 1)
        if (first[index] !== other[index]) this.moving.add(index);
    this.still = first;
  }

  known(): boolean {
    return this.still !== null && this.moving.size > 0;
  }

  isLike(now: Uint32Array): boolean {
    const { still } = this;
    if (!still) return false;
    let differing = 0;
    for (let index = 0; index < now.length; index += 1)
      if (now[index] !== still[index] && !this.moving.has(index)) differing += 1;
    return differing < now.length * TOLERANCE;
  }

  moved(now: Uint32Array, before: Uint32Array): boolean {
    for (const index of this.moving) if (now[index] !== before[index]) return true;
    return false;
  }
}

function sampled({ pixels }: Frame): Uint32Array {
  const all = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
  const some = new Uint32Array(Math.floor(all.length / STRIDE));
  for (let index = 0; index < some.length; index += 1)
    some[index] = (all[index * STRIDE] ?? 0) & 0xffffff;
  return some;
}

/** The slide whose ground covers most of the display; null when none does. */
function groundOf(now: Uint32Array): number | null {
  const counts = GROUNDS.map(() => 0);
  for (const pixel of now) {
    const slide = colours.indexOf(pixel);
    if (slide >= 0) counts[slide] = (counts[slide] ?? 0) + 1;
  }
  const slide = counts.findIndex((count) => count > now.length / 2);
  return slide >= 0 ? slide : null;
}

const colours = GROUNDS.map((ground) => Number.parseInt(ground.slice(1), 16));
