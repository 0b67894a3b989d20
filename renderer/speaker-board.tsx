import { Bar } from "./speaker-bar.tsx";
import { Banners } from "./speaker-banners.tsx";
import { Current } from "./speaker-current.tsx";
import { Head } from "./speaker-head.tsx";
import { Next } from "./speaker-next.tsx";
import { Notes } from "./speaker-notes.tsx";
import { Panels } from "./speaker-panels.tsx";
import { Splitter } from "./speaker-splitter.tsx";
import type { Console } from "./speaker-state.ts";
import { Thread } from "./speaker-thread.tsx";

/** The whole console: where the talk is, what comes, what to say, and what to do. */
export function Board({ on }: { on: Console }) {
  if (!on.desk.value) return <p class="waiting">{on.say("connecting")}</p>;
  const { columns, rows } = on.taste.value;
  const { width, height } = on.sheet.value;
  return (
    <>
      <header class="head">
        <Head on={on} />
        <Thread on={on} />
      </header>
      <main
        class="panes"
        data-shape={height > width ? "portrait" : "landscape"}
        style={{ "--columns": columns, "--rows": rows, "--shape": width / height }}
      >
        <Current on={on} />
        <Splitter on={on} of="columns" />
        <Next on={on} />
        <Splitter on={on} of="rows" />
        <Notes on={on} />
      </main>
      <Bar on={on} />
      <Banners on={on} />
      <Panels on={on} />
    </>
  );
}
