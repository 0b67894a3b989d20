import type { Chart } from "./chart-data.ts";
import { withUnit } from "./chart-number.ts";
import { shape, text, type Frame } from "./chart-shape.ts";
import type { Lang } from "./deck.ts";
import type { Element } from "./tree.ts";

/** Parts shown: more cannot be told apart. */
const PARTS = 6;

/** The parts of a whole, from the first series: a ring, and beside or below it what each part is. */
export function drawDonut(chart: Chart, frame: Frame, lang: Lang): Element[] {
  const values = (chart.series[0]?.values ?? []).slice(0, PARTS).map((value) => Math.max(0, value));
  const total = values.reduce((sum, value) => sum + value, 0) || 1;
  const top = chart.title === "" ? 0 : frame.size * 1.8;
  const standing = frame.height > frame.width;
  const room = standing
    ? frame.height - top - values.length * frame.size * 1.7
    : frame.height - top;
  const radius = Math.min(frame.width, room) / 2;
  const centre = { x: standing ? frame.width / 2 : radius, y: top + radius };
  let from = 0;
  const ring = values.map((value, index) => {
    const part = shape("path", {
      class: `series s${index + 1}`,
      d: sector(centre, radius, from / total, (from + value) / total),
    });
    from += value;
    return part;
  });
  const left = standing ? 0 : radius * 2 + frame.size * 2;
  const first = standing
    ? top + radius * 2 + frame.size * 1.5
    : centre.y - ((values.length - 1) * frame.size * 1.7) / 2;
  const names = values.flatMap((value, index) => {
    const y = first + index * frame.size * 1.7;
    const said = `${chart.labels[index] ?? ""}${lang === "fr" ? "\u00a0" : ""}: ${withUnit(value, chart.unit, lang)}`;
    const box = {
      x: left,
      y: y - frame.size * 0.75,
      width: frame.size * 0.8,
      height: frame.size * 0.8,
      rx: 4,
    };
    return [
      shape("rect", { class: `series s${index + 1}`, ...box }),
      text(said, left + frame.size * 1.3, y, "chart-key"),
    ];
  });
  return [...ring, ...names];
}

/** A part of a ring between two shares of the turn, from the top, clockwise. */
function sector(
  centre: { x: number; y: number },
  radius: number,
  from: number,
  to: number,
): string {
  // A whole turn would begin and end at the same point, and show nothing.
  const end = Math.min(to, from + 0.9999);
  const at = (share: number, length: number): string => {
    const angle = (share - 0.25) * 2 * Math.PI;
    const [x, y] = [centre.x + Math.cos(angle) * length, centre.y + Math.sin(angle) * length];
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  const large = end - from > 0.5 ? 1 : 0;
  const inner = radius * 0.58;
  const [r, i] = [radius.toFixed(1), inner.toFixed(1)];
  return `M${at(from, radius)}A${r} ${r} 0 ${large} 1 ${at(end, radius)}L${at(end, inner)}A${i} ${i} 0 ${large} 0 ${at(from, inner)}Z`;
}
