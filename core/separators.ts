/** A separator found in the source. */
export interface Mark {
  start: number;
  end: number;
  /** The slide after it starts below the one before it. */
  below: boolean;
}

/** What separates slides and notes in one deck. Offsets only ever grow from call to call. */
export interface Separators {
  /** The first separator that starts on the line `at` … `end`, `end` being the offset of its line break. */
  next(at: number, end: number): Mark | null;
  /** Offset of the notes' first character when the line starts them, else -1. */
  notes(source: string, at: number, end: number): number;
}

/** `---` beside, `--` or `----` below, `Note:` or `Notes:` for the notes (a French space before the colon is welcome). */
export function usualSeparators(source: string): Separators {
  return {
    next: (at, end) => dashes(source, at, end),
    notes: (text, at) => {
      const first = text.charCodeAt(at);
      if (first !== 0x4e && first !== 0x6e) return -1;
      NOTES.lastIndex = at;
      return NOTES.test(text) ? NOTES.lastIndex : -1;
    },
  };
}

const NOTES = /notes?[ \u00a0\u202f]?:/iy;

function dashes(source: string, at: number, end: number): Mark | null {
  if (source.charCodeAt(at) !== 0x2d || (at > 0 && source.charCodeAt(at - 1) !== 0x0a)) return null;
  let after = at;
  while (source.charCodeAt(after) === 0x2d) after++;
  const count = after - at;
  if (count < 2 || count > 4 || source.slice(after, end).trim() !== "") return null;
  return { start: at, end: Math.min(end + 1, source.length), below: count !== 3 };
}
