/** The candidate with the fewest letters to change; the first of them when several are as near. */
export function nearest(word: string, candidates: readonly string[]): string {
  let best = candidates[0] ?? "";
  let least = Infinity;
  for (const candidate of candidates) {
    const changes = distance(word.toLowerCase(), candidate.toLowerCase(), least);
    if (changes < least) [best, least] = [candidate, changes];
  }
  return best;
}

/** The candidate that a word is a slip of: at most so many letters to change; null when there is none, or it is one itself. */
export function slipOf(word: string, candidates: readonly string[], most: number): string | null {
  if (candidates.includes(word)) return null;
  const candidate = nearest(word, candidates);
  const changes = distance(word.toLowerCase(), candidate.toLowerCase(), most + 1);
  return changes <= most ? candidate : null;
}

/** Longest word compared letter by letter: the cost grows with the square. */
const LONGEST = 40;

/** Letters to insert, delete or replace to get from one word to the other (Levenshtein), or `limit` when as many. */
function distance(from: string, to: string, limit: number): number {
  const [a, b] = [from.slice(0, LONGEST), to.slice(0, LONGEST)];
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) >= limit) return limit;
    row = next;
  }
  return row[b.length] ?? 0;
}
