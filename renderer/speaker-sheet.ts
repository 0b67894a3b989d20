import type { PictureSlide } from "./picture.ts";
import { sheetAddress } from "./places.ts";
import type { Lay, SheetCell } from "./sheet-lay.ts";

/** The frame of an overview, seen from the console: it is told which slides lie where, and gets those it lacks. */
export interface Sheet {
  /** Lays these, the first ones first; what is not among them leaves the frame. */
  lay(cells: SheetCell[], look: Pick<Lay, "scheme" | "lang">): void;
  close(): void;
}

/** Slides asked for at once: the first ones are seen while the others come. */
const BATCH = 8;

/**
 * @param frame the number of the frame's own origin, which no stage has
 * @param slideOf a cell's slide; null when it is gone
 */
export function openSheet(
  parent: HTMLElement,
  frame: number,
  slideOf: (id: string) => Promise<PictureSlide | null>,
): Sheet {
  const element = document.createElement("iframe");
  const address = sheetAddress(frame);
  let port: MessagePort | null = null;
  let held = new Set<string>();
  let wanted: Parameters<Sheet["lay"]> | null = null;
  let asked = 0;

  element.setAttribute("sandbox", "allow-scripts allow-same-origin");
  // A picture: what can be pressed, focused and read aloud lies over it, in the console.
  element.setAttribute("aria-hidden", "true");
  element.tabIndex = -1;
  element.addEventListener("load", connect);
  element.src = address;
  parent.append(element);

  function connect(): void {
    const messages = new MessageChannel();
    port?.close();
    port = messages.port1;
    held = new Set();
    element.contentWindow?.postMessage("sheet", new URL(address).origin, [messages.port2]);
    if (wanted) void lay(...wanted);
  }

  async function lay(cells: SheetCell[], look: Pick<Lay, "scheme" | "lang">): Promise<void> {
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

  function tell(
    cells: SheetCell[],
    look: Pick<Lay, "scheme" | "lang">,
    slides: Lay["slides"],
  ): void {
    const fresh = new Set(slides.map(({ id }) => id));
    const there = cells.filter(({ id }) => held.has(id) || fresh.has(id));
    held = new Set(there.map(({ id }) => id));
    port?.postMessage({ ...look, cells: there, slides } satisfies Lay);
  }

  return {
    lay: (cells, look) => void lay(cells, look),
    close() {
      asked += 1;
      port?.close();
      element.remove();
    },
  };
}
