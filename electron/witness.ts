import { cueAt, slideAt } from "../core/running.ts";
import { placeOf } from "../core/view.ts";
import type { DeckProblem } from "./library.ts";
import type { Journal, OnScreen } from "./journal.ts";
import type { Player } from "./player.ts";
import type { Screens } from "./screens.ts";

/** What is on the screen of a show, for the journal. */
export function onScreen(player: Player, id: string): OnScreen {
  const show = player.show(id);
  const { deck, lang } = cueAt(player.running(id), show);
  if (show.closed) return { kind: "closed", deck: show.closed, lang, slide: 0, key: "" };
  const { index, key } = slideAt(player.running(id), show);
  return { kind: "slide", deck, lang, slide: index + 1, key };
}

/**
 * Screens whose faults, and slides that are really shown, are written in the journal of a show.
 *
 * @param onFault told of each, by its kind
 */
export function witnessed(
  screens: Screens,
  player: Player,
  id: string,
  journal: Journal,
  onFault: (kind: string) => void,
): Screens {
  return {
    ...screens,
    drawn(window, drawn) {
      screens.drawn(window, drawn);
      if (player.ids().includes(id) && drawn.place === placeOf(player.show(id))) journal.seen(id);
    },
    fault(window, kind, restarted) {
      screens.fault(window, kind, restarted);
      journal.fault(window, kind);
      onFault(kind);
    },
    note(window, kind) {
      screens.note(window, kind);
      journal.fault(window, kind);
    },
  };
}

/** The kinds of errors among problems, each once, and the first one last: that is the one `/health` goes on to tell. */
export function errorsIn(problems: readonly DeckProblem[]): string[] {
  const codes = problems.flatMap(({ severity, code }) => (severity === "error" ? [code] : []));
  return [...new Set(codes)].toReversed();
}
