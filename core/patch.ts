/** One change of a text: a line put in another's place, or lines put in before it. Lines count from 1. */
export type Edit = { line: number; replace: string } | { line: number; insert: string };

/** Lines of a unified diff that stay as they are, around each change. */
const CONTEXT = 3;

/**
 * The edits as a unified diff, and the text with them. At most one edit a line of each kind; in any order.
 *
 * @param lines of the text, split at line feeds.
 */
export function patchOf(
  file: string,
  lines: readonly string[],
  edits: readonly Edit[],
): { patch: string; source: string } {
  const sorted = [...edits].sort(
    (a, b) => a.line - b.line || Number("replace" in a) - Number("replace" in b),
  );
  if (sorted.length === 0) return { patch: "", source: lines.join("\n") };
  const made = lines.map((line, at) =>
    changed(
      line,
      sorted.filter((edit) => edit.line === at + 1),
    ),
  );
  const source = made
    .flatMap((each) => each.flatMap(({ sign, text }) => (sign === "-" ? [] : [text])))
    .join("\n");
  return { patch: `--- a/${file}\n+++ b/${file}\n${hunks(made, lines)}`, source };
}

interface Row {
  sign: " " | "-" | "+";
  text: string;
}

function changed(line: string, edits: readonly Edit[]): Row[] {
  const rows: Row[] = [];
  let kept: Row[] = [{ sign: " ", text: line }];
  for (const edit of edits) {
    if ("insert" in edit)
      rows.push(...edit.insert.split("\n").map((text): Row => ({ sign: "+", text })));
    else
      kept = [
        { sign: "-", text: line },
        { sign: "+", text: edit.replace },
      ];
  }
  return [...rows, ...kept];
}

/** Changes that are near each other share a hunk. */
function hunks(made: readonly Row[][], lines: readonly string[]): string {
  // A last line without its end is no line of the text, but for its own text.
  const last = lines.at(-1) === "" ? made.length - 1 : made.length;
  const touched = made.flatMap((rows, at) =>
    rows.length > 1 || rows[0]?.sign !== " " ? [at] : [],
  );
  const spans: { from: number; to: number }[] = [];
  for (const at of touched) {
    const [from, to] = [Math.max(0, at - CONTEXT), Math.min(last, at + CONTEXT + 1)];
    const open = spans.at(-1);
    if (open && from <= open.to) open.to = to;
    else spans.push({ from, to });
  }
  let grown = 0;
  return spans
    .map(({ from, to }) => {
      const rows = made.slice(from, to).flat();
      const [before, after] = [count(rows, "+"), count(rows, "-")];
      const head = `@@ -${from + 1},${before} +${from + 1 + grown},${after} @@\n`;
      grown += after - before;
      const body = rows.map(({ sign, text }) => `${sign}${text}\n`).join("");
      return (
        head +
        body +
        (to === lines.length && lines.at(-1) !== "" ? "\\ No newline at end of file\n" : "")
      );
    })
    .join("");
}

/** Rows that are in the text before or after: all but those of the other sign. */
function count(rows: readonly Row[], other: "+" | "-"): number {
  return rows.filter(({ sign }) => sign !== other).length;
}
