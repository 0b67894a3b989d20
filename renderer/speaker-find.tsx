import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { indexSlides, search, type Found } from "../core/search.ts";
import { go } from "./speaker-do.ts";
import type { Console } from "./speaker-state.ts";

/** Finds a slide by its number, its title or its words; Enter goes to the one that is marked. */
export function Find({ on }: { on: Console }) {
  const query = useSignal("");
  const marked = useSignal(0);
  const index = useComputed(() => indexSlides(on.chapters.value));
  const found = useComputed((): Found[] =>
    query.value.trim() === ""
      ? on.chapters.value.map(({ slide }) => ({ slide, at: null }))
      : search(index.value, query.value),
  );
  useEffect(() => {
    marked.value = on.desk.value?.slide ?? 0;
  }, [on, marked]);
  const press = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (by !== undefined)
      marked.value = Math.min(found.value.length - 1, Math.max(0, marked.value + by));
    const slide = found.value[marked.value]?.slide;
    if (event.key === "Enter" && slide !== undefined) go(on, slide);
    if (by !== undefined || event.key === "Enter") event.preventDefault();
  };
  return (
    <div class="find" onKeyDown={press}>
      <input
        type="text"
        autofocus
        autocomplete="off"
        spellcheck={false}
        placeholder={on.say("searchHint")}
        aria-label={on.say("searchHint")}
        role="combobox"
        aria-expanded="true"
        aria-controls="found"
        aria-activedescendant={`found-${marked.value}`}
        value={query}
        onInput={(event) => {
          query.value = event.currentTarget.value;
          marked.value = 0;
        }}
      />
      <FoundList on={on} found={found.value} marked={marked.value} />
    </div>
  );
}

/** Rows drawn around the marked one: a list of two thousand costs what a list of thirty does. */
const ROWS = 60;

function FoundList({ on, found, marked }: { on: Console; found: Found[]; marked: number }) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [marked, found]);
  const from = Math.max(0, Math.min(marked - ROWS / 2, found.length - ROWS));
  if (found.length === 0) return <p class="kicker">{on.say("noResult")}</p>;
  return (
    <ul ref={list} id="found" role="listbox" aria-label={on.say("slides")} tabIndex={-1}>
      {found.slice(from, from + ROWS).map(({ slide, at }, row) => (
        <li
          key={slide}
          id={`found-${from + row}`}
          role="option"
          aria-selected={from + row === marked}
          onClick={() => go(on, slide)}
        >
          <b>{slide + 1}</b>
          <span>{on.chapters.value[slide]?.title || on.say("slide")}</span>
          {at !== null && <small>{excerpt(on.chapters.value[slide]?.text ?? "", at)}</small>}
        </li>
      ))}
    </ul>
  );
}

/** Some words around the place where a text was found. */
function excerpt(text: string, at: number): string {
  const from = Math.max(0, text.lastIndexOf(" ", Math.max(0, at - 24)) + 1);
  const end = text.lastIndexOf(" ", at + 64);
  const to = text.length <= at + 64 || end <= at ? text.length : end;
  return `${from > 0 ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
}
