import type { Chart } from "./chart-data.ts";
import { withUnit } from "./chart-number.ts";
import type { Lang } from "./deck.ts";
import { element, setAttribute, type Element } from "./tree.ts";

/** The numbers of a chart as a table that only screen readers read. */
export function chartTable(chart: Chart, lang: Lang): Element {
  const table = make("table", { class: "chart-data" });
  if (chart.title !== "") table.children.push(make("caption", {}, chart.title));
  const heads = [chart.head, ...chart.series.map(({ name }) => name)];
  const head = make("tr", {});
  head.children.push(...heads.map((name) => make("th", { scope: "col" }, name)));
  const rows = chart.labels.map((label, index) => {
    const row = make("tr", {});
    row.children.push(make("th", { scope: "row" }, label));
    for (const { values } of chart.series) {
      row.children.push(make("td", {}, withUnit(values[index] ?? 0, chart.unit, lang)));
    }
    return row;
  });
  const [thead, tbody] = [make("thead", {}), make("tbody", {})];
  thead.children.push(head);
  tbody.children.push(...rows);
  table.children.push(thead, tbody);
  return table;
}

function make(tag: string, attributes: Record<string, string>, text = ""): Element {
  const made = element(tag, 0);
  for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value);
  if (text !== "") made.children.push(text);
  return made;
}
