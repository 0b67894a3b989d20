import { hasOdd } from "./characters.ts";
import type { Mode } from "./deck.ts";
import type { Piece } from "./cut.ts";
import { readAttributes, readComment } from "./directive.ts";
import { hash } from "./hash.ts";
import { slug } from "./key.ts";

/** Longest title read, in UTF-16 units of Markdown. */
const TITLE = 400;

/** What one slide's own text tells of it, whatever the deck around it. */
export interface Draft {
  /** The text it was made of. */
  text: string;
  /** Markdown, without the notes and the blank lines around it. */
  source: string;
  notes: string;
  /** Lines above `source` in its piece, and above the notes in theirs. */
  above: number;
  notesAbove: number;
  title: string;
  /** The key it asks for, empty when it has neither id nor heading; and whether the author chose it. */
  key: string;
  chosen: boolean;
  /** Lines above what it takes its key from. */
  keyAbove: number;
  /** Left out of the show altogether. */
  hidden: boolean;
  /** The only mode that plays it, if any. */
  only: Mode | null;
  /** Refers to other slides by name. */
  links: boolean;
  /** Holds a character that no editor shows. */
  odd: boolean;
  /** Of the source and the notes. */
  hash: string;
  /** The last name it was given in a deck, and what the name was made of. */
  name: { context: string; key: string; hash: string } | null;
}

/**
 * The drafts of a deck's pieces, in order; those whose text an earlier revision had are taken from it. An edit leaves
 * most pieces where they were, counted from the top or from the end, so that a comparison finds them.
 */
export function draftsOf(
  pieces: readonly Piece[],
  deck: string,
  before: readonly Draft[],
): Draft[] {
  const shift = before.length - pieces.length;
  const elsewhere = new Map<string, Draft>();
  return pieces.map((piece, index) => {
    const text = deck.slice(piece.start, piece.notes?.end ?? piece.end);
    const fromTop = before[index];
    if (fromTop?.text === text) return fromTop;
    const fromEnd = before[index + shift];
    if (fromEnd?.text === text) return fromEnd;
    if (elsewhere.size === 0) for (const draft of before) elsewhere.set(draft.text, draft);
    return elsewhere.get(text) ?? draftOf(piece, deck, text);
  });
}

/** A slide's name in every cache: its HTML depends on its text, on its key and on the deck's context. */
export function nameOf(draft: Draft, context: string, key: string): string {
  const { name } = draft;
  if (name && name.key === key && name.context === context) return name.hash;
  draft.name = { context, key, hash: hash(`${context}${draft.hash}${key}`) };
  return draft.name.hash;
}

function draftOf(piece: Piece, deck: string, text: string): Draft {
  const body = text.slice(0, piece.end - piece.start);
  const start = blankLines(body);
  const source = body.slice(start).trimEnd();
  const after = piece.notes ? deck.slice(piece.notes.start, piece.notes.end) : "";
  const notes = after.trim();
  const asked = settings(piece);
  const title = titleOf(piece.heading);
  const id = asked.get("id") ?? { value: idOf(piece.heading), line: piece.headingLine };
  const only = asked.get("data-only")?.value;
  return {
    text,
    source,
    notes,
    above: lineBreaks(body, start),
    notesAbove: lineBreaks(after, after.length - after.trimStart().length),
    title,
    key: slug(id.value ?? title),
    chosen: id.value !== undefined,
    keyAbove: id.line - piece.line,
    hidden: asked.get("data-visibility")?.value === "hidden",
    only: only === "kiosk" || only === "talk" ? only : null,
    odd: hasOdd(text),
    links: LINK.test(source) || LINK.test(notes),
    hash: hash(notes === "" ? source : `${source}\0${notes}`),
    name: null,
  };
}

const LINK = /[("'=:<]\s?#/;

function lineBreaks(text: string, end: number): number {
  return end === 0 ? 0 : text.slice(0, end).split("\n").length - 1;
}

/** Length of the blank lines a text begins with. */
function blankLines(text: string): number {
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x0a) end = at + 1;
    else if (unit !== 0x20 && unit !== 0x09) return end;
  }
  return text.length;
}

/** What the comments of a slide set, and the line of the comment. */
function settings(piece: Piece): Map<string, { value: string; line: number }> {
  const all = new Map<string, { value: string; line: number }>();
  for (const { body, line } of piece.settings) {
    const directive = readComment(body);
    if (directive?.on !== "slide") continue;
    for (const [name, value] of readAttributes(directive.text).attributes) {
      all.set(name, { value, line });
    }
  }
  return all;
}

/** Marks that a heading may hold besides its words. */
const MARKS = /[<[\]{}*`~_\\&#]/;

/** A heading as plain text: without its marks, its attributes and its HTML. */
function titleOf(heading: string): string {
  const text = heading.slice(0, TITLE).replace(/\s+/g, " ").trim();
  if (!MARKS.test(text)) return text;
  return text
    .replace(/<!--.*?-->|<[^>]*>/g, "")
    .trim()
    .replace(/ ?\{[^{}]*\}$/, "")
    .replace(/ #+$/, "")
    .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g, "$1")
    .replace(/[*`~]|\b_|_\b/g, "")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/&amp;/g, "&")
    .trim();
}

/** The id that a heading gives itself: `## Title {#id}`. */
function idOf(heading: string): string | undefined {
  const attributes = heading.endsWith("}") ? heading.lastIndexOf("{") : -1;
  return attributes < 0 ? undefined : /#([\w-]+)/.exec(heading.slice(attributes))?.[1];
}
