import { createHmac } from "node:crypto";
import { join } from "node:path";
import type { Problem, Program, Slide } from "../core/deck.ts";
import type { Diagram } from "../core/diagram.ts";
import type { CompiledDeck } from "../core/program.ts";
import type { Code } from "../core/sentences.ts";
import { doubting, lackingOf, nothingLacks, type Lacking } from "./lacking.ts";
import type { Compiler } from "./compile.ts";
import { deckFolder, langOfFile } from "./deck-file.ts";

/** Finds, compiles and keeps decks. */
export interface Library {
  /** Compiles the files, all at once; a deck that can't be played is known by its problems alone. */
  open(files: readonly string[]): Promise<void>;
  /** From now on these decks may be played, and those that still are: all others are forgotten. */
  retain(files: readonly string[]): void;
  /**
   * Compiles an opened deck as its file is now. A revision that is broken does not replace one that plays: its problems
   * are known, and the last good one stays.
   */
  reload(file: string): Promise<Reloaded>;
  /**
   * A file has begun to be written: no slide that names it is played until its deck is compiled again.
   *
   * @returns whether fewer slides are played than before
   */
  doubt(file: string): boolean;
  /**
   * Files of all decks opened, those that could not be read included, and all that was read for them or looked for: a
   * change of any of them changes a deck.
   */
  watched(): string[];
  /** All files of a deck: its own, and what was read for it or looked for. */
  files(file: string): string[];
  /** Files of the decks for which a file is read. */
  reading(file: string): string[];
  /** Keeps a deck that was compiled elsewhere: the built-in one. */
  keep(deck: CompiledDeck): void;
  /** A deck that can be played, without the slides that can't; or null. */
  program(file: string): Program | null;
  /** A revision still kept, or null. */
  deck(file: string, revision: string): CompiledDeck | null;
  /** A slide of a revision still kept, or null. */
  slide(deck: string, revision: string, index: number): Slide | null;
  /** Diagrams that no browser has drawn yet, by their deck. */
  undrawn(): ReadonlyMap<string, readonly Diagram[]>;
  /** Everything wrong with what was opened, or with the decks of some files, deck by deck. */
  problems(files?: readonly string[]): DeckProblem[];
  /** Folder of the deck an address was made for, or null. */
  folderOf(address: string): string | null;
}

/**
 * What came of a reload: the same content, another one, one that is refused as it stands, or the same one with fewer of
 * the files that it names.
 */
export type Reloaded = "same" | "changed" | "refused" | "lost";

export interface LibraryOptions {
  /** Folder of the diagrams drawn so far, if any are. */
  diagrams?: string;
  /**
   * Whether only what is whole may be played, as on a booth: slides lack no file that they name, and a new revision waits
   * for the last of its files.
   */
  complete?: boolean;
  /** Whether a revision of a deck is played, or about to be: a window may ask for its slides for as long. */
  inUse?(deck: string, revision: string): boolean;
}

export interface DeckProblem extends Problem {
  file: string;
}

/**
 * @param secret of this run: the address of a deck's folder is derived from it, so that no other program of this
 *   computer can guess it, and a new app process finds the same one.
 */
