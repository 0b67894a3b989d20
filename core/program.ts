import type { Problem, Program, ProgramSlide, Slide } from "./deck.ts";
import { hash } from "./hash.ts";
import { outline, type Outline, type OutlineOptions, type OutlineSlide } from "./outline.ts";
import { compileSlide } from "./slide.ts";

export interface CompiledDeck {
  program: Program;
  slides: Slide[];
  /** All problems of the deck, in the order of its file, then of those it includes. */
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
  problems.sort(byPlace);
  const { title, lang, minutes } = cut;
  const program = {
    deck,
    revision: revisionOf(cut),
    lang,
    title,
    minutes,
    slides: slides.map((slide, index) => programSlide(slide, index, cut.slides[index])),
  };
  const compiled = { program, slides, problems };
  outlines.set(compiled, cut);
  return compiled;
}

/** The deck's own first, then file by file. */
function byPlace(one: Problem, other: Problem): number {
  const files = (one.file ?? "") < (other.file ?? "") ? -1 : 1;
  return one.file !== other.file ? files : one.line - other.line || one.column - other.column;
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

function revisionOf({ title, lang, minutes, slides }: Outline): string {
  const names = slides.map(({ hash: name, only }) => (only ? `${name} ${only}` : name));
  return hash([title, lang, minutes, ...names].join(" "));
}

function programSlide(slide: Slide, index: number, cut: OutlineSlide | undefined): ProgramSlide {
  const { key, hash: name, title, steps, seconds } = slide;
  const { content = name, only = null } = cut ?? {};
  return { index, key, hash: name, content, title, only, steps, seconds };
}
