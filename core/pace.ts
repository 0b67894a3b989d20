import type { Lang } from "./deck.ts";
import { sayDuration } from "./duration.ts";
import { placeAt, type Plan } from "./plan.ts";

/** Where the speaker is, in reading order. */
export interface Reached {
  slide: number;
  step: number;
  /** Steps of that slide. */
  steps: number;
}

/** How a talk goes, for the eye: `level` is its colour and its sign, never the colour alone. */
export type PaceLevel = "none" | "ahead" | "on" | "behind" | "late" | "over";

export interface Pace {
  level: PaceLevel;
  /** Milliseconds behind the plan; negative when ahead, 0 on time and without a plan. */
  behind: number;
  /** Milliseconds left of the whole talk; negative once it is over, null without a plan. */
  remaining: number | null;
  /** Where the speaker is and where the plan would be, counted in slides. */
  here: number;
  due: number | null;
}

/** Under this many milliseconds nobody is early or late. */
const SLACK = 15_000;
/** What is no longer made good by speaking faster: this share of the talk, and never under a minute. */
const LATE_SHARE = 0.1;
const LATE_LEAST = 60_000;

/**
 * How a talk goes. A step has its part of the slide's time, and within that part the speaker is on time: the sentence
 * stands still while all is well.
 *
 * @param elapsed milliseconds of the speaker's timer.
 */
export function paceOf(plan: Plan, at: Reached, elapsed: number): Pace {
  const here = at.slide + at.step / (at.steps + 1);
  if (plan.total === null) return { level: "none", behind: 0, remaining: null, here, due: null };
  const behind = driftOf(plan, at, elapsed);
  const remaining = plan.total - elapsed;
  return {
    level: levelOf(behind, remaining, plan.total),
    behind,
    remaining,
    here,
    due: placeAt(plan, elapsed),
  };
}

function driftOf({ starts }: Plan, { slide, step, steps }: Reached, elapsed: number): number {
  const start = starts[slide] ?? 0;
  const part = ((starts[slide + 1] ?? start) - start) / (steps + 1);
  const [from, to] = [start + part * step, start + part * (step + 1)];
  if (elapsed < from) return elapsed - from;
  return Math.max(0, elapsed - to);
}

function levelOf(behind: number, remaining: number, total: number): PaceLevel {
  if (remaining < 0) return "over";
  if (behind <= -SLACK) return "ahead";
  if (behind < SLACK) return "on";
  return behind < Math.max(LATE_LEAST, total * LATE_SHARE) ? "behind" : "late";
}

/** What to tell the speaker: the fact, then what to do about it. */
export interface PaceWords {
  fact: string;
  advice: string;
}

const advice: Record<PaceLevel, Record<Lang, string>> = {
  none: { fr: "Durée non prévue", en: "No time planned" },
  ahead: { fr: "Prenez votre temps", en: "Take your time" },
  on: { fr: "Gardez ce rythme", en: "Keep this pace" },
  behind: { fr: "Accélérez un peu", en: "Speed up a little" },
  late: { fr: "Allez à l’essentiel", en: "Go to the essential" },
  over: { fr: "Concluez", en: "Conclude" },
};

export function sayPace(pace: Pace, lang: Lang): PaceWords {
  return { fact: factOf(pace, lang), advice: advice[pace.level][lang] };
}

function factOf({ level, behind, remaining }: Pace, lang: Lang): string {
  const french = lang === "fr";
  switch (level) {
    case "none":
      return french ? "Rythme libre" : "Free pace";
    case "on":
      return french ? "Dans les temps" : "On time";
    case "over": {
      const past = sayDuration(-(remaining ?? 0), lang);
      return french ? `Dépassé de ${past}` : `${past} over`;
    }
    case "ahead": {
      const early = sayDuration(-behind, lang);
      return french ? `${early} d’avance` : `${early} ahead`;
    }
    case "behind":
    case "late": {
      const late = sayDuration(behind, lang);
      return french ? `${late} de retard` : `${late} behind`;
    }
  }
}
