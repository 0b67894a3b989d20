import type { Position, Problem, Program, ProgramSlide, Slide } from "./deck.ts";
import { hash } from "./hash.ts";
import { outline, type Outline, type OutlineOptions } from "./outline.ts";
import { compileSlide } from "./slide.ts";

export interface CompiledDeck {
  program: Program;
  slides: Slide[];
  /** All problems of the deck, in the order of the file. */
  problems: Problem[];
}

/**
 * Compiles a deck. Slides whose hash the previous revision had are taken from it: after an edit only what changed is
 * compiled.
 *
 * @param deck identity of the deck: the path of its file.
 */
export function compileDeck(
  deck: string,
  source: string,
  options: OutlineOptions,
  previous?: CompiledDeck,
): CompiledDeck {
  const cut = outline(source, options, previous && outlines.get(previous));
  const known = new Map(previous?.slides.map((slide) => [slide.hash, slide]));
  const slides = cut.slides.map(({ hash: name, line }, index) => {
    const slide = known.get(name);
    return slide ? moved(slide, line) : compileSlide(cut, index);
  });
  const problems = [...cut.problems, ...slides.flatMap((slide) => slide.problems)];
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  const { title, lang, minutes } = cut;
  const revision = hash([title, lang, minutes, ...slides.map((slide) => slide.hash)].join(" "));
  const program = { deck, revision, lang, title, minutes, slides: slides.map(programSlide) };
  const compiled = { program, slides, problems };
  outlines.set(compiled, cut);
  return compiled;
}

/** The outline a deck was compiled from, for the next revision; it is no part of the deck and crosses no thread. */
const outlines = new WeakMap<CompiledDeck, Outline>();

/** The same slide further up or down in the file. */
function moved(slide: Slide, line: number): Slide {
  const by = line - slide.line;
  if (by === 0) return slide;
  const problems = slide.problems.map((found) => ({ ...found, line: found.line + by }));
  return { ...slide, line, problems };
}

function programSlide({ key, hash: name, title, steps, seconds }: Slide): ProgramSlide {
  return { key, hash: name, title, steps, seconds };
}

/**
 * The place in a new revision that shows what the old position showed: the slide with the same hash, else with the same
 * key, else the nearest that remains, in the order of the old one. The step is kept as far as the slide still has it.
 */
export function align(before: Program, after: Program, position: Position): Position {
  const slide = before.slides[position.slide];
  const index = slide ? placeOf(slide, before, after, position.slide) : position.slide;
  const last = Math.max(0, after.slides.length - 1);
  const landed = Math.min(Math.max(0, index), last);
  const same = slide !== undefined && after.slides[landed]?.key === slide.key;
  const steps = after.slides[landed]?.steps ?? 0;
  return { slide: landed, step: same ? Math.min(position.step, steps) : 0 };
}

function placeOf(slide: ProgramSlide, before: Program, after: Program, index: number): number {
  const content = nearestTo(index, after.slides, (other) => other.hash === slide.hash);
  if (content >= 0) return content;
  const key = after.slides.findIndex((other) => other.key === slide.key);
  if (key >= 0) return key;
  // The slide is gone: what came right after it, else right before it, keeps the reader's place.
  const survivors = new Map(after.slides.map((other, at) => [other.key, at]));
  for (let at = index + 1; at < before.slides.length; at++) {
    const found = survivors.get(before.slides[at]?.key ?? "");
    if (found !== undefined) return Math.max(0, found - (at - index - 1));
  }
  return index;
}

/** Index of the matching slide closest to a place; -1 without one. */
function nearestTo(
  place: number,
  slides: readonly ProgramSlide[],
  matches: (slide: ProgramSlide) => boolean,
): number {
  let best = -1;
  slides.forEach((slide, index) => {
    if (matches(slide) && (best < 0 || Math.abs(index - place) < Math.abs(best - place))) {
      best = index;
    }
  });
  return best;
}
