import { useComputed } from "@preact/signals";
import type { Console } from "./speaker-state.ts";

const [WIDTH, HEIGHT] = [1_216, 44];
/** More dots than this would be a line. */
const DOTS = 60;

/** The thread of the talk: the bead is where the speaker is, the mark where the plan would be. */
export function Thread({ on }: { on: Console }) {
  const of = Math.max(1, on.desk.value?.of ?? 1);
  const { here, due } = on.pace.value;
  const [bead, mark] = [along(here, of), due === null ? null : along(due, of)];
  const line = useComputed(() => curve(0, 1));
  return (
    <div class="thread" aria-hidden="true">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
        <path class="thread-rest" d={line.value} />
        <path class="thread-run" d={curve(0, bead)} />
      </svg>
      {of <= DOTS &&
        Array.from({ length: of }, (_, slide) => (
          <i
            key={slide}
            class="thread-dot"
            style={at(along(slide, of))}
            data-run={slide < here ? "" : undefined}
          />
        ))}
      {mark !== null && (
        <span
          class="thread-mark"
          style={at(mark)}
          data-edge={mark < 0.06 ? "left" : mark > 0.94 ? "right" : undefined}
        >
          <b>{on.say("planned")}</b>
        </span>
      )}
      <i class="thread-bead" style={at(bead)}>
        <svg viewBox="0 0 36 36">
          <circle class="cell" cx="18" cy="18" r="16" />
          <circle class="folds" cx="18.5" cy="18" r="10.5" />
          <circle class="core" cx="19" cy="18" r="6" />
        </svg>
      </i>
    </div>
  );
}

/** The first slide at the very left, the last one at the very right. */
function along(place: number, of: number): number {
  return of < 2 ? 0.5 : Math.min(1, Math.max(0, place / (of - 1)));
}

/** Height of the thread, 0 to 1 of its box: nearly still, and level at both edges. */
function height(share: number): number {
  return 0.5 + 0.14 * Math.sin(Math.PI * share) * Math.sin(2 * Math.PI * share + 0.6);
}

function at(share: number) {
  return { left: `${share * 100}%`, top: `${height(share) * HEIGHT}px` };
}

function curve(from: number, to: number): string {
  const count = 48;
  const points = Array.from({ length: count + 1 }, (_, index) => {
    const share = from + ((to - from) * index) / count;
    return `${(share * WIDTH).toFixed(1)} ${(height(share) * HEIGHT).toFixed(2)}`;
  });
  return `M${points.join("L")}`;
}
