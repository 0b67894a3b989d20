import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { cornerOf, gridOf, nearCells, stepIn } from "../core/grid.ts";
import { press } from "../core/keys.ts";
import { pictureSlideOf, openContents } from "./contents.ts";
import { go, perform } from "./speaker-do.ts";
import type { Console } from "./speaker-state.ts";
import { unanswered } from "./unanswered.ts";

/** Slides kept for the overview: those of a few screens. */
const KEPT = 160;
const GAP = 20;
/** Height of what lies under a picture: two lines of its title. */
const UNDER = 50;

/** All slides as small still pictures. Those near to what is in sight are in the document, whatever the deck's size. */
export function Overview({ on }: { on: Console }) {
  const scroller = useRef<HTMLDivElement>(null);
  const under = useRef<HTMLDivElement>(null);
  const room = useSignal({ width: 0, height: 0, top: 0, unit: 1 });
  const here = on.desk.value?.slide ?? 0;
  const marked = useSignal(here);
  const digits = useSignal("");
  const count = on.chapters.value.length;
  const grid = useComputed(() => {
    const { width, height, unit } = room.value;
    const tall = height - 2 * GAP;
    const look = { room: width, narrowest: 196 * unit, gap: GAP, under: UNDER * unit, tall };
    return gridOf(on.chapters.value.length, look);
  });
  const { width, height, top } = room.value;
  const [from, to] = width > 0 ? nearCells(grid.value, count, { top, height }) : [0, 0];

  useLayoutEffect(() => {
    const { current } = scroller;
    if (!current) return;
    const watcher = new ResizeObserver(() => {
      const { clientWidth, clientHeight, scrollTop } = current;
      const unit = Math.min(1.6, Math.max(0.8, Math.min(innerWidth / 1280, innerHeight / 800)));
      const first = room.peek().width === 0;
      room.value = { width: clientWidth - 2 * GAP, height: clientHeight, top: scrollTop, unit };
      if (first) reveal(marked.peek(), "center");
    });
    watcher.observe(current);
    return () => watcher.disconnect();
  }, []);
  useEffect(() => {
    if (!under.current) return;
    const contents = openContents(on.client, KEPT);
    on.overview.enter(under.current, async (id) => {
      const ref = refOf(on, Number(id.split("/")[0]));
      if (!ref) return null;
      const content = await contents.slide(ref).catch(unanswered);
      return content ? (pictureSlideOf(ref, content)[0] ?? null) : null;
    });
    return on.overview.leave;
  }, [on]);
  const { revision } = on.desk.value ?? {};
  useEffect(() => {
    if (to === 0) return;
    const cells = Array.from({ length: to - from }, (_, index) => from + index)
      // What is in sight comes first.
      .toSorted((one, other) => distance(one) - distance(other))
      .map((slide) => ({
        id: `${slide}/${on.chapters.value[slide]?.hash ?? ""}`,
        ...cornerOf(grid.value, slide, GAP),
        width: grid.value.width,
      }));
    const ref = refOf(on, here);
    on.overview.lay(cells, { scheme: ref?.scheme ?? "light", lang: ref?.lang ?? "fr" });
  }, [on, from, to, grid.value, revision, on.chapters.value]);

  function distance(slide: number): number {
    const { height: tall, top: above } = room.peek();
    const middle = cornerOf(grid.peek(), slide, GAP).top + grid.peek().pitch / 2;
    return Math.max(0, Math.abs(middle - above - tall / 2) - tall / 2);
  }

  function reveal(slide: number, where: "center" | "nearest"): void {
    const { current } = scroller;
    if (!current) return;
    const { pitch } = grid.peek();
    const line = cornerOf(grid.peek(), slide, GAP).top + GAP;
    const { scrollTop, clientHeight } = current;
    const least = line + pitch - clientHeight;
    const most = line - GAP;
    if (where === "center") current.scrollTop = line - (clientHeight - pitch) / 2;
    else current.scrollTop = Math.min(most, Math.max(least, scrollTop));
  }

  function mark(slide: number): void {
    marked.value = slide;
    reveal(slide, "nearest");
  }

  function hear(event: KeyboardEvent): void {
    const step = stepIn(grid.peek(), count, marked.peek(), event.key, room.peek().height);
    const { altKey: alt, shiftKey: shift, key, code } = event;
    const typed = press(digits.peek(), {
      key,
      code,
      ctrl: event.ctrlKey || event.metaKey,
      alt,
      shift,
    });
    digits.value = typed.digits;
    if (typed.digits !== "") mark(Math.max(0, Math.min(count, Number(typed.digits)) - 1));
    else if (step !== null) mark(step);
    else if (key === "Enter" || key === " ") go(on, marked.peek());
    else if (typed.command === "overview") on.open.value = null;
    else if (typed.command === "search" || typed.command === "goto" || typed.command === "help")
      perform(on, typed.command);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={scroller}
      class="sheet"
      onScroll={({ currentTarget }) =>
        (room.value = { ...room.peek(), top: currentTarget.scrollTop })
      }
    >
      <div class="sheet-ground" style={{ height: `${grid.value.height}px` }}>
        <div class="sheet-frame" ref={under} />
        <ul
          role="listbox"
          class="sheet-list"
          aria-label={on.say("slides")}
          aria-activedescendant={
            marked.value >= from && marked.value < to ? `sheet-${marked.value}` : undefined
          }
          tabIndex={0}
          autofocus
          onKeyDown={hear}
        >
          {on.chapters.value.slice(from, to).map(({ slide, title }) => {
            const corner = cornerOf(grid.value, slide, GAP);
            return (
              <li
                key={slide}
                id={`sheet-${slide}`}
                role="option"
                aria-selected={slide === marked.value}
                aria-current={slide === here ? "true" : undefined}
                aria-posinset={slide + 1}
                aria-setsize={count}
                style={{
                  left: `${corner.left}px`,
                  top: `${corner.top}px`,
                  width: `${grid.value.width}px`,
                  height: `${grid.value.pitch - GAP}px`,
                }}
                onClick={() => go(on, slide)}
              >
                <i />
                <b>{slide + 1}</b> <span>{title || on.say("slide")}</span>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

/** A slide of the talk as windows name it; null when there is none of that number. */
function refOf(on: Console, slide: number) {
  const { slides, current } = on.desk.value?.here ?? { slides: [], current: 0 };
  const of = slides[current];
  const chapter = on.chapters.value[slide];
  if (!of || !chapter) return null;
  const { index, hash, key } = chapter;
  return { ...of, place: `0/0/${slide}`, slide: index, hash, key };
}
