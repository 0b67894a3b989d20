import { press } from "../core/keys.ts";
import { perform } from "./speaker-do.ts";
import type { Console } from "./speaker-state.ts";

/** What is typed into, and what answers keys of its own. */
const FIELDS = 'input:not([type="range"]), textarea, select';
const OWN_ARROWS = '[role="separator"], input[type="range"]';

/** Keys that may be held down. */
const MAY_REPEAT: ReadonlySet<unknown> = new Set(["next", "previous", "larger", "smaller"]);

/** Hears the keyboard and the clicker. While a panel is open its own keys work, and Escape closes it. */
export function hearKeys(on: Console): void {
  addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (owns(target, event)) return;
    const { digits, command } = press(on.digits.value, {
      key: event.key,
      code: event.code,
      ctrl: event.ctrlKey || event.metaKey,
      alt: event.altKey,
      shift: event.shiftKey,
    });
    on.digits.value = digits;
    if (command === null) return;
    event.preventDefault();
    // A key held down does not toggle a screen twenty times a second.
    if (event.repeat && !MAY_REPEAT.has(command)) return;
    perform(on, command);
  });
}

function owns(target: Element, event: KeyboardEvent): boolean {
  if (event.key === "Escape" || event.key === "F5") return false;
  const plain = !event.ctrlKey && !event.metaKey;
  if (target.closest("dialog")) return true;
  if (target.matches(FIELDS)) return plain;
  if (/^(Arrow|Home|End)/.test(event.key) && target.closest(OWN_ARROWS)) return true;
  // Long notes are read on with the arrows by whoever went there with Tab; a hand that touched them moves the talk.
  if (/^Arrow(Up|Down)$/.test(event.key) && target.matches(".notes-text:focus-visible"))
    return true;
  // A button is pressed with Enter or the space bar; what a clicker sends goes on with the talk.
  return /^(Enter| )$/.test(event.key) && target.closest("button, a, summary") !== null;
}
