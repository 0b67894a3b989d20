import { strokesOf, WIDTHS, type Stroke } from "../core/drawing.ts";

/**
 * What is drawn over a slide, in the slide's own coordinates: the same in the console and in the audience's window. The
 * picture lies over the frame as Reveal lies in it: as large as fits, in the middle.
 */
export interface InkLayer {
  element: SVGSVGElement;
  /** Of all that was drawn on the slide it shows what was drawn on one of its shape. */
  strokes(strokes: readonly Stroke[]): void;
  /** The light of the pointer, or none. */
  laser(at: readonly [number, number] | null): void;
  /** The logical size of the slide. */
  size(width: number, height: number): void;
  /** A place of the window in the slide's coordinates. */
  toSlide(clientX: number, clientY: number): [number, number];
}

const SVG = "http://www.w3.org/2000/svg";

export function openInkLayer(parent: HTMLElement): InkLayer {
  const element = document.createElementNS(SVG, "svg");
  element.classList.add("ink");
  element.setAttribute("aria-hidden", "true");
  const drawn = document.createElementNS(SVG, "g");
  const dot = document.createElementNS(SVG, "circle");
  dot.classList.add("ink-laser");
  dot.setAttribute("r", "11");
  element.append(drawn);
  parent.append(element);
  const lines = new Map<Stroke, SVGGElement>();
  /** The last stroke grows: its element is kept while its beginning is the same. */
  let last: { stroke: Stroke; line: SVGGElement } | null = null;
  let [width, height] = [1280, 720];
  let known: readonly Stroke[] = [];
  size(width, height);

  function strokes(drawnOnIt: readonly Stroke[]): void {
    known = drawnOnIt;
    const all = strokesOf(known, { width, height });
    const wanted = new Set(all);
    const newest = all.at(-1);
    if (
      last &&
      newest &&
      !lines.has(newest) &&
      !wanted.has(last.stroke) &&
      grows(last.stroke, newest)
    ) {
      lines.delete(last.stroke);
      trace(last.line, newest);
      lines.set(newest, last.line);
    }
    for (const [stroke, line] of lines) {
      if (wanted.has(stroke)) continue;
      line.remove();
      lines.delete(stroke);
    }
    for (const stroke of all) {
      const line = lines.get(stroke) ?? make(stroke);
      lines.set(stroke, line);
      if (line.parentNode !== drawn) drawn.append(line);
    }
    const line = newest && lines.get(newest);
    last = newest && line ? { stroke: newest, line } : null;
  }

  function size(nextWidth: number, nextHeight: number): void {
    [width, height] = [nextWidth, nextHeight];
    element.setAttribute("viewBox", `0 0 ${width} ${height}`);
    strokes(known);
  }

  return {
    element,
    strokes,
    size,
    laser(at) {
      if (!at) return dot.remove();
      dot.setAttribute("cx", String(at[0]));
      dot.setAttribute("cy", String(at[1]));
      if (!dot.isConnected) element.append(dot);
    },
    toSlide(clientX, clientY) {
      const box = element.getBoundingClientRect();
      const scale = Math.min(box.width / width, box.height / height) || 1;
      const left = box.left + (box.width - width * scale) / 2;
      const top = box.top + (box.height - height * scale) / 2;
      return [(clientX - left) / scale, (clientY - top) / scale];
    },
  };
}

function grows(from: Stroke, to: Stroke): boolean {
  return (
    from.kind === to.kind &&
    to.points.length > from.points.length &&
    from.points[0] === to.points[0] &&
    from.points[1] === to.points[1]
  );
}

/** A pen has a pale edge, so that it is seen on any ground. */
function make(stroke: Stroke): SVGGElement {
  const line = document.createElementNS(SVG, "g");
  line.classList.add(`ink-${stroke.kind}`);
  for (const part of stroke.kind === "pen" ? ["edge", "line"] : ["line"]) {
    const path = document.createElementNS(SVG, "polyline");
    path.classList.add(part);
    path.setAttribute("stroke-width", String(WIDTHS[stroke.kind] + (part === "edge" ? 4 : 0)));
    line.append(path);
  }
  trace(line, stroke);
  return line;
}

function trace(line: SVGGElement, { points }: Stroke): void {
  // A single touch is a dot: a line without length draws nothing.
  const [x = 0, y = 0] = points;
  const text = points.length > 2 ? points.join(" ") : `${x} ${y} ${x + 0.1} ${y}`;
  for (const path of line.children) path.setAttribute("points", text);
}
