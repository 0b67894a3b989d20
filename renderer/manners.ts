/** How long the cursor stays after its last movement, in milliseconds. */
const CURSOR_MS = 3_000;
/** With Control or Command: the keys that zoom a page. */
const ZOOMS = new Set(["+", "-", "=", "_", "0"]);
const QUIET = ["contextmenu", "selectstart", "dragstart", "drop", "dragover", "auxclick", "submit"];

/**
 * A deck is watched, not browsed: nothing is selected, dragged or zoomed, no menu opens, and the cursor shows only while
 * somebody moves it. The same in the trusted page and in the stage's frame; `manners.css` has the rest.
 */
export function keepManners(): void {
  const stop = (event: Event) => event.preventDefault();
  for (const name of QUIET) addEventListener(name, stop, { capture: true });
  addEventListener("wheel", (event) => event.ctrlKey && stop(event), {
    capture: true,
    passive: false,
  });
  addEventListener("mousedown", (event) => event.button === 1 && stop(event), { capture: true });
  addEventListener(
    "keydown",
    (event) => (event.ctrlKey || event.metaKey) && ZOOMS.has(event.key) && stop(event),
    { capture: true },
  );
  showCursorWhileMoved();
}

function showCursorWhileMoved(): void {
  const { dataset } = document.documentElement;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let [x, y] = [-1, -1];
  addEventListener("pointermove", (event) => {
    // A browser also reports a cursor that stands still on a page that changes.
    const moved = event.screenX !== x || event.screenY !== y;
    [x, y] = [event.screenX, event.screenY];
    if (!moved || event.pointerType === "touch") return;
    dataset["hand"] = "";
    clearTimeout(rest);
    rest = setTimeout(() => delete dataset["hand"], CURSOR_MS);
  });
}
