import type { ComponentChildren } from "preact";
import { h } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { Button } from "./speaker-button.tsx";
import { like, perform } from "./speaker-do.ts";
import type { Desk } from "../core/desk.ts";
import type { Console } from "./speaker-state.ts";
import { purify } from "./purify.ts";

/** What to say, as large as the speaker likes it. */
export function Notes({ on }: { on: Console }) {
  const all = on.desk.value?.notes ?? [];
  const { notesIn, notes: size } = on.taste.value;
  const chosen = all.find(({ lang, html }) => lang === notesIn && html !== "") ?? all[0];
  const other = all.find(({ lang }) => lang !== chosen?.lang);
  const apart = chosen !== all[0];
  const html = chosen?.html ?? "";
  const turn = useTurn(on.desk.value);
  const body = useMemo(() => (html === "" ? null : tidy(purify(html))), [html]);
  return (
    <section class="notes" aria-label={on.say("notes")}>
      <div
        class="notes-text"
        lang={chosen?.lang}
        tabIndex={0}
        style={{ "--notes": size }}
        key={turn}
      >
        {body ?? <p class="nothing-said">{on.say("noNotes")}</p>}
      </div>
      <div class="notes-tools">
        {chosen && other && (
          <Button
            onPress={() => like(on, { notesIn: other === all[0] ? null : other.lang })}
            pressed={apart}
            label={on.say("notesIn")}
          >
            {(apart ? chosen : other).lang.toUpperCase()}
          </Button>
        )}
        <Button onPress={() => perform(on, "smaller")} label={on.say("smaller")} keys="Control+-">
          A−
        </Button>
        <Button onPress={() => perform(on, "larger")} label={on.say("larger")} keys="Control++">
          A+
        </Button>
      </div>
    </section>
  );
}

/** Grows with each other slide: its notes begin at their top. An edit of the slide, its key included, keeps the place in them. */
function useTurn(desk: Desk | null): number {
  const { key = "", slide = 0, revision = "" } = desk ?? {};
  const known = useRef({ key, slide, revision, turn: 0 });
  const before = known.current;
  const edited = before.revision !== revision && before.slide === slide;
  const turn = before.key === key || edited ? before.turn : before.turn + 1;
  known.current = { key, slide, revision, turn };
  return turn;
}

/** What notes may be made of here. A deck's words get no class, id, style, link or picture in a trusted page. */
const PLAIN = new Set(
  "b blockquote br code del dd dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre s small strong sub sup table tbody td th thead tr u ul".split(
    " ",
  ),
);

function tidy(parent: Node): ComponentChildren[] {
  return [...parent.childNodes].map((node) => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof HTMLElement)) return null;
    const inside = tidy(node);
    if (!PLAIN.has(node.localName)) return inside;
    const heading = /^h[1-6]$/.test(node.localName);
    // The page has headings of its own: those of the notes are only strong.
    return h(heading ? "p" : node.localName, heading ? { class: "heading" } : null, ...inside);
  });
}
