import { readFrontMatter } from "./frontmatter.ts";
import { outline } from "./outline.ts";
import { patchOf, type Edit } from "./patch.ts";
import { timeOn, type Times } from "./times.ts";

/** What a rehearsal proposes to an author: the times that were really taken, as a change of the deck's own source. */
export interface Proposal {
  /** A unified diff that `patch` and `git apply` take; empty when there is nothing to propose. */
  patch: string;
  /** The source as it would be. Nobody writes it but the author, or at the author's word. */
  source: string;
}

/** Times are proposed in fives: nobody speaks to the second. And a slide takes five seconds at least. */
const STEP = 5;

/**
 * Proposes `data-timing` for every slide that was shown, and `minutes` for the deck when all were. What the author wrote
 * is left as it is to the last space; line ends too.
 *
 * @param file name for the patch.
 * @param times of the rehearsal, by slide key.
 */
export function proposeTimings(source: string, file: string, times: Times): Proposal {
  const cut = outline(source, { base: "" });
  const lines = source.split("\n");
  const end = lines[0]?.endsWith("\r") ? "\r" : "";
  const edits: Edit[] = [];
  const spoken = cut.slides.filter(({ only }) => only !== "kiosk");
  if (spoken.length > 0 && spoken.every(({ key }) => timeOn(times, key) !== undefined)) {
    const total = spoken.reduce((sum, { key }) => sum + rounded(timeOn(times, key) ?? 0), 0);
    edits.push(...minutesEdit(lines, Math.max(1, Math.ceil(total / 30) / 2), end));
  }
  for (const { key, line, source: text } of spoken) {
    const ms = timeOn(times, key);
    if (ms !== undefined)
      edits.push(...timingEdit(lines, line, text.split("\n").length, rounded(ms), end));
  }
  return patchOf(file, lines, edits);
}

function rounded(ms: number): number {
  return Math.max(STEP, Math.round(ms / 1000 / STEP) * STEP);
}

const TIMING = /data-timing\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/;
const DIRECTIVE = /<!--\s*\.slide:.*?-->/;

/** In the comment that has the time already, else in the first comment of the slide, else on a line of its own. */
function timingEdit(
  lines: readonly string[],
  first: number,
  count: number,
  seconds: number,
  end: string,
): Edit[] {
  const written = `data-timing="${seconds}"`;
  const own = directives(lines, first, count);
  const timed = own.find((line) => TIMING.test(lines[line - 1] ?? ""));
  const line = timed ?? own[0];
  if (line === undefined) return [{ line: first, insert: `<!-- .slide: ${written} -->${end}` }];
  const before = lines[line - 1] ?? "";
  const after = before.replace(DIRECTIVE, (comment) =>
    TIMING.test(comment)
      ? comment.replace(TIMING, written)
      : comment.replace(/\s*-->$/, ` ${written} -->`),
  );
  return after === before ? [] : [{ line, replace: after }];
}

/** Lines of a slide that hold a whole `.slide:` comment; what is shown as code is none. */
function directives(lines: readonly string[], first: number, count: number): number[] {
  const found: number[] = [];
  let fence = "";
  for (let line = first; line < first + count; line++) {
    const text = lines[line - 1] ?? "";
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1] ?? "";
    if (fence === "" && mark !== "") fence = mark;
    else if (fence !== "" && mark.startsWith(fence)) fence = "";
    else if (fence === "" && /^\s*<!--/.test(text) && DIRECTIVE.test(text)) found.push(line);
  }
  return found;
}

function minutesEdit(lines: readonly string[], minutes: number, end: string): Edit[] {
  const written = `minutes: ${minutes}${end}`;
  const text = lines
    .join("\n")
    .replaceAll("\r\n", "\n")
    .replace(/^\ufeff/, "");
  if (readFrontMatter(text).end === 0) {
    return [{ line: 1, insert: `---${end}\n${written}\n---${end}\n${end}` }];
  }
  const close = lines.findIndex((line, at) => at > 0 && /^(---|\.\.\.)[ \t]*\r?$/.test(line));
  const known = lines.findIndex((line, at) => at > 0 && at < close && /^minutes\s*:/.test(line));
  if (known < 0) return [{ line: 2, insert: written }];
  const after = (lines[known] ?? "").replace(/^(minutes\s*:\s*)[^\s#]+/, `$1${minutes}`);
  return after === lines[known] ? [] : [{ line: known + 1, replace: after }];
}
