import { lastName } from "../core/address.ts";

/**
 * A film or sound that cannot be played leaves a sentence in its place: a black box would look like a fault of the
 * screen. What it shows is said by its name, and a poster stays.
 */
const SAYS: Readonly<Record<string, string>> = {
  fr: "ne peut pas être lu ici",
  en: "cannot be played here",
};

/** Watches the media of the slides; errors of loading do not bubble, so they are caught on their way down. */
export function sayUnplayable(root: HTMLElement): void {
  root.addEventListener("error", ({ target }) => tell(mediumOf(target)), { capture: true });
}

/** The medium that has nothing left to try: a source fails for it only when it is the last. */
function mediumOf(target: EventTarget | null): HTMLMediaElement | null {
  if (target instanceof HTMLMediaElement) return target.hasAttribute("src") ? target : null;
  if (!(target instanceof HTMLSourceElement)) return null;
  const medium = target.parentElement;
  const last = medium?.querySelector("source:last-of-type") === target;
  return medium instanceof HTMLMediaElement && last ? medium : null;
}

function tell(medium: HTMLMediaElement | null): void {
  // A film behind a slide is scenery: the slide's colour is enough.
  if (!medium?.closest(".slides") || medium.nextElementSibling?.matches(".unplayable")) return;
  const note = document.createElement("small");
  note.className = "unplayable";
  const name = medium.getAttribute("aria-label") ?? fileOf(medium);
  note.textContent = `${name} — ${SAYS[document.documentElement.lang] ?? SAYS["en"]}`;
  medium.after(note);
  if (!medium.hasAttribute("poster")) medium.hidden = true;
}

function fileOf(medium: HTMLMediaElement): string {
  return lastName(medium.currentSrc || medium.querySelector("source")?.src || "");
}
