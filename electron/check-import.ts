import { fileURLToPath } from "node:url";
import { check as checkDecks, type Checked } from "./check.ts";
import { forkCompiler } from "./compile-fork.ts";
import { diagramFolder } from "./diagrams.ts";
import { stateFolder } from "./storage.ts";

/** The check as other programs import it: `import { check } from "mtinov-stage/check"`. */

export interface Asked {
  /** The executable of Chromium, Chrome or Edge that draws the slides; null to leave what is drawn unchecked. */
  browser?: string | null;
  /** Where drawn diagrams are kept; this user's state folder when left out. */
  diagrams?: string;
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Checks decks as `mtinov-stage check` does.
 *
 * @param sources decks, or folders of decks; a path that is not absolute starts at the working folder.
 * @param asked the browser is `MTINOV_BROWSER`'s when left out.
 * @returns the problems, in the order of the files and of their lines; `unseen` says why the slides were not looked at as
 *   drawn, and is null when they were. A deck that cannot be read is a problem too.
 * @throws the system's error when the disk has no room for a browser's profile.
 */
export function check(sources: string[], asked: Asked = {}): Promise<Checked> {
  const named = process.env["MTINOV_BROWSER"] || null;
  return checkDecks(sources, {
    compiler: forkCompiler(here("compiler.js")),
    pages: here("../renderer"),
    browser: asked.browser === undefined ? named : asked.browser,
    noSandbox: process.getuid?.() === 0,
    diagrams: asked.diagrams ?? diagramFolder(stateFolder()),
  });
}
