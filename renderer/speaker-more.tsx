import { Button } from "./speaker-button.tsx";
import { keep, like, perform } from "./speaker-do.ts";
import type { Console } from "./speaker-state.ts";
import { unanswered } from "./unanswered.ts";
import type { Word } from "./speaker-words.ts";

/** What is needed now and then. */
export function More({ on }: { on: Console }) {
  const { client, open, taste } = on;
  const item = (name: Word, act: () => void, keys?: string) => (
    <Button
      key={name}
      {...(keys && { keys })}
      onPress={() => {
        open.value = null;
        act();
      }}
    >
      {on.say(name)}
    </Button>
  );
  return (
    <div class="rows">
      {item("reset", () => void client.move({ type: "clock", clock: "reset" }).catch(unanswered))}
      {item("swap", () => perform(on, "swap"), "S")}
      {item("identify", () => void client.displays("identify").catch(unanswered))}
      {(on.desk.value?.langs.length ?? 0) > 1 &&
        item("language", () => perform(on, "language"), "L")}
      {item("inEnglish", () => like(on, { lang: taste.value.lang === "fr" ? "en" : "fr" }))}
      {item("scheme", () => like(on, { scheme: taste.value.scheme === "dark" ? "light" : "dark" }))}
      {item("times", () => void keep(on, "times"))}
      {item("rehearsal", () => void keep(on, "rehearsal"))}
      {item("help", () => (open.value = "help"), "?")}
      {item("quit", () => (open.value = "quit"))}
    </div>
  );
}
