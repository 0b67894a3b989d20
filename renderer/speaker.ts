import { connect } from "./connection.ts";
import { openTalkKeys } from "./talk-keys.ts";
import { onKey } from "./moves.ts";
import { takeToken } from "./token.ts";

/** The speaker's console: where the talk is, what comes, and the moves. */
const BEAT_MS = 1_000;
const client = connect(takeToken());
const root = document.querySelector<HTMLElement>("#console") ?? document.body;

client.on("desk", (desk) => {
  const now = line("now", `${desk.slide + 1} / ${desk.of} · ${desk.slideTitle}`);
  const next = line("next", desk.next ? (desk.following?.title ?? desk.slideTitle) : "—");
  root.replaceChildren(now, next);
});
onKey(openTalkKeys(client, unanswered).hear);
setInterval(() => client.beat(null).catch(unanswered), BEAT_MS);

function line(name: string, text: string): HTMLElement {
  const element = document.createElement("p");
  element.id = name;
  element.textContent = text;
  return element;
}

/** The app process is away or has gone on: the next desk says it all again. */
function unanswered(error: unknown): void {
  console.info(error instanceof Error ? error.message : error);
}
