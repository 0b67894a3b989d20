import type { Problem } from "./deck.ts";
import type { Lines } from "./lines.ts";
import { problem } from "./problem.ts";
import type { Element } from "./tree.ts";

/** What `.slide:` comments ask of the player rather than of the page. */
export interface Asked {
  /** How long the slide stays in a loop. */
  seconds: number | null;
  /** Seconds planned for it in a talk: Reveal's `data-timing`. */
  planned: number | null;
  /** Notes written as an attribute, as Reveal allows; plain text. */
  notes: string;
  problems: Problem[];
}

/** Longest stay a slide may ask for: a day. */
const LONGEST = 86_400;

/**
 * Takes from a section the attributes that are not for the page, and writes the others as Reveal reads them:
 * `data-background` becomes a colour, a gradient or a picture.
 */
export function askedOf(section: Element, lines: Lines): Asked {
  const attributes = section.attributes ?? new Map<string, string>();
  const problems: Problem[] = [];
  const asked: Asked = {
    seconds: secondsOf(attributes, problems, lines),
    planned: plannedOf(attributes.get("data-timing")),
    notes: attributes.get("data-notes") ?? "",
    problems,
  };
  const only = attributes.get("data-only");
  if (only !== undefined && only !== "kiosk" && only !== "talk") {
    const values = { key: "data-only", value: only, expected: "kiosk | talk" };
    asked.problems.push(problem("setting-value", lines.find("data-only"), values));
  }
  silenceBackground(attributes);
  for (const name of TAKEN) attributes.delete(name);
  const background = attributes.get("data-background");
  if (background !== undefined) {
    attributes.delete("data-background");
    attributes.set(backgroundKind(background), background);
  }
  return asked;
}

/** `id` is the slide's key, read from the outline; the others are for the player and the speaker. */
const TAKEN = [
  "id",
  "data-autoslide",
  "data-notes",
  "data-only",
  "data-seconds",
  "data-timing",
  "data-visibility",
];

/** A film behind a slide always starts by itself: it is silent unless its author wants it heard. */
function silenceBackground(attributes: Map<string, string>): void {
  const loud = attributes.delete("data-background-video-sound");
  if (attributes.has("data-background-video") && !loud)
    attributes.set("data-background-video-muted", "");
}

function secondsOf(
  attributes: ReadonlyMap<string, string>,
  problems: Problem[],
  lines: Lines,
): number | null {
  const written = attributes.get("data-seconds");
  if (written !== undefined) {
    const seconds = Number(written);
    if (written.trim() !== "" && seconds >= 1 && seconds <= LONGEST) return seconds;
    const values = { key: "data-seconds", value: written, expected: `1 – ${LONGEST}` };
    problems.push(problem("setting-value", lines.find("data-seconds"), values));
  }
  // Reveal counts in milliseconds, and 0 means that the slide does not move by itself.
  const autoslide = Number(attributes.get("data-autoslide") ?? 0) / 1000;
  return autoslide >= 1 && autoslide <= LONGEST ? autoslide : null;
}

function plannedOf(written: string | undefined): number | null {
  const seconds = Number(written?.trim() || Number.NaN);
  return seconds > 0 && seconds <= LONGEST ? seconds : null;
}

function backgroundKind(value: string): string {
  if (/gradient\(/i.test(value)) return "data-background-gradient";
  const picture = /^\s*(?:https?:|data:|\/|\.)|\.(?:svg|png|jpe?g|gif|bmp|webp|avif)(?:[?#\s]|$)/i;
  return picture.test(value) ? "data-background-image" : "data-background-color";
}
