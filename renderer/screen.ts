import type { Drawn } from "../core/contract.ts";
import type { Pressed } from "../core/keys.ts";
import type { MediaState } from "../core/playback.ts";
import type { Mode } from "../core/running.ts";
import { turnOf, type View } from "../core/view.ts";
import "@fontsource-variable/bricolage-grotesque/standard.css";
import { keepAwake } from "./awake.ts";
import { showBadge } from "./badge.ts";
import { openClosedScreen } from "./closed.ts";
import { connect } from "./connection.ts";
import { openContents } from "./contents.ts";
import { openFrames } from "./frames.ts";
import { keepManners } from "./manners.ts";
import { moveOf, onKey, onPoint } from "./moves.ts";
import { openOverlay } from "./overlay.ts";
import { stageAddress } from "./places.ts";
import { openShift } from "./shift.ts";
import { openTalkKeys } from "./talk-keys.ts";
import { takeToken } from "./token.ts";
import { unanswered } from "./unanswered.ts";

/** The trusted page of a display: it fetches the slides that are due, hands them to the frame, and beats. */
const BEAT_MS = 1_000;
/** Slides kept ready: the neighbours of a few moves, never a deck. */
const KEPT = 16;
/** A frame is as old as this when another takes its place, in milliseconds; `?renew=` of the address says otherwise. */
const RENEW_MS = Number(new URLSearchParams(location.search).get("renew") ?? 6 * 3_600_000);

const MOST_UNTOLD = 10;

const client = connect(takeToken());
const contents = openContents(client, KEPT);
const ground = document.querySelector<HTMLElement>("#frames") ?? document.body;
const shift = openShift(ground);
let drawn: Drawn | null = null;
let asked = 0;
let mode: Mode = "kiosk";
/** Which loop of the playlist it is. */
let turn = "";
/** What a speaker lays over the slide; a kiosk has none. */
let overlay: ((view: View) => void) | null = null;
/** Faults of a moment when the app process was away: the next one is told. */
const untold: Parameters<typeof client.fault>[0][] = [];
const talkKeys = openTalkKeys(client, unanswered);

const frames = openFrames({
  parent: ground,
  addressOf: stageAddress,
  onMessage(message) {
    if (message.type === "move") return move(message.to);
    if (message.type === "follow") return void client.move(message).catch(unanswered);
    if (message.type === "key") return void heard(message.pressed);
    if (message.type === "media") return tellMedia(message.media);
    if (message.type === "measured" || message.type === "undressed") return;
    drawn = { place: message.place, step: message.step };
    client.drawn(drawn).catch(unanswered);
  },
  onFault(kind) {
    untold.push(kind);
    tellFaults();
  },
});

const closed = openClosedScreen(document.body);

client.on("view", (view) => {
  mode = view.mode;
  tellFaults();
  document.documentElement.dataset["curtain"] = view.curtain;
  shift.turn(view.shift);
  draw(view).catch(unanswered);
  if (mode === "talk") (overlay ??= openOverlay(client, ground, unanswered))(view);
});
client.on("badge", showBadge);
client.on("drive", (command) => frames.drive(command));
onKey(heard);
onPoint(move);
keepManners();
keepAwake(client, unanswered);
setInterval(() => client.beat(drawn).catch(unanswered), BEAT_MS);

function tellFaults(): void {
  for (const kind of untold.splice(0, untold.length)) {
    client.fault(kind).catch((error: unknown) => {
      if (untold.length < MOST_UNTOLD) untold.push(kind);
      unanswered(error);
    });
  }
}

async function draw(view: View): Promise<void> {
  asked += 1;
  const order = asked;
  const current = view.slides[view.current];
  if (!current) return;
  closed.show(view.closed, current.scheme);
  if (view.closed) return rest({ place: current.place, step: view.step });
  const picture = await contents.picture(view);
  // A later view may have come while this one was fetched.
  if (!picture || order !== asked) return;
  frames.show({ ...picture, held: view.curtain !== "open" });
  renewWithLoop(view.mode, turnOf(current.place));
}

/** A kiosk runs for weeks: its frame is renewed where a loop begins. */
function renewWithLoop(during: Mode, next: string): void {
  if (during === "kiosk" && turn !== "" && next !== turn) frames.renew(RENEW_MS);
  turn = next;
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

/** To the speaker, who drives what plays here. */
function tellMedia(all: MediaState[]): void {
  if (mode === "talk") client.media({ all }).catch(unanswered);
}
