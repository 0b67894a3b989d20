import { useRef } from "preact/hooks";
import { like } from "./speaker-do.ts";
import type { Console } from "./speaker-state.ts";

const LIMITS = { columns: [0.25, 0.75], rows: [0.15, 0.75] } as const;
/** One press of an arrow. */
const STEP = 0.02;

/** The line between two panes: dragged, or moved with the arrows when it has the focus. */
export function Splitter({ on, of }: { on: Console; of: "columns" | "rows" }) {
  const line = useRef<HTMLDivElement>(null);
  const [least, most] = LIMITS[of];
  const put = (share: number) => like(on, { [of]: Math.min(most, Math.max(least, share)) });
  const drag = (event: PointerEvent) => {
    if (!line.current?.hasPointerCapture(event.pointerId)) return;
    const box = (
      of === "columns" ? line.current.parentElement : columnOf(line.current)
    )?.getBoundingClientRect();
    if (!box) return;
    put(
      of === "columns"
        ? (event.clientX - box.left) / box.width
        : (event.clientY - box.top) / box.height,
    );
  };
  const press = (event: KeyboardEvent) => {
    const [down, up] = of === "columns" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    if (event.key === down) put(on.taste.value[of] - STEP);
    if (event.key === up) put(on.taste.value[of] + STEP);
  };
  return (
    <div
      ref={line}
      class={`splitter ${of}`}
      role="separator"
      tabIndex={0}
      aria-label={on.say(of === "columns" ? "resizeColumns" : "resizeNotes")}
      aria-orientation={of === "columns" ? "vertical" : "horizontal"}
      aria-valuemin={least * 100}
      aria-valuemax={most * 100}
      aria-valuenow={Math.round(on.taste.value[of] * 100)}
      onPointerDown={(event) => line.current?.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
    />
  );
}

/** The pane of what comes next and the notes share the height of the whole. */
function columnOf(line: HTMLElement): HTMLElement | null {
  return line.parentElement;
}
