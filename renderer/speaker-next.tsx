import { FrameBox } from "./speaker-frame.tsx";
import { sayPlanned } from "./speaker-head.tsx";
import type { Console } from "./speaker-state.ts";

/** What the next press of the key will show: a step of this slide, or the slide after it. */
export function Next({ on }: { on: Console }) {
  const desk = on.desk.value;
  if (!desk) return null;
  const { next, following, step, steps } = desk;
  const stays = step < steps;
  return (
    <section class="next" aria-label={on.say("next")}>
      <div class="next-slide">
        {next ? (
          <FrameBox on={on} view={next} first={20} name={on.say("next")} />
        ) : (
          <div class="nothing" />
        )}
      </div>
      <div class="next-words">
        <p class="kicker">{on.say(next === null ? "end" : stays ? "nextStep" : "next")}</p>
        {stays && (
          <p class="next-title">
            {step + 1} / {steps}
          </p>
        )}
        {following && (
          <>
            {stays && <p class="kicker">{on.say("next")}</p>}
            <p class="next-title">
              {following.title || `${on.say("slide")} ${following.slide + 1}`}
            </p>
            <p class="next-more">{sayFollowing(on)}</p>
          </>
        )}
      </div>
    </section>
  );
}

function sayFollowing(on: Console): string {
  const following = on.desk.value?.following;
  if (!following) return "";
  const { slide, steps, minutes } = following;
  const parts = [
    `${on.say("slide")} ${slide + 1}`,
    steps > 0 && `${steps} ${on.say(steps > 1 ? "steps" : "step")}`,
    sayPlanned(minutes, on),
  ];
  return parts.filter(Boolean).join(" · ");
}
