import type { Lang } from "./deck.ts";
import { compileDeck, type CompiledDeck } from "./program.ts";
import type { Running } from "./running.ts";

/** Name of the built-in deck; no file can have it. */
export const FALLBACK = "mtinov-stage:fallback";

/**
 * The calm slide shown when nothing can be played: what is wrong, in French and in English, never a black screen.
 *
 * @param reason one sentence in each language; plain text.
 */
export function fallbackDeck(reason: Record<Lang, string>): CompiledDeck {
  const source = `---
title: MTInov Stage
lang: fr
---
<!-- .slide: id="fallback" class="fallback" -->
# Le spectacle reprend bientôt

${plain(reason.fr)}

<p lang="en"><strong>The show will resume shortly.</strong> ${plain(reason.en)}</p>
`;
  return compileDeck(FALLBACK, source, { base: "", lang: "fr" });
}

/** The running order that shows the fallback and nothing else. */
export function fallbackRunning({ program }: CompiledDeck): Running {
  const { deck, revision, lang, slides } = program;
  return { loops: [[{ deck, revision, lang, slides }]] };
}

/** Text that Markdown and HTML leave alone. */
function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s.,:’'«»“”()/-]/gu, (each) => `&#${each.codePointAt(0)};`);
}
