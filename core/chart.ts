import type { Lang, Problem } from "./deck.ts";
import { chartTable } from "./chart-table.ts";
import { drawChart } from "./chart-draw.ts";
import { KINDS, readChart, type Chart } from "./chart-data.ts";
import type { Lines } from "./lines.ts";
import { nearest } from "./nearest.ts";
import { problem } from "./problem.ts";
import { element, setAttribute, type Element } from "./tree.ts";

/**
 * A fenced table as a chart: a drawing for either orientation, its source, and the same numbers as a table for those who
 * do not see it. Null when there is nothing to draw; the problems say why.
 *
 * @param line of the fence, from 0 in the slide.
 */
export function chart(
  text: string,
  kind: string,
  line: number,
  lines: Lines,
  lang: Lang,
): { figure: Element | null; problems: Problem[] } {
  const problems: Problem[] = [];
  const known = KINDS.find((one) => one === (kind || "bar"));
  if (!known) {
    const values = { kind, nearest: nearest(kind, KINDS) };
    problems.push(problem("chart-kind", lines.place(line, kind), values));
    return { figure: null, problems };
  }
  const read = readChart(text, known, (value, offset) => {
    if (problems.length >= 5) return;
    problems.push(problem("chart-value", lines.place(line + 1 + offset, value), { value }));
  });
  if (!read) problems.push(problem("chart-table", lines.place(line, "")));
  return { figure: read && figureOf(read, line, lang), problems };
}

function figureOf(made: Chart, line: number, lang: Lang): Element {
  const figure = element("figure", line);
  setAttribute(figure, "class", `chart ${made.kind}`);
  const wide = drawChart(made, { width: 1120, height: 400, size: 24 }, lang);
  const tall = drawChart(made, { width: 780, height: 860, size: 34 }, lang);
  setAttribute(wide, "class", "lying");
  setAttribute(tall, "class", "standing");
  figure.children.push(wide, tall, chartTable(made, lang));
  if (made.source !== "") {
    const caption = element("figcaption", line);
    caption.children.push(made.source);
    figure.children.push(caption);
  }
  return figure;
}
