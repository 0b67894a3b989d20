/** Most results kept, and the longest text they are kept for, in UTF-16 units. */
const MOST = 500;
const LONGEST = 4_000;

/**
 * What is costly to make and depends on its text alone: it is made once, while a deck is written, and forgotten when
 * others have taken its place.
 */
export class Kept<T> {
  private readonly made = new Map<string, T>();

  get(text: string, make: () => T): T {
    const known = this.made.get(text);
    if (known !== undefined) return known;
    const made = make();
    if (text.length > LONGEST) return made;
    if (this.made.size >= MOST) this.made.clear();
    this.made.set(text, made);
    return made;
  }
}
