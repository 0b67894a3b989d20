/** The words of a slide's HTML, to search in: without tags, drawings' styles and the source of formulas. */
export function plainText(html: string): string {
  return html
    .replace(/<(style|script|annotation)\b[^>]*>[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
      decimal || hex ? character(Number(decimal ?? `0x${hex}`)) : (NAMED[String(name)] ?? whole),
    )
    .replace(/\s+/g, " ")
    .trim();
}

const NAMED: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: " ",
  apos: "'",
};

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : " ";
}
