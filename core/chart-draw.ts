import type { Chart } from "./chart-data.ts";
import { ticks, withUnit, writeNumber } from "./chart-number.ts";
import { drawDonut } from "./chart-donut.ts";
import { key, shape, text, type Frame } from "./chart-shape.ts";
import type { Lang } from "./deck.ts";
import type { Element } from "./tree.ts";

/** The drawing of a chart in a frame. Colours come from the stage, by the class of each series. */
export function drawChart(chart: Chart, frame: Frame, lang: Lang): Element {
  const { width, height } = frame;
  const svg = shape("svg", {
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": chart.title || chart.series.map(({ name }) => name).join(", "),
  });
  if (chart.title !== "") svg.children.push(text(chart.title, 0, frame.size, "chart-title"));
  const parts =
    chart.kind === "donut" ? drawDonut(chart, frame, lang) : new Plot(chart, frame, lang).draw();
  svg.children.push(...parts);
  return svg;
}

/** A chart with two axes. */
class Plot {
  private readonly chart: Chart;
  private readonly frame: Frame;
  private readonly lang: Lang;
  private readonly marks: number[];
  private readonly left: number;
  private readonly top: number;
  private readonly bottom: number;

  constructor(chart: Chart, frame: Frame, lang: Lang) {
    this.chart = chart;
    this.frame = frame;
    this.lang = lang;
    const values = chart.series.flatMap((one) => one.values);
    this.marks = ticks(Math.min(0, ...values), Math.max(0, ...values));
    const longest = Math.max(...this.marks.map((mark) => writeNumber(mark, lang).length));
    this.left = (longest + 1) * frame.size * 0.6;
    this.top = frame.size * (chart.title === "" ? 1 : 2.4) + (this.keyed ? frame.size * 1.8 : 0);
    this.bottom = frame.height - frame.size * 1.8;
  }

  private get keyed(): boolean {
    return this.chart.series.length > 1;
  }

  draw(): Element[] {
    const { frame, chart } = this;
    const names = chart.series.map(({ name }) => name);
    const unit = chart.unit === "" ? [] : [this.unit()];
    return [
      ...(this.keyed ? key(names, this.top - frame.size * 1.4, frame) : []),
      ...unit,
      ...this.marks.flatMap((mark) => this.rule(mark)),
      ...this.labels(),
      ...chart.series.flatMap((_, index) =>
        chart.kind === "bar" ? this.bars(index) : this.curve(index),
      ),
    ];
  }

  private unit(): Element {
    const { frame, chart, top } = this;
    return text(chart.unit, frame.width, top - frame.size * 0.4, "chart-unit", "end");
  }

  private y(value: number): number {
    const [least = 0, most = 1] = [this.marks[0], this.marks.at(-1)];
    return this.bottom - ((value - least) / (most - least || 1)) * (this.bottom - this.top);
  }

  /** Width of what belongs to one label. */
  private get band(): number {
    return (this.frame.width - this.left) / this.chart.labels.length;
  }

  private rule(mark: number): Element[] {
    const y = this.y(mark);
    const { left, frame, lang } = this;
    return [
      shape("line", {
        class: mark === 0 ? "chart-zero" : "chart-rule",
        x1: left,
        x2: frame.width,
        y1: y,
        y2: y,
      }),
      text(
        writeNumber(mark, lang),
        left - frame.size * 0.5,
        y + frame.size * 0.34,
        "chart-mark",
        "end",
      ),
    ];
  }

  /** As many as there is room for. */
  private labels(): Element[] {
    const { chart, frame, left, band, bottom } = this;
    const longest = Math.max(...chart.labels.map((label) => label.length));
    const every = Math.max(1, Math.ceil(((longest + 1) * frame.size * 0.56) / band));
    return chart.labels.flatMap((label, index) =>
      index % every === 0
        ? [
            text(
              label,
              left + (index + 0.5) * band,
              bottom + frame.size * 1.35,
              "chart-label",
              "middle",
            ),
          ]
        : [],
    );
  }

  private bars(series: number): Element[] {
    const { chart, frame, left, band, lang } = this;
    const { length } = chart.series;
    const width = (band * 0.72) / length;
    const values = chart.series[series]?.values ?? [];
    const named = values.length * length <= 8 || (length === 1 && values.length <= 14);
    return values.flatMap((value, index) => {
      const x = left + (index + 0.14) * band + series * width;
      const [top, foot] = [this.y(Math.max(value, 0)), this.y(Math.min(value, 0))];
      const bar = shape("rect", {
        class: `series s${series + 1}`,
        x,
        y: top,
        width: width * 0.94,
        height: foot - top,
      });
      const said = withUnit(value, chart.unit === "%" ? "%" : "", lang);
      const above = text(said, x + width * 0.47, top - frame.size * 0.3, "chart-value", "middle");
      return named ? [bar, above] : [bar];
    });
  }

  private curve(series: number): Element[] {
    const { chart, left, band } = this;
    const values = chart.series[series]?.values ?? [];
    const points = values.map(
      (value, index) => [left + (index + 0.5) * band, this.y(value)] as const,
    );
    const path = points
      .map(([x, y], index) => `${index ? "L" : "M"}${round(x)} ${round(y)}`)
      .join("");
    const name = `series s${series + 1}`;
    const zero = round(this.y(0));
    const [from, to] = [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0];
    const under = shape("path", {
      class: `${name} under`,
      d: `${path}L${round(to)} ${zero}L${round(from)} ${zero}Z`,
    });
    const line = shape("path", { class: `${name} curve`, d: path });
    const dots = points.map(([cx, cy]) => shape("circle", { class: name, cx, cy, r: 6 }));
    return [...(chart.kind === "area" ? [under] : []), line, ...(values.length <= 24 ? dots : [])];
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