export function openLibrary(
  compiler: Compiler,
  secret: string,
  { diagrams, complete = false, inUse = () => false }: LibraryOptions = {},
): Library {
  const decks = new Map<string, CompiledDeck>();
  const opened = new Set<string>();
  /** Revisions that play on, and the one before: a window may still be asking for its slides. */
  const former = new Map<string, CompiledDeck[]>();
  const folders = new Map<string, string>();
  const sources = new Map<string, string[]>();
  const undrawn = new Map<string, Diagram[]>();
  const lacking = new Map<string, Lacking>();
  /** Files of a revision that waits for some of them. */
  const awaited = new Map<string, readonly string[]>();

  const baseOf = (folder: string) => {
    const address = createHmac("sha256", secret).update(folder).digest("base64url").slice(0, 22);
    folders.set(address, folder);
    return `/d/${address}/`;
  };

  const compile = async (file: string) => {
    const lang = langOfFile(file);
    const given = { ...(diagrams && { diagrams }), ...(lang && { lang }) };
    const request = { file, base: baseOf(deckFolder(file)), ...given };
    const { sources: read, undrawn: left, ...deck } = await compiler.compile(request);
    undrawn.set(file, left);
    // A deck that could not be read at all is still waited for wherever it was read before.
    if (deck.program.slides.length > 0 || !sources.has(file)) sources.set(file, read);
    return deck;
  };

  const lackingIn = (deck: CompiledDeck) => (complete ? lackingOf(deck) : nothingLacks);

  const filesOf = (file: string) => [
    ...(sources.get(file) ?? []),
    ...(lacking.get(file)?.files.values() ?? []),
    ...(awaited.get(file) ?? []),
  ];

  /** Keeps a deck as the one that plays. @returns whether it plays more slides than before, fewer, or the same */
  const hold = (file: string, deck: CompiledDeck, now: Lacking) => {
    const { slides: before } = lacking.get(file) ?? nothingLacks;
    decks.set(file, deck);
    lacking.set(file, now);
    if ([...now.slides].some((slide) => !before.has(slide))) return "lost";
    return now.slides.size < before.size ? "changed" : "same";
  };

  const isInUse = ({ program: { deck, revision } }: CompiledDeck) => inUse(deck, revision);
  /** Keeps what played until now for as long as it is asked for. */
  const retire = (before: CompiledDeck) => {
    const { deck } = before.program;
    former.set(deck, [before, ...(former.get(deck) ?? []).filter(isInUse)]);
  };
  const revisionsOf = (file: string) => {
    const now = decks.get(file);
    return [...(now ? [now] : []), ...(former.get(file) ?? [])];
  };
  const revisionOf = (file: string, revision: string) =>
    revisionsOf(file).find(({ program }) => program.revision === revision) ?? null;

  return {
    async open(files) {
      const wanted = [...new Set(files)].filter((file) => !opened.has(file));
      for (const file of wanted) opened.add(file);
      await Promise.all(
        wanted.map(async (file) => {
          const deck = await compile(file);
          hold(file, deck, await lackingIn(deck));
        }),
      );
    },
    retain(files) {
      for (const file of opened) {
        if (files.includes(file) || revisionsOf(file).some(isInUse)) continue;
        for (const each of [opened, decks, former, sources, undrawn, lacking, awaited])
          each.delete(file);
      }
    },
    async reload(file) {
      const next = await compile(file);
      const lacks = await lackingIn(next);
      const before = decks.get(file);
      const same = before?.program.revision === next.program.revision;
      const waits = [...lacks.assets].some((asset) => !lacking.get(file)?.assets.has(asset));
      if (before && !same && before.program.slides.length > 0 && (isBroken(next) || waits)) {
        awaited.set(file, [...lacks.files.values()]);
        const problems = [...next.problems, ...lacks.problems];
        // What took the new one's files may have taken those of the one that plays.
        const left = hold(file, { ...before, problems }, await lackingIn(before));
        return left === "same" ? "refused" : left;
      }
      awaited.delete(file);
      const held = hold(file, next, lacks);
      if (same) return held;
      if (before) retire(before);
      return "changed";
    },
    doubt(file) {
      const left = [...decks].map(([name, deck]) =>
        hold(name, deck, doubting(lacking.get(name) ?? nothingLacks, deck, file)),
      );
      return left.includes("lost");
    },
    undrawn: () => undrawn,
    watched: () => [...new Set([...opened].flatMap((file) => [file, ...filesOf(file)]))],
    files: (file) => [file, ...filesOf(file)],
    reading: (file) => [...opened].filter((deck) => deck === file || filesOf(deck).includes(file)),
    keep(deck) {
      const before = decks.get(deck.program.deck);
      if (before && before.program.revision !== deck.program.revision) retire(before);
      decks.set(deck.program.deck, deck);
    },
    program(file) {
      const program = decks.get(file)?.program;
      const without = lacking.get(file)?.slides;
      const slides = program?.slides.filter(({ index }) => !without?.has(index)) ?? [];
      return program && slides.length > 0 ? { ...program, slides } : null;
    },
    deck: revisionOf,
    slide: (deck, revision, index) => revisionOf(deck, revision)?.slides[index] ?? null,
    problems(files) {
      const asked = [...decks].filter(([file]) => !files || files.includes(file));
      const all = asked.flatMap(([deck, { problems }]) =>
        [...problems, ...(lacking.get(deck)?.problems ?? [])].map((each) => ({
          ...each,
          file: each.file ? join(deckFolder(deck), each.file) : deck,
        })),
      );
      // What several decks include is wrong once.
      return [...new Map(all.map((each) => [placeOf(each), each])).values()];
    },
    folderOf: (address) => folders.get(address) ?? null,
  };
}

/** Half-written: what is left of the deck is not what its author means to show. */
function isBroken({ program, problems }: CompiledDeck): boolean {
  return program.slides.length === 0 || problems.some(({ code }) => HALF_WRITTEN.has(code));
}

const HALF_WRITTEN: ReadonlySet<string> = new Set<Code>([
  "fence-open",
  "comment-open",
  "front-matter-invalid",
  "defaults-invalid",
  "include-missing",
  "include-circle",
  "theme-missing",
  "theme-open",
  "slide-failed",
]);

function placeOf({ file, line, column, code }: DeckProblem): string {
  return `${file}:${line}:${column} ${code}`;
}

/** The decks folder's own playlist, played when nothing else is asked. */
export function standPlaylist(folder: string): string {
  return join(folder, "stand.playlist.yaml");
}
