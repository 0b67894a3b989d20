import type { Lang } from "../core/deck.ts";
import { sayTimer } from "../core/duration.ts";
import { Button } from "./speaker-button.tsx";
import { perform } from "./speaker-do.ts";
import type { Console } from "./speaker-state.ts";
import { unanswered } from "./unanswered.ts";

/** What the speaker alone must know, over the bottom of the console, and out of the way of the slide. */
export function Banners({ on }: { on: Console }) {
  return (
    <div class="banners" role="status">
      <Resume on={on} />
      <Problem on={on} />
      <Digits on={on} />
      {on.notice.value !== "" && (
        <div class="banner">
          <p>{on.notice}</p>
          <Button sign="close" label={on.say("close")} onPress={() => (on.notice.value = "")} />
        </div>
      )}
    </div>
  );
}

function Resume({ on }: { on: Console }) {
  const desk = on.desk.value;
  const offer = desk?.resume;
  // Who has moved on has answered; R still takes the offer.
  if (!offer || desk.clock.running || desk.clock.elapsedMs > 0) return null;
  return (
    <div class="banner">
      <p>
        {on.say("resumeAt")} <strong>{offer.slide + 1}</strong> {quoted(offer.title, on.lang.value)}
        , {sayTimer(offer.elapsedMs)}
      </p>
      <Button kind="main" keys="R" onPress={() => perform(on, "resume")}>
        {on.say("run")} (R)
      </Button>
      <Button onPress={() => on.client.move({ type: "forget" }).catch(unanswered)}>
        {on.say("fresh")}
      </Button>
    </div>
  );
}

/** In French a narrow no-break space (U+202F) stands inside the quotes. */
function quoted(text: string, lang: Lang): string {
  return lang === "fr" ? `«\u202F${text}\u202F»` : `“${text}”`;
}

function Problem({ on }: { on: Console }) {
  const problem = on.desk.value?.problems.find(({ severity }) => severity === "error");
  if (!problem) return null;
  return (
    <div class="banner" data-level="late">
      <p>
        <strong>
          {problem.file}:{problem.line}
        </strong>{" "}
        {problem.message[on.lang.value]}
      </p>
    </div>
  );
}

function Digits({ on }: { on: Console }) {
  if (on.digits.value === "") return null;
  return (
    <div class="banner">
      <p>
        {on.say("jump")} <strong>{on.digits}</strong> ⏎
      </p>
    </div>
  );
}
