/** Longest key, in UTF-16 units: it is part of addresses and element ids. */
const LONGEST = 64;

/** A heading as a key: lower case, without accents, words joined by hyphens. Empty when nothing is left. */
export function slug(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-/, "")
    .slice(0, LONGEST)
    .replace(/-$/, "");
}

/** Hands out keys so that no two slides of a deck share one: `motif`, `motif-2`, `motif-3`. */
export class Keys {
  private readonly taken = new Map<string, number>();
  private readonly lines = new Map<string, number>();

  /** The key itself when it is free, else the key with the first number that makes it so. */
  take(key: string, line: number): string {
    let unique = key;
    let number = this.taken.get(key) ?? 1;
    while (this.lines.has(unique)) unique = `${key}-${++number}`;
    this.taken.set(key, number);
    this.lines.set(unique, line);
    return unique;
  }

  /** Line of the slide that has this key already. */
  holder(key: string): number | undefined {
    return this.lines.get(key);
  }
}
