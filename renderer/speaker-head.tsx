import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { sayDuration, sayTimer } from "../core/duration.ts";
import { sayPace, type PaceLevel } from "../core/pace.ts";
import { Sign } from "./speaker-sign.tsx";
import type { Console } from "./speaker-state.ts";

/** What is read at arm's length: the time, the pace, and where the talk is. */
export function Head({ on }: { on: Console }) {
  return (
    <div class="head-row">
      <Timer on={on} />
      <PacePill on={on} />
      <Place on={on} />
    </div>
  );
}

function Timer({ on }: { on: Console }) {
  const time = useComputed(() => sayTimer(on.elapsed.value));
  const running = on.desk.value?.clock.running ?? false;
  const total = on.plan.value.total;
  return (
    <div class="timer" data-held={running ? undefined : ""}>
      <span class="clock" role="timer" aria-label={on.say("clock")}>
        {time}
      </span>
      <span class="timer-side">
        {total !== null && (
          <span class="total">
            {on.say("of")} {sayTimer(total)}
          </span>
        )}
        <Remaining on={on} />
      </span>
    </div>
  );
}

function Remaining({ on }: { on: Console }) {
  const left = useComputed(() => {
    const { remaining } = on.pace.value;
    return remaining === null ? "" : `${on.say("left")} ${sayTimer(remaining)}`;
  });
  const running = on.desk.value?.clock.running ?? false;
  if (!running && on.elapsed.value > 0) return <span class="held">{on.say("held")}</span>;
  return <span class="left">{left}</span>;
}

const signs: Record<PaceLevel, "tick" | "early" | "late" | "over" | "free"> = {
  none: "free",
  ahead: "early",
  on: "tick",
  behind: "late",
  late: "late",
  over: "over",
};

function PacePill({ on }: { on: Console }) {
  const said = useComputed(() => sayPace(on.pace.value, on.lang.value));
  const { level } = on.pace.value;
  return (
    <div class="pace" data-level={level}>
      <Sign name={signs[level]} />
      <span>
        <strong>{said.value.fact}</strong>
        <small>{said.value.advice}</small>
      </span>
    </div>
  );
}

function Place({ on }: { on: Console }) {
  const { slide = 0, of = 0, section = null } = on.desk.value ?? {};
  return (
    <div class="place">
      <span
        class="number"
        aria-label={`${on.say("slide")} ${slide + 1} ${on.say("of")} ${of}`}
        role="img"
      >
        {slide + 1} <span>/ {of}</span>
      </span>
      <span class="wall">
        {section !== null && section !== on.desk.value?.slideTitle && (
          <span class="section">{section}</span>
        )}
        <WallClock on={on} />
      </span>
    </div>
  );
}

function WallClock({ on }: { on: Console }) {
  const time = useSignal(new Date());
  useEffect(() => {
    const timer = setInterval(() => (time.value = new Date()), 1_000);
    return () => clearInterval(timer);
  }, [time]);
  const said = useComputed(() =>
    time.value.toLocaleTimeString(on.lang.value === "fr" ? "fr-FR" : "en-GB", {
      hour: "2-digit",
      minute: "2-digit",
    }),
  );
  return (
    <span>
      {said} {on.say("wall")}
    </span>
  );
}

/** How long the slide on stage is meant to last, and how long it has: under the slide. */
export function sayPlanned(minutes: number | null, on: Console): string {
  return minutes === null ? "" : sayDuration(minutes * 60_000, on.lang.value);
}
