import { readNumber } from "./chart-number.ts";

export const KINDS = ["bar", "line", "area", "donut"] as const;
export type Kind = (typeof KINDS)[number];

/** A chart as its author wrote it: a small table, and a few words around it. */
export interface Chart {
  kind: Kind;
  title: string;
  /** Written after numbers. */
  unit: string;
  source: string;
  /** Of the first column. */
  head: string;
  labels: string[];
  series: { name: string; values: number[] }[];
}

/** Most rows and series: more cannot be read on a slide. */
const ROWS = 60;
const SERIES = 6;

/** Reads `name: value` lines and a table whose first row names the series. */
export function readChart(
  text: string,
  kind: Kind,
  refuse: (value: string, line: number) => void,
): Chart | null {
  const made: Chart = { kind, title: "", unit: "", source: "", head: "", labels: [], series: [] };
  text.split("\n").forEach((line, offset) => {
    const row = line.trim();
    const [, name, value] = /^(title|unit|source)[ \u00a0\u202f]?:\s*(.*)$/i.exec(row) ?? [];
    if (name) made[name.toLowerCase() as "title" | "unit" | "source"] = value ?? "";
    else if (row.includes("|") && !/^[\s|:-]*$/.test(row))
      addRow(made, cellsOf(row), offset, refuse);
  });
  return made.labels.length > 0 && made.series.length > 0 ? made : null;
}

function cellsOf(row: string): string[] {
  return row
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

function addRow(
  made: Chart,
  [first = "", ...cells]: string[],
  offset: number,
  refuse: (value: string, line: number) => void,
): void {
  if (made.series.length === 0) {
    made.head = first;
    made.series = cells.slice(0, SERIES).map((name) => ({ name, values: [] }));
    return;
  }
  if (made.labels.length >= ROWS) return;
  made.labels.push(first);
  made.series.forEach(({ values }, index) => {
    const value = readNumber(cells[index] ?? "");
    if (value === null) refuse(cells[index] ?? "", offset);
    values.push(value ?? 0);
  });
}
