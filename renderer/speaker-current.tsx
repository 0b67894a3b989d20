import { FrameBox } from "./speaker-frame.tsx";
import { sayPlanned } from "./speaker-head.tsx";
import { Media } from "./speaker-media.tsx";
import { Surface } from "./speaker-surface.tsx";
import type { Console } from "./speaker-state.ts";
import { Tools } from "./speaker-tools.tsx";

/** The slide the speaker is on, what the room sees of it, and the tools to draw on it. */
export function Current({ on }: { on: Console }) {
  const desk = on.desk.value;
  if (!desk) return null;
  return (
    <section class="current" aria-labelledby="current-title">
      <h1 id="current-title" class="unseen">
        {on.say("slide")} {desk.slide + 1} {desk.slideTitle}
      </h1>
      <div class="current-slide" data-curtain={desk.curtain}>
        <FrameBox on={on} view={desk.here} first={10} name={on.say("slide")} />
        <Surface on={on} />
      </div>
      <div class="caption">
        <strong data-curtain={desk.curtain}>{sayCurtain(on)}</strong>
        <span>{sayTime(on)}</span>
      </div>
      <Tools on={on} />
      <Media on={on} />
    </section>
  );
}

/** What the room sees. */
function sayCurtain(on: Console): string {
  const { curtain, frozen, slide, step } = on.desk.value ?? {};
  if (curtain === "black") return on.say("blackNow");
  if (curtain === "white") return on.say("whiteNow");
  if (curtain !== "frozen" || !frozen) return on.say("onScreen");
  const same = frozen.slide === slide && frozen.step === step;
  return `${same ? on.say("onScreen") : on.say("onlyYou")} · ${on.say("frozenOn")} ${frozen.slide + 1}`;
}

function sayTime(on: Console): string {
  const { steps = 0, step = 0, slideMinutes = null, displays = [] } = on.desk.value ?? {};
  const audience = displays.find(({ holds }) => holds === "audience");
  const parts = [
    steps > 0 && `${on.say("step")} ${step} / ${steps}`,
    sayPlanned(slideMinutes, on),
    audience && `${on.say("display")} ${audience.number} · ${audience.label}`,
  ];
  return parts.filter(Boolean).join(" · ");
}
