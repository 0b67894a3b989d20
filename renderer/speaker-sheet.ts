import { TOLD } from "./heart.ts";
import type { PictureSlide } from "./picture.ts";
import { sheetAddress } from "./places.ts";
import type { Lay, SheetCell } from "./sheet-lay.ts";

/**
 * The frame of the overview, seen from the console: it is told which slides lie where, and gets those it lacks. Its page is
 * loaded once: when it is first wanted, or before, while nothing else is to be done.
 */
export interface Sheet {
  /** Loads its page, out of sight. */
  warm(): void;
  /** Puts it in a place of the console. @param slideOf a cell's slide; null when it is gone */
  enter(parent: HTMLElement, slideOf: SlideOf): void;
  /** Lays these, the first ones first; what is not among them leaves the frame. */
  lay(cells: SheetCell[], look: Look): void;
  /** Takes it out of sight: its slides leave it, its page stays. */
  leave(): void;
}

type SlideOf = (id: string) => Promise<PictureSlide | null>;
type Look = Pick<Lay, "scheme" | "lang">;

/** Slides asked for at once: the first ones are seen while the others come. */
const BATCH = 8;

/** @param frame the number of the frame's own origin, which no stage has */
export function openSheet(frame: number): Sheet {
  const address = sheetAddress(frame);
  let element = frameFor(address, connect);
  const away = document.createElement("div");
  let port: MessagePort | null = null;
  let held = new Set<string>();
  let wanted: Parameters<Sheet["lay"]> | null = null;
  let slideOf: SlideOf = () => Promise.resolve(null);
  let asked = 0;

  away.hidden = true;

  function put(parent: HTMLElement): void {
    // Moved as it is, a frame keeps its page; put in by another way it would load it again.
    if (element.isConnected && parent.isConnected) parent.moveBefore(element, null);
    else parent.append(element);
  }

  function renew(): void {
    port = null;
    const fresh = frameFor(address, connect);
    element.replaceWith(fresh);
    element = fresh;
  }

  function connect(): void {
    const messages = new MessageChannel();
    const own = messages.port1;
    port?.close();
    port = own;
    // The port of a page whose process has died: another frame takes its place.
    own.addEventListener("close", () => {
      if (port !== own) return;
      renew();
    });
    own.start();
    held = new Set();
    element.contentWindow?.postMessage("sheet", new URL(address).origin, [messages.port2]);
    if (wanted) void lay(...wanted);
  }

  async function lay(cells: SheetCell[], look: Look): Promise<void> {
    wanted = [cells, look];
    const order = (asked += 1);
    if (!port) return;
    tell(cells, look, []);
    const missing = cells.filter(({ id }) => !held.has(id));
    for (let from = 0; from < missing.length; from += BATCH) {
      const batch = missing.slice(from, from + BATCH);
      const slides = await Promise.all(
        batch.map(async ({ id }) => {
          const slide = await slideOf(id);
          return slide ? [{ ...slide, id }] : [];
        }),
      );
      // Scrolled on meanwhile.
      if (order !== asked) return;
      tell(cells, look, slides.flat());
    }
  }

  function tell(cells: SheetCell[], look: Look, slides: Lay["slides"]): void {
    const fresh = new Set(slides.map(({ id }) => id));
    const there = cells.filter(({ id }) => held.has(id) || fresh.has(id));
    held = new Set(there.map(({ id }) => id));
    port?.postMessage({ ...look, cells: there, slides } satisfies Lay);
  }

  function warm(): void {
    if (element.isConnected) return;
    document.body.append(away);
    put(away);
  }

  return {
    warm,
    enter(parent, of) {
      slideOf = of;
      put(parent);
    },
    lay: (cells, look) => void lay(cells, look),
    leave() {
      if (wanted) void lay([], wanted[1]);
      document.body.append(away);
      put(away);
      if (!TOLD) renew();
    },
  };
}

function frameFor(address: string, onLoad: () => void): HTMLIFrameElement {
  const element = document.createElement("iframe");
  element.setAttribute("sandbox", "allow-scripts allow-same-origin");
  // A picture: what can be pressed, focused and read aloud lies over it, in the console.
  element.setAttribute("aria-hidden", "true");
  element.tabIndex = -1;
  element.addEventListener("load", onLoad);
  element.src = address;
  return element;
}
