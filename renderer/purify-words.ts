/** Classes in which Reveal keeps what shows and how far it is; and the boxes that it draws itself. */
const STATE = new Set(
  `backgrounds controls current-fragment future overview past pause-overlay playback present progress r-overlay reveal
  reveal-viewport slide-background slide-background-content slides speaker-notes stack visible`.split(
    /\s+/,
  ),
);

/** The classes without those; null when none is left. */
export function heldClasses(value: string): string | null {
  const kept = value.split(/\s+/).filter((name) => name !== "" && !STATE.has(name));
  return kept.length > 0 ? kept.join(" ") : null;
}

/** All the functions a CSS value may call: they compute, draw or move, and fetch nothing. */
export const functions: ReadonlySet<string> = new Set(
  `calc clamp max min var
  color color-mix hsl hsla hwb lab lch oklab oklch rgb rgba
  conic-gradient linear-gradient radial-gradient repeating-conic-gradient repeating-linear-gradient repeating-radial-gradient
  cubic-bezier linear steps
  circle ellipse inset path polygon
  fit-content minmax repeat
  matrix perspective rotate rotatex rotatey rotatez scale scalex scaley skew skewx skewy translate translatex translatey
  translatez`.split(/\s+/),
);
const CALL = /([\w-]*)\(/g;
const OWN_PLACE = /\burl\((["']?)#[^"'()\s]*\1\)/gi;
/** An escape could write the name of a function in another way; the others end a declaration, a rule or an element. */
const FORBIDDEN = /[\\{}<>@;]|\/\*/;

/** Whether a CSS value calls only those; with `own places`, it may also refer to `url(#id)`. */
export function heldFunctions(value: string, references: "none" | "own places"): boolean {
  const rest = references === "none" ? value : value.replace(OWN_PLACE, "");
  if (FORBIDDEN.test(rest)) return false;
  return [...rest.matchAll(CALL)].every(
    ([, name = ""]) => name === "" || functions.has(name.toLowerCase()),
  );
}
