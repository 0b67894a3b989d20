/** What came of one fault. */
export interface Outcome {
  fault: string;
  promiseMs: number;
  /** From the fault until the display was right for good; 0 when nothing was seen of it. */
  outageMs: number;
  /** How long no slide was in sight. */
  blankMs: number;
  /** The kind of fault that `/health` tells afterwards; empty where there is a reason for none. */
  told: string;
  /** Broken promises, as sentences; none when it recovered as promised. */
  broken: string[];
}

/** What came of one kind of fault. */
export interface Row {
  fault: string;
  injected: number;
  recovered: number;
  promiseMs: number;
  medianMs: number;
  mostMs: number;
  /** The longest without a slide in sight. */
  blankMs: number;
  /** The kinds of fault that `/health` told, each once. */
  told: string[];
}

export interface ChaosResults {
  date: string;
  seed: number;
  minutes: number;
  /** Cores, and the mean load of the last minute at the end: a deadline is a promise on a quiet machine. */
  cores: number;
  load: number;
  rows: Row[];
}

export function rowsOf(outcomes: readonly Outcome[]): Row[] {
  return [...new Set(outcomes.map(({ fault }) => fault))].map((fault) => {
    const own = outcomes.filter((each) => each.fault === fault);
    const times = own.map(({ outageMs }) => outageMs).toSorted((a, b) => a - b);
    return {
      fault,
      injected: own.length,
      recovered: own.filter(({ broken }) => broken.length === 0).length,
      promiseMs: own[0]?.promiseMs ?? 0,
      medianMs: Math.round(times[Math.floor(times.length / 2)] ?? 0),
      mostMs: Math.round(times.at(-1) ?? 0),
      blankMs: Math.round(Math.max(...own.map(({ blankMs }) => blankMs))),
      told: [...new Set(own.map(({ told }) => told).filter((told) => told !== ""))].toSorted(),
    };
  });
}

/** For a terminal. */
export function tableOf({ rows }: ChaosResults): string {
  const head = [
    "fault",
    "injected",
    "recovered",
    "median ms",
    "most ms",
    "promised",
    "without a slide ms",
    "told",
  ];
  const lines = rows.map((row) =>
    [
      row.fault,
      row.injected,
      row.recovered,
      row.medianMs,
      row.mostMs,
      row.promiseMs,
      row.blankMs,
      row.told.join(" "),
    ].map(String),
  );
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const text = (line: string[]) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ");
  return [head, ...lines].map(text).join("\n");
}
