import { Button } from "./speaker-button.tsx";
import { perform } from "./speaker-do.ts";
import type { Console } from "./speaker-state.ts";

/** What a hand reaches for: back and on, the curtain, the timer, and the rest behind one button. */
export function Bar({ on }: { on: Console }) {
  const { curtain = "open", clock, next } = on.desk.value ?? {};
  const running = clock?.running ?? false;
  return (
    <nav class="bar" aria-label={on.say("console")}>
      <div>
        <Button sign="back" onPress={() => perform(on, "previous")} keys="PageUp">
          {on.say("goBack")}
        </Button>
        <Button
          sign="next"
          kind="main"
          onPress={() => perform(on, "next")}
          keys="PageDown"
          disabled={next === null}
        >
          {on.say("goOn")}
        </Button>
      </div>
      <div>
        <Button pressed={curtain === "frozen"} onPress={() => perform(on, "freeze")} keys="F">
          {on.say(curtain === "frozen" ? "show" : "freeze")}
        </Button>
        <Button pressed={curtain === "black"} onPress={() => perform(on, "black")} keys="B">
          {on.say("black")}
        </Button>
        <Button pressed={curtain === "white"} onPress={() => perform(on, "white")} keys="W">
          {on.say("white")}
        </Button>
      </div>
      <div>
        <Button sign={running ? "hold" : "run"} onPress={() => perform(on, "clock")} keys="T">
          {on.say(running ? "hold" : on.elapsed.value > 0 ? "run" : "start")}
        </Button>
        <Button
          sign="search"
          onPress={() => perform(on, "search")}
          label={on.say("search")}
          keys="/"
        />
        <Button
          sign="overview"
          onPress={() => perform(on, "overview")}
          label={on.say("overview")}
          keys="O"
        />
        <Button sign="more" onPress={() => (on.open.value = "more")} label={on.say("more")} />
      </div>
    </nav>
  );
}
