import type { CDPSession, Frame } from "@playwright/test";
import { patiently } from "./wall-watch.ts";

/** Somebody who tries everything on the slide on stage: looks, moves over, clicks, focuses, types, submits. */

/** How long a slide is only watched: what it does by itself it does in the first frames. In milliseconds. */
const WATCHED_MS = 50;
/** Places touched on a slide, at most. */
const PLACES = 4;

/** Resolves when the slide has had time to act by itself. Nothing happening has no event to wait for. */
export function watchOnly(frame: Frame, gone: () => boolean): Promise<void> {
  return patiently(frame.evaluate(pass, WATCHED_MS), gone);
}

/**
 * @param input a session of the page: real input, sent as one burst so that hundreds of decks take minutes, not hours.
 * @param gone says that the page is not what it was, so that nothing more can be learnt from it.
 */
export async function visit(
  input: CDPSession,
  frame: Frame,
  gone: () => boolean,
  keys: readonly Key[] = KEYS,
): Promise<void> {
  await patiently(tryAll(input, frame, gone, keys), gone);
}

async function tryAll(
  input: CDPSession,
  frame: Frame,
  gone: () => boolean,
  keys: readonly Key[],
): Promise<void> {
  // A browser drops what is clicked before the first frame.
  await frame.evaluate(pass, 0);
  const places = await frame.evaluate(placesToTouch, PLACES);
  await Promise.all(places.flatMap(({ x, y }) => click(input, x, y)));
  const [first] = places;
  if (first && !gone()) await Promise.all(touchOtherwise(input, first));
  if (!gone()) await Promise.all(type(input, keys));
  if (!gone()) await frame.evaluate(actByScript);
  if (!gone()) await frame.evaluate(pass, WATCHED_MS);
}

type Button = "left" | "middle" | "right";
type Sent = Promise<unknown>;

function click(
  input: CDPSession,
  x: number,
  y: number,
  button: Button = "left",
  clickCount = 1,
): Sent[] {
  const at = { x, y, button, clickCount };
  return [
    input.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y }),
    input.send("Input.dispatchMouseEvent", { type: "mousePressed", ...at }),
    input.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...at }),
  ];
}

function touchOtherwise(input: CDPSession, { x, y }: Place): Sent[] {
  return [
    input.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX: 0, deltaY: 40 }),
    ...click(input, x, y),
    ...click(input, x, y, "left", 2),
    ...click(input, x, y, "middle"),
    ...click(input, x, y, "right"),
    input.send("Input.dispatchMouseEvent", { type: "mouseMoved", x: x + 2, y: y + 2 }),
  ];
}

interface Key {
  key: string;
  code: string;
  windowsVirtualKeyCode: number;
  text?: string;
  modifiers?: number;
}

/** Keys: through the elements that take focus, and on each what activates it; a letter; a shortcut. */
const KEYS: readonly Key[] = [
  { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 },
  { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13, text: "\r" },
  { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 },
  { key: " ", code: "Space", windowsVirtualKeyCode: 32, text: " " },
  { key: "a", code: "KeyA", windowsVirtualKeyCode: 65, text: "a" },
  { key: "x", code: "KeyX", windowsVirtualKeyCode: 88, modifiers: 1 },
];

/** Without going through the elements: in a window with its own frame, that ends outside the page, in the browser. */
export const KEYS_IN_PLACE = KEYS.filter(({ key }) => key !== "Tab");

function type(input: CDPSession, keys: readonly Key[]): Sent[] {
  return keys.flatMap((key) => [
    input.send("Input.dispatchKeyEvent", { type: "keyDown", ...key }),
    input.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }),
  ]);
}

interface Place {
  x: number;
  y: number;
}

/** Runs in the page: where to touch what is on the slide on stage, then what it wrote elsewhere. */
function placesToTouch(most: number): Place[] {
  const query = Document.prototype.querySelectorAll;
  const all = ["section.present *", "body > *"].map((selector) => query.call(document, selector));
  const places: Place[] = [];
  for (const element of all.flatMap((list) => [...list])) {
    const { left, top, width, height } = element.getBoundingClientRect();
    const place = {
      x: Math.round(left + Math.min(width / 2, 60)),
      y: Math.round(top + height / 2),
    };
    const seen = width > 0 && height > 0 && place.x >= 0 && place.y >= 0;
    if (!seen || place.x >= innerWidth || place.y >= innerHeight) continue;
    if (places.some(({ x, y }) => Math.abs(x - place.x) + Math.abs(y - place.y) < 8)) continue;
    places.push(place);
    if (places.length === most) break;
  }
  return places;
}

/** Runs in the page: focus and clicks on what has no place to touch, and every form sent. */
function actByScript(): void {
  const query = Document.prototype.querySelectorAll;
  for (const element of query.call(document, "section.present *")) {
    if (element instanceof HTMLElement || element instanceof SVGElement) element.focus();
  }
  for (const element of query.call(document, "section.present :is(a, area, button, label, p, g)")) {
    element.dispatchEvent(
      new MouseEvent("click", { bubbles: true, cancelable: true, view: window }),
    );
  }
  for (const form of query.call(document, "section.present form")) {
    HTMLFormElement.prototype.requestSubmit.call(form);
  }
}

/** Runs in the page: two frames, then a while. */
async function pass(ms: number): Promise<void> {
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  await new Promise((resolve) => setTimeout(resolve, ms));
}
