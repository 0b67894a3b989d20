/**
 * A 64-bit fingerprint of a text as 16 hexadecimal digits. It names content in caches, so it must be fast and spread
 * well; it protects nothing, and nothing may rely on it against somebody who looks for a collision.
 */
export function hash(text: string): string {
  let a = 0x811c9dc5 ^ text.length;
  let b = 0x9e3779b9 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
    b ^= b >>> 15;
  }
  return hex(mixed(a ^ b)) + hex(mixed(Math.imul(b, 0xc2b2ae35) ^ a));
}

/** Spreads every input bit over the whole word: the last units of a text weigh as much as the first. */
function mixed(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
