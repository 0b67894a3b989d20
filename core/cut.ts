import type { Problem } from "./deck.ts";
import { readInclude, type Include } from "./include.ts";
import { problem, type Place } from "./problem.ts";
import type { Mark, Separators } from "./separators.ts";

/** A stretch of the source: offsets, and the line of the first one. */
export interface Span {
  start: number;
  end: number;
  line: number;
}

/** A slide as the cutter sees it: where it is, and what can be told of it without compiling it. */
export interface Piece extends Span {
  /** Starts below the previous slide (`--`) rather than beside it. */
  below: boolean;
  /** The notes, when there are any; then `end` is where their marker begins. */
  notes: Span | null;
  /** Source of the first heading, empty without one, and its line. */
  heading: string;
  headingLine: number;
  /** Its `.slide:` comments. */
  settings: { body: string; line: number }[];
  /** The files that take its place, or follow it. */
  includes: (Include & Place)[];
}

export interface Cut {
  pieces: Piece[];
  /** Paragraphs that look like link references or abbreviations, anywhere in the deck. */
  definitions: Span[];
  problems: Problem[];
}

/** Cuts the slides apart in one pass over the lines, skipping code, comments and raw text elements. */
export function cut(source: string, from: number, line: number, separators: Separators): Cut {
  return new Cutter(source, from, line, separators).run();
}

const RAW = /<(?:script|pre|style|textarea)(?=[\s>]|$)/iy;
const RAW_END = /<\/(?:script|pre|style|textarea)>/gi;
const FENCE = /(`{3,}(?=[^`\n]*$)|~{3,})/my;
const ATX = /#{1,6}(?:[ \t]+([^\n]*))?$/my;
const SETEXT = /=+[ \t]*$/my;
const HTML_HEADING = /<h[1-6](?:\s[^>\n]*)?>([^\n]*)/iy;
const DEFINITION = /\*?\[(?!\^)[^\]\n]+\]:/y;

class Cutter {
  private readonly source: string;
  private readonly separators: Separators;
  private at: number;
  private line: number;
  private readonly pieces: Piece[] = [];
  private readonly definitions: Span[] = [];
  private readonly problems: Problem[] = [];
  private piece: Piece;
  /** Start of the line before, when it is text of the same slide; -1 otherwise. */
  private previous = -1;
  private comment: number;
  /** Searches that failed to the end of the file are not repeated: the pass stays linear. */
  private readonly unclosed = { "`": Infinity, "~": Infinity };
  private rawEnds = true;

  constructor(source: string, at: number, line: number, separators: Separators) {
    this.source = source;
    this.at = at;
    this.line = line;
    this.separators = separators;
    this.piece = piece(at, line, false);
    this.comment = this.find("<!--", at);
  }

  run(): Cut {
    const { source } = this;
    while (this.at < source.length) {
      const end = this.endOfLine(this.at);
      const mark = this.separators.slide(this.at, end);
      if (!mark) this.readLine(end);
      else if (mark.start === this.at || mark.start < end) this.separate(mark);
      else {
        // It starts with the line break itself: the line is read first, unless it opens a block.
        this.readLine(end);
        if (this.at === end + 1) this.separate(mark);
      }
    }
    this.close(source.length);
    return { pieces: this.pieces, definitions: this.definitions, problems: this.problems };
  }

  /** Reads one line, or the whole block of lines it opens. */
  private readLine(end: number): void {
    this.readNotes(end);
    const start = this.firstCharacter();
    if (start < 0) return this.advance(end, -1);
    switch (this.source.charCodeAt(start)) {
      case 0x60: // `
      case 0x7e: // ~
        if (this.skipFence(start)) return;
        break;
      case 0x3c: // <
        if (this.skipRaw(start)) return;
        this.readHeading(HTML_HEADING, start);
        break;
      case 0x23: // #
        this.readHeading(ATX, start);
        break;
      case 0x3d: // =
        this.readSetext(start);
        break;
      case 0x5b: // [
      case 0x2a: // *
        this.readDefinition(start);
        break;
    }
    if (this.comment < end) this.skipComments(end);
    else this.advance(end, start === end ? -1 : this.at);
  }

  /** Offset of the first character that is not indentation; -1 when the line is code by its indentation. */
  private firstCharacter(): number {
    let at = this.at;
    while (this.source.charCodeAt(at) === 0x20) at++;
    return at - this.at > 3 || this.source.charCodeAt(at) === 0x09 ? -1 : at;
  }

  private skipFence(start: number): boolean {
    const fence = matched(FENCE, this.source, start);
    if (!fence) return false;
    const marker = fence[0].charAt(0) as "`" | "~";
    if (fence[0].length >= this.unclosed[marker]) return this.leaveOpen(start, fence[0]);
    const closing = new RegExp(`^ {0,3}${marker}{${fence[0].length},}[ \\t]*$`, "gm");
    closing.lastIndex = this.endOfLine(start);
    if (!closing.test(this.source)) {
      this.unclosed[marker] = fence[0].length;
      return this.leaveOpen(start, fence[0]);
    }
    this.advanceTo(closing.lastIndex);
    return true;
  }

