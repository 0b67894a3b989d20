import type { Lang } from "./deck.ts";

/**
 * Words a minute in silent reading (Trauzettel-Klosinski & Dietz, 2012, the IReST study), and the share of it that
 * somebody standing in front of a booth keeps.
 */
const READING: Readonly<Record<Lang, number>> = { fr: 195, en: 228 };
const STANDING = 0.7;
/** Seconds for the eye to find what a step has just shown. */
const STEP = 1;
/** Seconds to look at a picture, and to see what a film or a sound is about. */
const PICTURE = 2;
const FILM = 10;
/** No slide leaves before a passer-by has noticed it. */
const SHORTEST = 8;

export interface Measured {
  words: number;
  steps: number;
  pictures: number;
  films: number;
}

/** Seconds a slide needs in a loop, rounded up; the playlist may clamp it. */
export function readingSeconds(slide: Measured, lang: Lang): number {
  const reading = (slide.words / (READING[lang] * STANDING)) * 60;
  const looking = slide.steps * STEP + slide.pictures * PICTURE + slide.films * FILM;
  return Math.max(SHORTEST, Math.ceil(reading + looking));
}

/** Words of a text: runs between spaces that hold a letter or a digit. */
export function countWords(text: string): number {
  let count = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isSpace(unit)) inside = false;
    else if (!inside && isWordly(unit)) {
      inside = true;
      count++;
    }
  }
  return count;
}

function isSpace(unit: number): boolean {
  return unit <= 0x20 || unit === 0xa0 || unit === 0x202f || (unit >= 0x2000 && unit <= 0x200b);
}

/** A letter or a digit, in whatever script; punctuation of the general block is none. */
function isWordly(unit: number): boolean {
  if (unit < 0x80) {
    const lower = unit | 0x20;
    return (lower >= 0x61 && lower <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
  }
  return unit >= 0xc0 && (unit < 0x2010 || unit > 0x206f) && unit !== 0xd7 && unit !== 0xf7;
}
