import type { ClosedView } from "../core/closing.ts";
import type { Lang, Scheme } from "../core/deck.ts";

/** What a screen shows outside its hours: black, or the time and when the show opens again. */
export interface ClosedScreen {
  /** In the scheme of the show. Null takes it away. */
  show(closed: ClosedView | null, scheme: Scheme): void;
}

const LANGS: readonly Lang[] = ["fr", "en"];
const OPENS: Record<Lang, string> = { fr: "Réouverture", en: "Open again" };
/** The zones of a day's end differ: the locale decides on commas and order, 24 hours are read everywhere. */
const LOCALES: Record<Lang, string> = { fr: "fr-FR", en: "en-GB" };
const MINUTE_MS = 60_000;
/** The face goes round a square of this half side in a quarter of an hour, in pixels of the slide: 1.2 % of its width. */
const DRIFT = 15;
const ROUND_MINUTES = 16;

export function openClosedScreen(parent: HTMLElement): ClosedScreen {
  const root = document.createElement("section");
  root.id = "closed";
  root.hidden = true;
  parent.append(root);
  let shown: ClosedView | null = null;
  let timer = 0;

  function draw(): void {
    clearTimeout(timer);
    root.hidden = shown === null;
    if (!shown) return root.replaceChildren();
    root.dataset["with"] = shown.with;
    if (shown.with === "black") return root.replaceChildren();
    const now = Date.now();
    root.replaceChildren(faceOf(shown, now), line("div", "thread", ""));
    drift(root, now);
    // At the turn of the minute, and a little after rather than before.
    timer = window.setTimeout(draw, MINUTE_MS - (now % MINUTE_MS) + 20);
  }

  return {
    show(closed, scheme) {
      shown = closed;
      root.dataset["scheme"] = scheme;
      draw();
    },
  };
}

function faceOf({ zone, opens }: ClosedView, now: number): HTMLElement {
  const face = line("div", "face", "");
  face.append(
    line("p", "time", format("fr", now, { timeZone: zone, hour: "2-digit", minute: "2-digit" })),
    line("p", "date", dateOf("fr", now, zone)),
  );
  for (const lang of opens === null ? [] : LANGS) {
    const said = line("p", "opens", `${OPENS[lang]} ${momentOf(lang, opens ?? now, now, zone)}`);
    said.lang = lang;
    face.append(said);
  }
  return face;
}

/** The hour alone today, else the day too. */
function momentOf(lang: Lang, moment: number, now: number, zone: string): string {
  const hour = format(lang, moment, { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  const today = dateOf(lang, moment, zone) === dateOf(lang, now, zone);
  const at = lang === "fr" ? "à" : "at";
  if (today) return `${at} ${hour}`;
  const day = format(lang, moment, {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  return lang === "fr" ? `${day} ${at} ${hour}` : `on ${day} ${at} ${hour}`;
}

function dateOf(lang: Lang, moment: number, zone: string): string {
  return format(lang, moment, {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}

function format(lang: Lang, moment: number, options: Intl.DateTimeFormatOptions): string {
  const said = new Intl.DateTimeFormat(LOCALES[lang], { hourCycle: "h23", ...options }).format(
    moment,
  );
  // A day stays with its month.
  return said.replace(/(\d) (?=\p{L})/gu, "$1\u00A0");
}

function drift(root: HTMLElement, now: number): void {
  const angle = ((now / MINUTE_MS) % ROUND_MINUTES) * ((2 * Math.PI) / ROUND_MINUTES);
  root.style.setProperty("--shift-x", (DRIFT * Math.cos(angle)).toFixed(1));
  root.style.setProperty("--shift-y", (DRIFT * Math.sin(angle)).toFixed(1));
}

function line(tag: "p" | "div", name: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}
