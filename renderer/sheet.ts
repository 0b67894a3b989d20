import "reveal.js/reset.css";
import "reveal.js/reveal.css";
import "@fontsource-variable/bricolage-grotesque/standard.css";
import "@fontsource-variable/source-code-pro";
import "katex/dist/katex.min.css";
import "./theme.css";
import "./language.css";
import "./code.css";
import "./charts.css";
import "./reveal-still.css";
import "./sheet.css";
import { pageOrigin } from "./places.ts";
import { SHEET_SLIDE, type Lay } from "./sheet-lay.ts";
import { openSheetSlide, type SheetSlide } from "./sheet-slide.ts";

/**
 * The frame that draws the overview of a deck: still pictures of the slides in sight, in an origin and a process of its
 * own, behind the second wall, like the stage. It holds the slides it was last told of and nothing else.
 */
const root = document.querySelector<HTMLElement>("#sheet") ?? document.body;
const held = new Map<string, SheetSlide>();
let given = false;

addEventListener("message", (event) => {
  // Only the page that embeds us, once.
  const [port] = event.ports;
  if (given || event.origin !== pageOrigin() || !port) return;
  given = true;
  port.addEventListener("message", ({ data }) => lay(data as Lay));
  port.start();
});

function lay({ scheme, lang, cells, slides }: Lay): void {
  document.documentElement.dataset["scheme"] = scheme;
  document.documentElement.lang = lang;
  const wanted = new Set(cells.map(({ id }) => id));
  for (const [id, slide] of held) {
    if (wanted.has(id)) continue;
    slide.close();
    held.delete(id);
  }
  const fresh = slides.map((slide) => {
    const open = openSheetSlide(slide);
    held.set(slide.id, open);
    return open;
  });
  for (const { id, left, top, width } of cells) {
    const element = held.get(id)?.element;
    if (!element) continue;
    const scale = width / SHEET_SLIDE.width;
    element.style.setProperty("--scale", String(scale));
    element.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
  }
  root.append(...fresh.map(({ element }) => element));
  for (const open of fresh) void open.settle();
}
