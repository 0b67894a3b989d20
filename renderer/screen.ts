import type { Drawn, SlideContent } from "../core/contract.ts";
import type { Pressed } from "../core/keys.ts";
import type { Mode } from "../core/running.ts";
import type { SlideRef, View } from "../core/view.ts";
import "@fontsource-variable/bricolage-grotesque/standard.css";
import { showBadge } from "./badge.ts";
import { openClosedScreen } from "./closed.ts";
import { connect } from "./connection.ts";
import { openFrames } from "./frames.ts";
import { keepManners } from "./manners.ts";
import { moveOf, onKey, onPoint } from "./moves.ts";
import type { PictureSlide } from "./picture.ts";
import { stageAddress } from "./places.ts";
import { openTalkKeys } from "./talk-keys.ts";
import { takeToken } from "./token.ts";

/** The trusted page of a display: it fetches the slides that are due, hands them to the frame, and beats. */
const BEAT_MS = 1_000;
/** Slides kept ready: the neighbours of a few moves, never a deck. */
const KEPT = 16;

const client = connect(takeToken());
const kept = new Map<string, SlideContent>();
let drawn: Drawn | null = null;
let asked = 0;
let mode: Mode = "kiosk";
const talkKeys = openTalkKeys(client, unanswered);

const frames = openFrames({
  parent: document.querySelector<HTMLElement>("#frames") ?? document.body,
  addressOf: stageAddress,
  onMessage(message) {
    if (message.type === "move") return move(message.to);
    if (message.type === "follow") return void client.move(message).catch(unanswered);
    if (message.type === "key") return void heard(message.pressed);
    if (message.type === "measured") return;
    drawn = { place: message.place, step: message.step };
    client.drawn(drawn).catch(unanswered);
  },
  onFault(kind) {
    client.fault(kind).catch(unanswered);
  },
});

const closed = openClosedScreen(document.body);

client.on("view", (view) => {
  mode = view.mode;
  document.documentElement.dataset["curtain"] = view.curtain;
  draw(view).catch(unanswered);
});
client.on("badge", showBadge);
onKey(heard);
onPoint(move);
keepManners();
setInterval(() => client.beat(drawn).catch(unanswered), BEAT_MS);

async function draw(view: View): Promise<void> {
  asked += 1;
  const order = asked;
  const current = view.slides[view.current];
  if (!current) return;
  closed.show(view.closed);
  if (view.closed) return rest({ place: current.place, step: view.step });
  const contents = await Promise.all(view.slides.map(contentOf));
  // A later view came while this one was fetched.
  if (order !== asked || !contents[view.current]) return;
  const slides = view.slides.flatMap((ref, index) => pictureOf(ref, contents[index] ?? null));
  frames.show({
    slides,
    current: slides.findIndex((slide) => slide.place === current.place),
    step: view.step,
    lang: current.lang,
    held: view.curtain !== "open",
  });
}

/** Outside the hours nothing plays unseen and no sound is heard: the frames are away. */
async function rest(instead: Drawn): Promise<void> {
  const order = asked;
  frames.rest();
  // Two frames later it is really seen.
  for (let count = 0; count < 2; count += 1)
    await new Promise((resolve) => requestAnimationFrame(resolve));
  if (order !== asked) return;
  drawn = instead;
  await client.drawn(drawn);
}

async function contentOf(ref: SlideRef): Promise<SlideContent | null> {
  const known = kept.get(ref.hash);
  const content = known ?? (await client.slide(ref.deck, ref.revision, ref.slide));
  if (!content) return null;
  // Put again at the end: the oldest leave first.
  kept.delete(ref.hash);
  kept.set(ref.hash, content);
  for (const hash of kept.keys()) if (kept.size > KEPT) kept.delete(hash);
  return content;
}

function pictureOf(ref: SlideRef, content: SlideContent | null): PictureSlide[] {
  if (!content) return [];
  const { hash, attributes, html } = content;
  return [{ place: ref.place, of: ref.of, hash, attributes, html }];
}

/** @returns whether the key meant something */
function heard(pressed: Pressed): boolean {
  if (mode === "talk") return talkKeys.hear(pressed);
  const to = moveOf(pressed);
  if (to) move(to);
  return to !== null;
}

function move(to: "next" | "previous" | "first" | "last"): void {
  client.move({ type: to }).catch(unanswered);
}

/** The app process is away or has gone on: the next view, which comes with the next connection, says it all again. */
function unanswered(error: unknown): void {
  console.info(error instanceof Error ? error.message : error);
}
