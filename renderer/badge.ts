import type { Events } from "../core/contract.ts";

/** How long a display says its number, in milliseconds. */
const SHOWN_MS = 3_000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Lays the number of the display over the page, large enough to be read across a room. */
export function showBadge({ number, label }: Events["badge"]): void {
  document.querySelector("#badge")?.remove();
  const badge = document.createElement("p");
  badge.id = "badge";
  const large = document.createElement("strong");
  large.textContent = String(number);
  badge.append(large, label);
  document.body.append(badge);
  clearTimeout(timer);
  timer = setTimeout(() => badge.remove(), SHOWN_MS);
}
