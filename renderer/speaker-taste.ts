import { effect } from "@preact/signals";
import { readTaste } from "../core/taste.ts";
import type { Console } from "./speaker-state.ts";
import { unanswered } from "./unanswered.ts";

/** How long a pane must stand still before its place is kept, in milliseconds. */
const REST_MS = 400;

/** Keeps what the speaker likes. The app holds it between talks: the address of this page changes at each start. */
export function keepTaste({ client, taste }: Console): void {
  // The first desk says that the app is there.
  const stop = client.on("desk", () => {
    stop();
    void recall();
  });
  async function recall(): Promise<void> {
    const asked = taste.value;
    const kept = readTaste(await client.taste().catch(unanswered), navigator.language);
    // What the speaker has chosen meanwhile is newer.
    if (taste.value === asked) taste.value = known = kept;
  }
  let rest: ReturnType<typeof setTimeout> | undefined;
  let known = taste.value;
  effect(() => {
    const wanted = taste.value;
    if (wanted === known) return;
    known = wanted;
    clearTimeout(rest);
    rest = setTimeout(() => void client.keepTaste(wanted).catch(unanswered), REST_MS);
  });
}
