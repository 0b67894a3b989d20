import type { Setter } from "./setter.ts";

/**
 * French typography, after the rules of the Imprimerie nationale. A space that the author typed becomes one that does
 * not break, and nothing else moves: no space is ever added, and what is already typed well stays.
 */
const NARROW = "\u202f";
const NO_BREAK = "\u00a0";

/** A text without any of these has nothing to set. */
const ANY = / [;:!?»]|«|'|\d|[.§] [IVXA-Z]|(?:M(?:mes?|lles?|gr|e)|[DP]rs?|tome) |[IVX](?:e|re)/;

const UNITS = [
  "%|‰|€|\\$|£|°C|°F|°|[kMG]€|Md€|millions?|milliards?|millièmes?",
  "[kcmdµμn]?m[²³23]?|[kmµμnp]?g|[cmdµμnhk]?[Ll]|ha|[kmµμn]?mol|[kM]?Da|[mµμn]?M|UI|UFC|[kMG]?bp|pb",
  "[mµμn]?s|min|h|[kMGTm]?(?:W|V|A|Hz|Pa|J|eV|Wh|o|bar)|[MG]?bit|dB|ppm|K|N|Ω|tours?/min",
].join("|");
/** Spaces inside a number with its unit, or in a unit made of two: `10 h 30 min`, `3 mg/kg`. */
const UNIT = new RegExp(` (?<=\\d )(?=(?:${UNITS})(?:/|·|(?![\\p{L}\\d])))`, "gu");
const HOURS = / (?<=\d[ \u00a0\u202f]?h )(?=[0-5]?\d(?!\d))/g;
/** Groups of three digits; a number that begins with 0 is a code. */
const THOUSANDS = /(?<![\d,.\u00a0\u202f]|\d )[1-9]\d{0,2}(?: \d{3})+(?![\d])/g;
const NUMBERED =
  /(?<![\p{L}\d])(n[°º]s?|N[°º]s?|p\.|pp\.|fig\.|Fig\.|art\.|chap\.|vol\.|tome|§) (?=[\dIVXA-Z])/gu;
const PERSON = /(?<![\p{L}\d])(MM?\.|M(?:me|lle)s?|Mgr|Drs?|Drs?e|Prs?|Pr\.|Dr\.|Me) (?=\p{Lu})/gu;
const ERA = / (?<=(?<!\p{L})(?:av|ap)\. )(?=J\.)/gu;
const CENTURY =
  / (?<=(?<![\p{L}\d])[IVXivx\d]{1,6}er? )(?=siècle|millénaire|République|arr\.|s\.)/gu;

const HIGH = / (?:(?=[;!?]+(?:[\s»”’")\]…\ufffc]|$)|»)|(?<=« ))/g;
const COLON = / (?=:(?:[\s«“"([]|$))/g;
const APOSTROPHE = /'(?<=\p{L}')(?=[\p{L}\ufffc«“])/gu;
/** What an abbreviation and the word it belongs to look like; most texts have none. */
const ABBREVIATED = /[.°º§] [\dIVXA-Z]|[.°§]s |(?:M(?:mes?|lles?|gr|e)|[DP]rs?|tome) |[IVX\d]er? /;

function spaces(text: string): string {
  let set = text.replace(HIGH, NARROW).replace(COLON, NO_BREAK);
  if (set.includes("'")) set = set.replace(APOSTROPHE, "’");
  if (/\d /.test(set)) set = numbers(set);
  return ABBREVIATED.test(set) ? abbreviations(set) : set;
}

function numbers(text: string): string {
  return text
    .replace(THOUSANDS, (number) => number.replaceAll(" ", NARROW))
    .replace(UNIT, NO_BREAK)
    .replace(HOURS, NO_BREAK);
}

function abbreviations(text: string): string {
  return text
    .replace(NUMBERED, `$1${NO_BREAK}`)
    .replace(PERSON, `$1${NO_BREAK}`)
    .replace(ERA, NO_BREAK)
    .replace(CENTURY, NO_BREAK);
}

/**
 * Ordinals and centuries: `1er`, `2e`, `XXIe`, `François Ier`. A single Roman figure is one only before a word that it
 * counts: « Ve République ».
 */
const RAISED =
  /(?<![\p{L}\p{N}.,/_’'-])(?:(?:1|I)(ers?|res?|ère)|\d{1,4}(es?)|[IVX]{2,}(es?)|[VX](es?)(?=[ \u00a0](?:siècle|millénaire|République|arr)))(?![\p{L}\p{N}_-])/u;

export const french: Setter = { any: ANY, keep: spaces, raised: RAISED };
