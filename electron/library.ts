import { createHmac } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Lang, Problem, Program, Slide } from "../core/deck.ts";
import type { CompiledDeck } from "../core/program.ts";
import type { Compiler } from "./compile.ts";

/** Finds, compiles and keeps decks. */
export interface Library {
  /** Compiles the files, all at once; a deck that can't be played is known by its problems alone. */
  open(files: string[]): Promise<void>;
  /** Keeps a deck that was compiled elsewhere: the built-in one. */
  keep(deck: CompiledDeck): void;
  /** A deck that can be played, or null. */
  program(file: string): Program | null;
  /** A slide of a revision still kept, or null. */
  slide(deck: string, revision: string, index: number): Slide | null;
  /** Everything wrong with what was opened, file by file. */
  problems(): DeckProblem[];
  /** Folder of the deck an address was made for, or null. */
  folderOf(address: string): string | null;
}

export interface DeckProblem extends Problem {
  file: string;
}

/** The file of a deck named as in a playlist: that very `.md`, else the one for the language, else the one for all. */
export function deckFile(folder: string, deck: string, lang: Lang): string {
  if (deck.endsWith(".md")) return resolve(folder, deck);
  const pair = resolve(folder, `${deck}.${lang}.md`);
  const single = resolve(folder, `${deck}.md`);
  return !existsSync(pair) && existsSync(single) ? single : pair;
}

/** The language a deck's file name tells: `deck.fr.md`; undefined when it tells none. */
export function langOfFile(file: string): Lang | undefined {
  const match = /\.(fr|en)\.md$/i.exec(basename(file));
  return match ? (match[1]?.toLowerCase() as Lang) : undefined;
}

/**
 * @param secret of this run: the address of a deck's folder is derived from it, so that no other program of this
 *   computer can guess it, and a new app process finds the same one.
 */
export function openLibrary(compiler: Compiler, secret: string): Library {
  const decks = new Map<string, CompiledDeck>();
  const folders = new Map<string, string>();

  const baseOf = (folder: string) => {
    const address = createHmac("sha256", secret).update(folder).digest("base64url").slice(0, 22);
    folders.set(address, folder);
    return `/d/${address}/`;
  };

  return {
    async open(files) {
      const wanted = [...new Set(files)].filter((file) => !decks.has(file));
      await Promise.all(
        wanted.map(async (file) => {
          const lang = langOfFile(file);
          const base = baseOf(dirname(file));
          decks.set(file, await compiler.compile({ file, base, ...(lang && { lang }) }));
        }),
      );
    },
    keep: (deck) => void decks.set(deck.program.deck, deck),
    program(file) {
      const program = decks.get(file)?.program;
      return program && program.slides.length > 0 ? program : null;
    },
    slide(deck, revision, index) {
      const compiled = decks.get(deck);
      return compiled?.program.revision === revision ? (compiled.slides[index] ?? null) : null;
    },
    problems: () =>
      [...decks].flatMap(([file, { problems }]) => problems.map((each) => ({ file, ...each }))),
    folderOf: (address) => folders.get(address) ?? null,
  };
}

/** The decks folder's own playlist, played when nothing else is asked. */
export function standPlaylist(folder: string): string {
  return join(folder, "stand.playlist.yaml");
}
