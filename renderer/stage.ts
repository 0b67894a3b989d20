import "reveal.js/reset.css";
import "reveal.js/reveal.css";
import "@fontsource-variable/bricolage-grotesque/standard.css";
import "@fontsource-variable/source-code-pro";
import "katex/dist/katex.min.css";
import "./theme.css";
import "./language.css";
import "./code.css";
import "./charts.css";
import "./manners.css";
import { press } from "../core/keys.ts";
import { sheetFor, type Sheet } from "../core/look.ts";
import { dress, undress } from "./bare.ts";
import { onLink } from "./links.ts";
import { keepManners } from "./manners.ts";
import { moveOf, onKey, onPoint } from "./moves.ts";
import pulse from "./pulse.ts?worker&url";
import type { Picture, Showing, ToScreen, ToStage } from "./picture.ts";
import { pageOrigin } from "./places.ts";
import { letRevealWrite, purify, purifyAttributes } from "./purify.ts";
import { report } from "./report.ts";
import { mountReveal, type RevealStage } from "./reveal.ts";
import { watchMedia } from "./stage-media.ts";
import { openStill } from "./still.ts";
import { classOf, wear } from "./theme.ts";
import { drawThread, groundThread } from "./thread.ts";
import { withoutTooltips } from "./tooltips.ts";
import { sayUnplayable } from "./unplayable.ts";

/** The frame that draws a deck: an origin and a process of its own, no token, no bridge. It draws what it is told. */
const still = matchMedia("(prefers-reduced-motion: reduce)");
const root = document.querySelector<HTMLElement>("#stage") ?? document.body;
let port: MessagePort | null = null;
let stage: RevealStage | null = null;
let wanted: Showing | null = null;
const calm = openStill(root);
/** The place of the slide that shows. */
let shown = "";
const media = watchMedia(root, (playback) => tell({ type: "media", place: shown, ...playback }));
/** The picture under the curtain. */
let held: Picture | null = null;
/** This frame stands by under another. */
let standingBy = false;

addEventListener("message", (event) => {
  // Only the page that embeds us, once: it alone can move the show.
  const [given, beats] = event.ports;
  if (port || event.origin !== pageOrigin() || !given || !beats) return;
  startPulse(beats);
  port = given;
  port.addEventListener("message", ({ data }) => hear(data as ToStage));
  port.start();
});
addEventListener("pagehide", () => tell({ type: "away" }));
addEventListener("resize", shape);
still.addEventListener("change", () => stage?.setReducedMotion(still.matches));
onPoint((to) => tell({ type: "move", to }));
onKey((pressed) => {
  tell({ type: "key", pressed });
  return moveOf(pressed) !== null || press("", pressed).command !== null;
});
onLink((key) => tell({ type: "follow", key }));
keepManners();
sayUnplayable(root);
letRevealWrite();
void mount();

function startPulse(beats: MessagePort): void {
  // Under Trusted Types a worker's address is a guarded place: this policy lets one address through.
  const only = (address: string) => {
    if (address !== pulse) throw new TypeError("The stage starts no other worker.");
    return address;
  };
  const policy = window.trustedTypes?.createPolicy("pulse", { createScriptURL: only });
  // The DOM's types do not know that a worker takes a TrustedScriptURL.
  const address = (policy?.createScriptURL(pulse) ?? pulse) as string;
  new Worker(address, { type: "module" }).postMessage("beat", [beats]);
}

async function mount(): Promise<void> {
  stage = await mountReveal(root, {
    ...shape(),
    transition: "current",
    center: false,
    margin: 0,
    reducedMotion: still.matches,
    trust: (html) => withoutTooltips(purify(html)),
    onDrawn({ place, step }) {
      shown = place;
      tell({ type: "drawn", place, step });
    },
  });
  stage.setReducedMotion(still.matches);
  if (wanted) void draw(wanted);
}

function hear(message: ToStage): void {
  if (message.type === "ping") return tell({ type: "pong" });
  if (message.type === "measure") return void measured();
  if (message.type === "drive") return media.drive(message.command);
  if (message.type === "undress") return void undressed();
  wanted = message;
  void draw(message);
}

async function measured(): Promise<void> {
  tell({ type: "measured", ...(await report(root, sheet())) });
}

async function undressed(): Promise<void> {
  tell({ type: "undressed", mark: await undress() });
}

async function draw(order: Showing): Promise<void> {
  const { picture, standby = false, playback = null } = order;
  const enters = standingBy && !standby;
  // What hangs under a curtain stays as it is, even when its deck is edited meanwhile.
  if (held && picture.held && !enters && samePlace(held, picture)) return;
  held = null;
  standingBy = standby;
  calm.release();
  dress();
  hush(standby || picture.quiet === true);
  document.documentElement.lang = picture.lang;
  const slides = picture.slides.map((slide) => ({
    ...slide,
    attributes: withClass(purifyAttributes(slide.attributes), classOf(slide.theme)),
  }));
  light(slides[picture.current]?.attributes["data-scheme"] ?? "light");
  wear(classOf(picture.slides[picture.current]?.theme));
  drawThread(root, picture.slides[picture.current]);
  // A slide that is there already goes on before it is said to be drawn; another starts by itself.
  const there = shown === slides[picture.current]?.place;
  if (there && playback) await media.goOn(playback);
  else if (there && enters) stage?.play();
  await stage?.show({ slides, current: picture.current, step: picture.step });
  groundThread(root);
  if (!there && playback) await media.goOn(playback);
  media.report();
  if (!(picture.held || standby) || wanted !== order || !stage) return;
  if (picture.held) held = picture;
  calm.hold();
}

/** Nothing plays: on a speaker's console it does in the audience's window, underneath another frame it does in that. */
function hush(quiet: boolean): void {
  media.hush(quiet);
  stage?.hush(quiet);
}

function samePlace(one: Picture, other: Picture): boolean {
  const [a, b] = [one, other].map(({ slides, current }) => slides[current]?.place);
  return a === b && one.step === other.step;
}

/** The ground and the thread in the scheme of the slide; its own marks follow the section's. */
function light(scheme: string): void {
  document.documentElement.dataset["scheme"] = scheme;
}

function withClass(attributes: Record<string, string>, name: string): Record<string, string> {
  if (name === "") return attributes;
  return { ...attributes, class: `${attributes["class"] ?? ""} ${name}`.trim() };
}

/** The logical size that suits the window: a totem stands, everything else lies. */
function shape(): Sheet {
  const { width, height } = sheet();
  document.documentElement.dataset["shape"] = height > width ? "portrait" : "landscape";
  stage?.resize(width, height);
  return { width, height };
}

function sheet(): Sheet {
  return sheetFor({ width: innerWidth, height: innerHeight });
}

function tell(message: ToScreen): void {
  port?.postMessage(message);
}