  /** A fence without end closes with its slide instead of swallowing the rest of the deck. */
  private leaveOpen(start: number, fence: string): false {
    this.problems.push(problem("fence-open", this.place(start), { fence }));
    return false;
  }

  private skipRaw(start: number): boolean {
    const raw = this.rawEnds ? matched(RAW, this.source, start) : null;
    if (!raw) return false;
    RAW_END.lastIndex = start + raw[0].length;
    this.rawEnds = RAW_END.test(this.source);
    if (!this.rawEnds) return false;
    this.advanceTo(RAW_END.lastIndex);
    return true;
  }

  /** Skips every comment that starts on this line; the last one may end many lines below. */
  private skipComments(end: number): void {
    let read = this.at;
    let runs = 0;
    while (this.comment < end) {
      const start = this.comment;
      // After an odd number of backtick runs on its line, it is quoted as code.
      runs += this.source.slice(read, start).match(/`+/g)?.length ?? 0;
      read = start;
      if (runs % 2 === 1) {
        this.comment = this.find("<!--", start + 4);
        continue;
      }
      const close = this.find("-->", start + 2);
      if (close === Infinity) {
        this.problems.push(problem("comment-open", this.place(start)));
        this.comment = Infinity;
        break;
      }
      const body = this.source.slice(start + 4, close);
      this.readComment(body, start);
      this.comment = this.find("<!--", close + 3);
      read = close;
      if (close > end) return this.advanceTo(close + 3);
    }
    this.advance(end, this.at);
  }

  private readComment(body: string, start: number): void {
    if (body.includes(".slide:")) this.piece.settings.push({ body, line: this.line });
    const include = body.includes("include:") ? readInclude(body) : null;
    if (include) this.piece.includes.push({ ...include, ...this.place(start) });
  }

  private readHeading(pattern: RegExp, start: number): void {
    if (this.piece.heading !== "" || this.piece.notes) return;
    const heading = matched(pattern, this.source, start);
    if (heading) this.setHeading(heading[1] ?? "", this.line);
  }

  private readSetext(start: number): void {
    if (this.piece.heading !== "" || this.piece.notes || this.previous < 0) return;
    if (!matched(SETEXT, this.source, start)) return;
    this.setHeading(this.source.slice(this.previous, this.at).trim(), this.line - 1);
  }

  private setHeading(heading: string, line: number): void {
    this.piece.heading = heading;
    this.piece.headingLine = line;
  }

  private readDefinition(start: number): void {
    const last = this.definitions.at(-1);
    const inText = this.previous >= 0 && this.source.charAt(this.previous) !== "#";
    if (inText || (last && last.end > start)) return;
    if (!matched(DEFINITION, this.source, start)) return;
    const blank = /\n[ \t]*(?:\n|$)/g;
    blank.lastIndex = start;
    const end = blank.exec(this.source)?.index ?? this.source.length;
    this.definitions.push({ start, end, line: this.line });
  }

  private readNotes(end: number): void {
    if (this.piece.notes) return;
    const mark = this.separators.notes(this.at, end);
    if (!mark) return;
    this.piece.end = mark.start;
    this.piece.notes = { start: mark.end, end: mark.end, line: this.line };
  }

  private separate(mark: Mark): void {
    this.close(mark.start);
    this.advanceTo(mark.end);
    this.piece = piece(this.at, this.line, mark.below);
  }

  private close(end: number): void {
    if (this.piece.notes) this.piece.notes.end = end;
    else this.piece.end = end;
    this.pieces.push(this.piece);
  }

  /** To the line after the one that ends at `end`. */
  private advance(end: number, previous: number): void {
    this.previous = previous;
    this.at = end + 1;
    this.line++;
    this.passComments();
  }

  /** To an offset any number of lines below. */
  private advanceTo(offset: number): void {
    this.previous = -1;
    for (let i = this.find("\n", this.at); i < offset; i = this.find("\n", i + 1)) this.line++;
    this.at = offset;
    this.passComments();
  }

  /** Comments in what was skipped as code are none. */
  private passComments(): void {
    while (this.comment < this.at) this.comment = this.find("<!--", this.comment + 4);
  }

  private endOfLine(from: number): number {
    return Math.min(this.find("\n", from), this.source.length);
  }

  private find(text: string, from: number): number {
    const found = this.source.indexOf(text, from);
    return found < 0 ? Infinity : found;
  }

  private place(offset: number): Place {
    return { line: this.line, column: offset - this.source.lastIndexOf("\n", offset - 1) };
  }
}

function piece(start: number, line: number, below: boolean): Piece {
  const none = { notes: null, heading: "", headingLine: line, settings: [], includes: [] };
  return { start, end: start, line, below, ...none };
}

function matched(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
