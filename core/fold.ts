/** A text without accents, capitals or the differences between its spaces and apostrophes. */
export interface Folded {
  text: string;
  /** For each unit of `text`, the offset it comes from in the original. */
  from: number[];
}

/** Letters that are two for whoever types them. */
const LIGATURES: Record<string, string> = { œ: "oe", æ: "ae", ß: "ss", ﬁ: "fi", ﬂ: "fl" };

/** Folds a text so that `Cœur d’École` is found by `coeur d'ecole`; runs of what is no letter or digit are one space. */
export function fold(text: string): Folded {
  let folded = "";
  const from: number[] = [];
  let offset = 0;
  for (const character of text) {
    for (const unit of plain(character)) {
      // One space between words, none at the beginning.
      if (unit === " " && (folded === "" || folded.endsWith(" "))) continue;
      folded += unit;
      for (let each = 0; each < unit.length; each++) from.push(offset);
    }
    offset += character.length;
  }
  return { text: folded.trimEnd(), from: from.slice(0, folded.trimEnd().length) };
}

function plain(character: string): string {
  // Nearly every character of a deck is one of these.
  if (/^[a-z0-9 ]$/.test(character)) return character;
  const letters = character
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  if (letters === "") return "";
  const known = LIGATURES[letters] ?? letters;
  return /^[\p{L}\p{N}]+$/u.test(known) ? known : " ";
}
