import type { ConsoleKey, Handlers } from "../core/contract.ts";
import { chaptersOf, pacesOf, type DeskInput } from "../core/desk.ts";
import type { Lectern } from "./lectern.ts";
import type { Library } from "./library.ts";
import type { Player } from "./player.ts";
import type { Screens } from "./screens.ts";
import type { Shell } from "./shell.ts";

export interface Answering {
  player: Player;
  library: Library;
  screens: Screens;
  shell: Shell;
  /** What a show's desk is made of. */
  inputOf(show: string): DeskInput;
  /** Answer what a speaker does besides moving. */
  lectern: Lectern;
  /** A window's browser keeps its display on, or not. */
  onAwake(held: boolean): void;
  /** Has each window of a show say the number of its display. */
  sayNumbers(show: string): void;
  /** Passes a key on to the consoles of a show. */
  tellConsoles(show: string, key: ConsoleKey): void;
}

/** What the app answers its windows: each row of the contract. */
export function handlersOf(parts: Answering): Handlers {
  const { player, library, screens, shell, inputOf, tellConsoles, sayNumbers, lectern } = parts;
  const { forget, recall: _, ...spoken } = lectern;
  return {
    ...spoken,
    slide({ show }, deck, revision, index) {
      const { loops } = player.running(show);
      const plays = loops.some((loop) => loop.some((cue) => cue.deck === deck));
      const slide = plays ? library.slide(deck, revision, index) : null;
      if (!slide) return null;
      const { hash, title, attributes, html, theme } = slide;
      return { hash, title, attributes, html, theme };
    },
    move: ({ show }, command) => player.command(show, command),
    beat({ window }, drawn) {
      shell.heard?.(window);
      screens.beat(window, drawn);
    },
    drawn: ({ window }, drawn) => screens.drawn(window, drawn),
    fault: ({ window }, kind) => screens.fault(window, kind, kind !== "page-error"),
    awake: (_caller, held) => parts.onAwake(held),
    outline: ({ show }) => chaptersOf(inputOf(show)),
    times: ({ show }) => pacesOf(inputOf(show)),
    displays({ show }, wish) {
      if (wish === "identify") sayNumbers(show);
      shell.arrange?.(wish);
    },
    async end() {
      await forget();
      shell.end();
    },
    console: ({ show }, key) => tellConsoles(show, key),
  };
}
