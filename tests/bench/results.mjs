import { reaches } from "./row.mjs";

/** @typedef {import("./row.mjs").Report & { machine: string }} Measured */
/** @typedef {Record<string, Measured | undefined>} Results */

/** The page that says how fast we are. @param {Results} all */
export function results(all) {
  const parts = ["compile", "page", "loop", "live", "console"].flatMap((name) => all[name] ?? []);
  return `# How fast we are

Written by \`npm run bench\`. Ratios are medians of ratios taken inside the same round of one run on one computer; «must» is what
we hold ourselves to, «aim» what we would like. What a peer's figure is of, and how it was taken, stands below.

| what | ours | must | aim | holds | peers |
| --- | ---: | ---: | ---: | --- | --- |
${parts.flatMap(({ rows }) => rows.map(line)).join("\n")}

${parts.map(described).join("\n\n")}

Marp's HTML is marp-core's, with the one slide displayed that is on: its command line's own player is heavier. Plain Reveal is the
release, with the same settings as our stage, no plugin, and all its sections finished in the page. A save is timed from the call
that writes the file until the second frame that has the changed heading; each tool shows the slide that is changed, in a browser
of its own, and reveal-md and Slidev are the released packages, installed in the temporary folder.
`;
}

/** @param {import("./row.mjs").Row} row */
function line(row) {
  const { name, ours, peers, sense, must, aim } = row;
  const sign = sense === ">=" ? "≥" : "≤";
  const beside = Object.entries(peers).map(([peer, value]) => `${peer} ${value}`);
  const holds = reaches(row, aim) ? "aim" : reaches(row, must) ? "must" : "**no**";
  return `| ${name} | ${ours} | ${sign} ${short(must)} | ${sign} ${short(aim)} | ${holds} | ${beside.join(" · ")} |`;
}

/** @param {Measured} part */
function described({ date, machine, versions, figures }) {
  const columns = [...new Set(Object.values(figures).flatMap((all) => Object.keys(all)))];
  const head = `|  | ${columns.join(" | ")} |\n| --- |${columns.map(() => " ---: |").join("")}`;
  const body = Object.entries(figures).map(
    ([name, all]) => `| ${name} | ${columns.map((column) => all[column] ?? "").join(" | ")} |`,
  );
  const made = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${date}, ${machine}; ${made.join(", ")}.\n\n${head}\n${body.join("\n")}`;
}

/** @param {number} value */
function short(value) {
  return Number(value.toPrecision(3));
}
