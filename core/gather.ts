import { folderOf, pathFrom } from "./address.ts";
import { oddCharacters } from "./characters.ts";
import { cut, type Cut, type Piece } from "./cut.ts";
import type { Problem } from "./deck.ts";
import type { Defaults } from "./defaults.ts";
import { draftsOf, type Draft } from "./draft.ts";
import type { FrontMatter } from "./fields.ts";
import { readFrontMatter } from "./frontmatter.ts";
import { takenFrom } from "./include.ts";
import { inFile, problem } from "./problem.ts";
import { separatorsOf } from "./separators.ts";

/** A file cut into slides: the deck itself, or one that it includes. */
export interface Text {
  /** Path in the deck's folder; empty for the deck itself. */
  file: string;
  text: string;
  /** Of its own front matter; and with those of its folder. */
  own: FrontMatter;
  settings: FrontMatter;
  cut: Cut;
  /** What the text of each slide told, to spare the next revision the reading. */
  drafts: Draft[];
}

/** A slide where it is played. */
export interface Entry {
  draft: Draft;
  piece: Piece;
  key: string;
  below: boolean;
  from: Text;
}

export interface Gathered {
  deck: Text;
  /** The deck, then what it includes, each once. */
  texts: Map<string, Text>;
  entries: Entry[];
  /** Of the cutting and of what is included. */
  problems: Problem[];
}

/** The files that a deck may include. */
export interface Shelf {
  /** Name of the deck's own file in its folder. */
  name: string;
  /** Texts by their path in the folder. */
  files: ReadonlyMap<string, string>;
  /** What holds for all of them, unless they say otherwise. */
  defaults: Defaults | null;
}

/** Most includes followed in a deck: files that include each other many times over would have no end. */
const INCLUDES = 500;

/**
 * Cuts a deck and all that it includes, and puts the slides in the order in which they are played.
 *
 * @param before the texts of an earlier revision; what has not changed is taken from it.
 */
export function gather(
  source: string,
  shelf: Shelf,
  before: ReadonlyMap<string, Text> = new Map(),
): Gathered {
  return new Gatherer(shelf, before).run(source);
}

class Gatherer {
  private readonly shelf: Shelf;
  private readonly before: ReadonlyMap<string, Text>;
  private readonly texts = new Map<string, Text>();
  private readonly problems: Problem[] = [];
  private left = INCLUDES;

  constructor(shelf: Shelf, before: ReadonlyMap<string, Text>) {
    this.shelf = shelf;
    this.before = before;
  }

  run(source: string): Gathered {
    const deck = this.read("", source);
    const entries = this.entriesOf(deck, [this.shelf.name]);
    const { texts } = this;
    const problems = [...(this.shelf.defaults?.problems ?? []), ...this.problems];
    return { deck, texts, entries, problems };
  }

  private read(file: string, source: string): Text {
    const known = this.texts.get(file);
    if (known) return known;
    const text = normalised(source);
    const front = readFrontMatter(text);
    const { defaults } = this.shelf;
    const settings = { ...defaults?.settings, ...front.settings };
    const { separators, problems } = separatorsOf(text, front, settings, defaults);
    const found = cut(text, front.end, front.line, separators);
    const former = this.before.get(file);
    const alike = former?.settings.notesSeparator === settings.notesSeparator;
    const drafts = draftsOf(found.pieces, text, (alike && former?.drafts) || []);
    const odd = drafts.some((draft) => draft.odd) ? oddCharacters(text) : [];
    // What is wrong in the front matter of an included file only matters when it is played by itself.
    const faults = [...odd, ...(file === "" ? front.problems : []), ...problems, ...found.problems];
    const read = { file, text, own: front.settings, settings, cut: found, drafts };
    this.texts.set(file, read);
    this.problems.push(...inFile(file, faults));
    return read;
  }

  private entriesOf(text: Text, around: readonly string[]): Entry[] {
    return text.cut.pieces.flatMap((piece, index): Entry[] => {
      const draft = text.drafts[index];
      const outer = index === 0 || index === text.drafts.length - 1;
      if (!draft || draft.hidden) return [];
      if (draft.source === "" && draft.notes === "") {
        if (outer) return [];
        const place = { line: piece.line, column: 1 };
        this.problems.push(...inFile(text.file, [problem("slide-empty", place)]));
      }
      const own = { draft, piece, key: draft.key, below: piece.below, from: text };
      if (piece.includes.length === 0) return [own];
      const taken = piece.includes.flatMap((each) => this.follow(each, text, around));
      if (!isBare(draft)) return [own, ...taken];
      return taken.map((entry, at) => (at === 0 ? { ...entry, below: piece.below } : entry));
    });
  }

  private follow(
    include: Piece["includes"][number],
    text: Text,
    around: readonly string[],
  ): Entry[] {
    const { path: written, slides, line, column } = include;
    const complain = (found: Problem): Entry[] => {
      this.problems.push(...inFile(text.file, [found]));
      return [];
    };
    const place = { line, column };
    const path = pathFrom(folderOf(text.file), written);
    if (path === null) return complain(problem("url-outside", place, { url: written }));
    const source = /\.md$/i.test(path) ? this.shelf.files.get(path) : undefined;
    if (around.includes(path)) return complain(problem("include-circle", place, { file: path }));
    if (source === undefined) return complain(problem("include-missing", place, { file: path }));
    if (this.left-- <= 0) {
      return complain(problem("include-many", place, { limit: String(INCLUDES) }));
    }
    const all = this.entriesOf(this.read(path, source), [...around, path]);
    const { slides: found, missing, nearest } = takenFrom(all, slides);
    if (missing !== null) {
      complain(problem("include-slide", place, { slide: missing, file: path, nearest }));
    }
    return found;
  }
}

/** Nothing but comments: what is included stands in its place. */
function isBare({ source, notes }: Draft): boolean {
  return notes === "" && source.replace(/<!--[^]*?-->/g, "").trim() === "";
}

/** Line feeds only, and no half characters: offsets and lines are then what an editor shows. */
function normalised(source: string): string {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  return (text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text).toWellFormed();
}
