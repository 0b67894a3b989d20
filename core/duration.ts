import type { Lang } from "./deck.ts";

/** The space between a number and its unit: it never breaks. */
const NBSP = "\u00a0";

/** A duration as it is said: `48 s`, `1 min 20`, `1 h 05`. From milliseconds; what is under a second is dropped. */
export function sayDuration(ms: number, lang: Lang): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  if (seconds < 60) return `${seconds}${NBSP}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)}${NBSP}h${NBSP}${two(minutes % 60)}`;
  const rest = seconds % 60;
  if (rest === 0) return `${minutes}${NBSP}min`;
  return `${minutes}${NBSP}min${NBSP}${two(rest)}${lang === "fr" ? "" : `${NBSP}s`}`;
}

/** A duration as a timer shows it: `08:24`, `1:02:03`, and `−00:30` for a time that is over. From milliseconds. */
export function sayTimer(ms: number): string {
  // A count-down reaches 00:00 when the time is over, not a second before.
  const seconds = ms < 0 ? Math.ceil(ms / 1000) : Math.floor(ms / 1000);
  const size = Math.abs(seconds);
  const hours = Math.floor(size / 3600);
  const rest = `${two(Math.floor(size / 60) % 60)}:${two(size % 60)}`;
  return `${seconds < 0 ? "−" : ""}${hours > 0 ? `${hours}:` : ""}${rest}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
